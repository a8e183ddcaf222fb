package org.roundproof.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.roundproof.conformance.BlackBoxResult.Failure;
import org.roundproof.conformance.BlackBoxResult.Fault;
import org.roundproof.quantizer.Distribution.Atom;
import org.roundproof.stats.BinomialTest;
import org.roundproof.stats.MultinomialTest;

/** The draws at one point, in their order, beside the exact distribution there. */
final class PointDraws {
    /** Distances at which dependence is looked for. */
    static final int[] LAGS = {1, 2, 4, 8, 16, 32};

    /** Fewest draws that hold a pair at every lag. */
    static final int FEWEST = 2 * LAGS[LAGS.length - 1];

    private final double point;
    private final List<Atom> atoms;
    private final double[] centred;
    private final double variance;
    private final int[] counts;
    private byte[] drawn = new byte[16];
    private int size;

    PointDraws(double point, List<Atom> atoms) {
        this.point = point;
        this.atoms = atoms;
        counts = new int[atoms.size()];
        centred = centred(atoms);
        double sum = 0;
        for (int i = 0; i < centred.length; i++) {
            sum += probability(i) * centred[i] * centred[i];
        }
        variance = sum;
    }

    /** (value − mean)/(largest − least), 0 where there is one value or one that is not finite. */
    private static double[] centred(List<Atom> atoms) {
        double least = atoms.get(0).value();
        double width = atoms.get(atoms.size() - 1).value() - least;
        double[] scaled = new double[atoms.size()];
        if (!(width > 0) || !Double.isFinite(width)) {
            return scaled;
        }
        double mean = 0;
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (atoms.get(i).value() - least) / width;
            mean += atoms.get(i).probability().doubleValue() * scaled[i];
        }
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] -= mean;
        }
        return scaled;
    }

    double point() {
        return point;
    }

    List<Atom> atoms() {
        return atoms;
    }

    int size() {
        return size;
    }

    int count(int atom) {
        return counts[atom];
    }

    double probability(int atom) {
        return atoms.get(atom).probability().doubleValue();
    }

    /** Whether chance decides here. */
    boolean random() {
        return atoms.size() > 1;
    }

    /** A result scaled to mean 0 and a width of 1. */
    double centred(int atom) {
        return centred[atom];
    }

    /** Its variance. */
    double variance() {
        return variance;
    }

    /** How far the mean lies from the least value, in widths. */
    double fraction() {
        return -centred[0];
    }

    /** Takes a draw; its atom, −1 where it is none. */
    int add(double value) {
        for (int i = 0; i < counts.length; i++) {
            if (Double.compare(atoms.get(i).value(), value) == 0) {
                if (size == drawn.length) {
                    drawn = Arrays.copyOf(drawn, 2 * size);
                }
                drawn[size++] = (byte) i;
                counts[i]++;
                return i;
            }
        }
        return -1;
    }

    /** What is to be said of a draw that is no atom. */
    Failure stray(String draw, double value) {
        boolean zero = value == 0 && atoms.stream().anyMatch(atom -> atom.value() == 0);
        String possible =
                atoms.stream().map(atom -> String.valueOf(atom.value())).collect(Collectors.joining(", "));
        return new Failure(
                zero ? Fault.ZERO_SIGN : Fault.OFF_SUPPORT,
                point,
                draw + " is " + value + " where only " + possible + " can be",
                0);
    }

    /** One test for each atom; two atoms share one. */
    void rates(List<Failure> tests) {
        for (int i = atoms.size() == 2 ? 1 : 0; i < counts.length && size > 0; i++) {
            double probability = probability(i);
            tests.add(new Failure(
                    Fault.WRONG_RATE,
                    point,
                    atoms.get(i).value() + " came " + counts[i] + " times in " + size + ", its probability is "
                            + probability,
                    new BinomialTest(size, probability).pValue(counts[i])));
        }
    }

    /** Draws i and i + ℓ on disjoint pairs, for each lag ℓ. */
    void dependence(List<Failure> tests) {
        for (int lag : LAGS) {
            long[][] pairs = new long[counts.length][counts.length];
            for (int start = 0; start + 2 * lag <= size; start += 2 * lag) {
                for (int i = start; i < start + lag; i++) {
                    pairs[drawn[i]][drawn[i + lag]]++;
                }
            }
            MultinomialTest test = MultinomialTest.independence(pairs);
            tests.add(new Failure(
                    Fault.DEPENDENT_DRAWS,
                    point,
                    "draws i and i + " + lag + " share " + test.statistic() + " nats of information in "
                            + (size / (2 * lag) * lag) + " pairs; independent ones share about "
                            + (counts.length - 1) * (counts.length - 1) / 2.0,
                    test.pValue()));
        }
    }
}
