package org.roundproof.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.roundproof.InputException;
import org.roundproof.conformance.BlackBoxResult.Failure;
import org.roundproof.conformance.BlackBoxResult.Fault;
import org.roundproof.quantizer.Distribution.Atom;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.stats.BinomialTest;
import org.roundproof.stats.FamilyWise;
import org.roundproof.stats.MultinomialTest;

/**
 * Judges an implementation of a stochastic quantizer whose random bits cannot be set, by its results alone, against the
 * exact distribution at each point.
 *
 * <p>At each point n draws are made one after the other. Looked for: results outside the support (no statistics needed); the
 * exact binomial test of each atom's probability; independence of draws i and i + ℓ for ℓ = 1, 2, 4, …, 32 on disjoint pairs.
 * All p-values are valid at every sample size; Holm's procedure bounds the probability that a right implementation fails
 * anything by {@code falseAlarm}. The note is {@code proofs-notes/statistics.md}.
 *
 * @param quantizer what the implementation should be
 * @param draws n, at each point
 * @param falseAlarm bound of the family-wise error, in (0, 1)
 */
public record BlackBoxStochastic(Quantizer quantizer, int draws, double falseAlarm) {
    private static final int[] LAGS = {1, 2, 4, 8, 16, 32};

    public BlackBoxStochastic {
        if (draws < 2 * LAGS[LAGS.length - 1]) {
            throw new InputException("there are " + draws + " draws at each point; at least "
                    + 2 * LAGS[LAGS.length - 1] + " are needed");
        }
        if (!(falseAlarm > 0 && falseAlarm < 1)) {
            throw new InputException("the false-alarm probability is " + falseAlarm + "; it must lie between 0 and 1");
        }
    }

    /**
     * Draws from the implementation and judges it.
     *
     * @param implementation x ↦ Q(x), with random bits of its own
     * @param points inputs; a point with f = ½ sees a biased rate worst, one with a small f best
     * @throws InputException where the quantizer has no finite support (subtractive dither), or there are no points
     */
    public BlackBoxResult judge(DoubleUnaryOperator implementation, double... points) {
        if (points.length == 0) {
            throw new InputException("there are no points to judge at; give at least one");
        }
        List<Failure> failures = new ArrayList<>();
        List<Failure> tests = new ArrayList<>();
        for (double point : points) {
            List<Atom> atoms = atoms(point);
            Draws drawn = draw(implementation, point, atoms, failures);
            if (drawn.complete() && atoms.size() > 1) {
                rates(point, atoms, drawn, tests);
                dependence(point, atoms.size(), drawn, tests);
            }
        }
        double[] adjusted =
                FamilyWise.holm(tests.stream().mapToDouble(Failure::pValue).toArray());
        for (int i = 0; i < adjusted.length; i++) {
            if (adjusted[i] <= falseAlarm) {
                Failure test = tests.get(i);
                failures.add(new Failure(test.fault(), test.point(), test.detail(), adjusted[i]));
            }
        }
        failures.sort(Comparator.comparing(Failure::fault).thenComparingDouble(Failure::pValue));
        return new BlackBoxResult(quantizer.expression(), points.length, draws, tests.size(), falseAlarm, failures);
    }

    /**
     * A lower bound of the probability that a two-valued quantizer's wrong rate is found at one of the points.
     *
     * @param rate the right probability of a value
     * @param wrongRate the implementation's
     * @param points how many points are judged
     */
    public double power(double rate, double wrongRate, int points) {
        return new BinomialTest(draws, rate).power(wrongRate, falseAlarm / testsAt(points));
    }

    /** A number of draws at which {@link #power} reaches the wanted power. */
    public static int drawsFor(double rate, double wrongRate, int points, double falseAlarm, double power) {
        int needed = BinomialTest.requiredTrials(rate, wrongRate, falseAlarm / testsAt(points), power);
        return Math.max(needed, 2 * LAGS[LAGS.length - 1]);
    }

    /** For two-valued distributions: one rate and one test for each lag. */
    private static int testsAt(int points) {
        return points * (1 + LAGS.length);
    }

    private List<Atom> atoms(double point) {
        List<Atom> atoms = quantizer.distribution(point).support();
        if (atoms.isEmpty()) {
            throw new InputException(quantizer.expression() + " has no finite support; black-box statistics need one");
        }
        return atoms;
    }

    /** The draws as indices of atoms. */
    private record Draws(byte[] atom, boolean complete) {}

    private Draws draw(DoubleUnaryOperator implementation, double point, List<Atom> atoms, List<Failure> failures) {
        byte[] drawn = new byte[draws];
        for (int i = 0; i < draws; i++) {
            double value = implementation.applyAsDouble(point);
            int index = index(atoms, value);
            if (index < 0) {
                boolean zero = value == 0 && index(atoms, -value) >= 0;
                failures.add(new Failure(
                        zero ? Fault.ZERO_SIGN : Fault.OFF_SUPPORT,
                        point,
                        "draw " + (i + 1) + " is " + value + " where only "
                                + String.join(
                                        ", ",
                                        atoms.stream()
                                                .map(atom -> String.valueOf(atom.value()))
                                                .toList())
                                + " can be",
                        0));
                return new Draws(drawn, false);
            }
            drawn[i] = (byte) index;
        }
        return new Draws(drawn, true);
    }

    private static int index(List<Atom> atoms, double value) {
        for (int i = 0; i < atoms.size(); i++) {
            if (Double.compare(atoms.get(i).value(), value) == 0) {
                return i;
            }
        }
        return -1;
    }

    /** One test for each atom; two atoms share one. */
    private void rates(double point, List<Atom> atoms, Draws drawn, List<Failure> tests) {
        int[] counts = new int[atoms.size()];
        for (byte atom : drawn.atom()) {
            counts[atom]++;
        }
        for (int i = atoms.size() == 2 ? 1 : 0; i < atoms.size(); i++) {
            double probability = atoms.get(i).probability().doubleValue();
            tests.add(new Failure(
                    Fault.WRONG_RATE,
                    point,
                    atoms.get(i).value() + " came " + counts[i] + " times in " + draws + ", its probability is "
                            + probability,
                    new BinomialTest(draws, probability).pValue(counts[i])));
        }
    }

    private void dependence(double point, int atoms, Draws drawn, List<Failure> tests) {
        for (int lag : LAGS) {
            long[][] pairs = new long[atoms][atoms];
            for (int start = 0; start + 2 * lag <= draws; start += 2 * lag) {
                for (int i = start; i < start + lag; i++) {
                    pairs[drawn.atom()[i]][drawn.atom()[i + lag]]++;
                }
            }
            MultinomialTest test = MultinomialTest.independence(pairs);
            tests.add(new Failure(
                    Fault.DEPENDENT_DRAWS,
                    point,
                    "draws i and i + " + lag + " share " + test.statistic() + " nats of information in "
                            + (draws / (2 * lag) * lag) + " pairs; independent ones share about "
                            + (atoms - 1) * (atoms - 1) / 2.0,
                    test.pValue()));
        }
    }
}
