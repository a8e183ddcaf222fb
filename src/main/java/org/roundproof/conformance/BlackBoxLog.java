package org.roundproof.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.roundproof.InputException;
import org.roundproof.conformance.BlackBoxResult.Failure;
import org.roundproof.conformance.BlackBoxResult.Fault;
import org.roundproof.quantizer.Distribution.Atom;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.stats.BennettTest;
import org.roundproof.stats.FamilyWise;

/**
 * Judges recorded draws of a stochastic quantizer whose random bits are not known: inputs and results in the order of
 * drawing, at few points with many draws or at many points with few.
 *
 * <p>At each point as {@link BlackBoxStochastic} does. Over all points together, with a = (y − E y)/(width of the support),
 * which has mean 0 and a known variance whatever x is: the sum of a in ten classes of (E y − least)/width, by Bennett's
 * inequality, and draws in a row by {@link DrawsInARow}. Each p-value is valid for every sample size and every sequence of
 * inputs. Holm's procedure bounds the family-wise error. The note is {@code proofs-notes/check.md}.
 *
 * @param quantizer what the implementation should be
 * @param falseAlarm bound of the family-wise error, in (0, 1)
 */
public record BlackBoxLog(Quantizer quantizer, double falseAlarm) {
    /** Tenths of the way up over which rates are pooled. */
    static final int CLASSES = 10;

    public BlackBoxLog {
        if (!(falseAlarm > 0 && falseAlarm < 1)) {
            throw new InputException("the false-alarm probability is " + falseAlarm + "; it must lie between 0 and 1");
        }
    }

    /**
     * Judges draws.
     *
     * @param x inputs in order
     * @param y results, as many
     * @throws InputException where the quantizer has no finite support, or there is no draw that chance decides
     */
    public BlackBoxReport judge(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new InputException("there are " + x.length + " inputs and " + y.length + " results");
        }
        Map<Double, PointDraws> points = new LinkedHashMap<>();
        List<Failure> failures = new ArrayList<>();
        Map<Double, Integer> numbers = new HashMap<>();
        int[] input = new int[x.length];
        int[] atoms = new int[x.length];
        for (int i = 0; i < x.length; i++) {
            PointDraws at = points.computeIfAbsent(x[i], point -> new PointDraws(point, atoms(point)));
            input[i] = numbers.computeIfAbsent(x[i], point -> numbers.size());
            double result = y[i] == 0 && !quantizer.format().hasNegativeZero() ? 0.0 : y[i];
            atoms[i] = at.add(result);
            if (atoms[i] < 0 && failures.stream().noneMatch(failure -> failure.point() == at.point())) {
                failures.add(at.stray("draw " + (i + 1), result));
            }
        }
        List<PointDraws> random =
                points.values().stream().filter(PointDraws::random).toList();
        if (random.isEmpty() && failures.isEmpty()) {
            throw new InputException("no draw is left to chance: " + quantizer.expression()
                    + " has one result at every x of the log; take inputs between two values of the format");
        }
        List<Failure> tests = tests(random, new DrawsInARow(List.copyOf(points.values()), input, atoms));
        double[] adjusted =
                FamilyWise.holm(tests.stream().mapToDouble(Failure::pValue).toArray());
        for (int i = 0; i < adjusted.length; i++) {
            if (adjusted[i] <= falseAlarm) {
                Failure test = tests.get(i);
                failures.add(new Failure(test.fault(), test.point(), test.detail(), adjusted[i]));
            }
        }
        failures.sort(Comparator.comparing(Failure::fault).thenComparingDouble(Failure::pValue));
        boolean rates = failures.stream().anyMatch(failure -> failure.fault() == Fault.WRONG_RATE);
        return new BlackBoxReport(
                quantizer.expression(),
                x.length,
                points.size(),
                tests.size(),
                falseAlarm,
                failures,
                rates ? RateFit.of(quantizer, random, falseAlarm) : List.of(),
                Sensitivity.of(random, falseAlarm, tests.size()));
    }

    private List<Atom> atoms(double point) {
        List<Atom> atoms = quantizer.distribution(point).support();
        if (atoms.isEmpty()) {
            throw new InputException(quantizer.expression() + " has no finite support; black-box statistics need one");
        }
        return atoms;
    }

    private static List<Failure> tests(List<PointDraws> random, DrawsInARow log) {
        List<Failure> tests = new ArrayList<>();
        for (PointDraws at : random) {
            at.rates(tests);
            if (at.size() >= PointDraws.FEWEST) {
                at.dependence(tests);
            }
        }
        if (random.size() > 1) {
            classes(random, tests);
            for (int lag : PointDraws.LAGS) {
                log.tests(lag, 0, tests);
                log.tests(lag, lag, tests);
            }
        }
        return tests;
    }

    /** The rate over all points of one class of fractions. */
    private static void classes(List<PointDraws> random, List<Failure> tests) {
        double[] sums = new double[CLASSES];
        double[] variances = new double[CLASSES];
        long[] draws = new long[CLASSES];
        for (PointDraws at : random) {
            int c = classOf(at);
            draws[c] += at.size();
            variances[c] += at.size() * at.variance();
            for (int atom = 0; atom < at.atoms().size(); atom++) {
                sums[c] += at.count(atom) * at.centred(atom);
            }
        }
        for (int c = 0; c < CLASSES; c++) {
            if (variances[c] > 0) {
                tests.add(new Failure(
                        Fault.WRONG_RATE,
                        Double.NaN,
                        "over all inputs " + c / (double) CLASSES + " to " + (c + 1) / (double) CLASSES
                                + " of the way up, " + draws[c] + " draws lie " + sums[c] / draws[c]
                                + " of the way too " + (sums[c] > 0 ? "high" : "low") + " on the mean",
                        new BennettTest(sums[c], variances[c]).pValue()));
            }
        }
    }

    /** The class of a point. */
    static int classOf(PointDraws at) {
        return (int) Math.min(CLASSES - 1, Math.max(0, Math.floor(at.fraction() * CLASSES)));
    }
}
