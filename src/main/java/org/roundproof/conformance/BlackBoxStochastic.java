package org.roundproof.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.roundproof.InputException;
import org.roundproof.conformance.BlackBoxResult.Failure;
import org.roundproof.quantizer.Distribution.Atom;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.stats.BinomialTest;
import org.roundproof.stats.FamilyWise;

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
    public BlackBoxStochastic {
        if (draws < PointDraws.FEWEST) {
            throw new InputException(
                    "there are " + draws + " draws at each point; at least " + PointDraws.FEWEST + " are needed");
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
            PointDraws at = new PointDraws(point, atoms(point));
            if (draw(implementation, at, failures) && at.random()) {
                at.rates(tests);
                at.dependence(tests);
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
        return Math.max(needed, PointDraws.FEWEST);
    }

    /** For two-valued distributions: one rate and one test for each lag. */
    private static int testsAt(int points) {
        return points * (1 + PointDraws.LAGS.length);
    }

    private List<Atom> atoms(double point) {
        List<Atom> atoms = quantizer.distribution(point).support();
        if (atoms.isEmpty()) {
            throw new InputException(quantizer.expression() + " has no finite support; black-box statistics need one");
        }
        return atoms;
    }

    /** Draws until a result is off the support; returns whether none is. */
    private boolean draw(DoubleUnaryOperator implementation, PointDraws at, List<Failure> failures) {
        for (int i = 0; i < draws; i++) {
            double value = implementation.applyAsDouble(at.point());
            if (at.add(value) < 0) {
                failures.add(at.stray("draw " + (i + 1), value));
                return false;
            }
        }
        return true;
    }
}
