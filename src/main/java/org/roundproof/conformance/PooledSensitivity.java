package org.roundproof.conformance;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roundproof.stats.BennettTest;

/**
 * The smallest common error of the means that the draws of one class of inputs would have shown together, with a probability of
 * 0.999 or more.
 *
 * <p>With n independent draws whose means, in widths of the support, are all wrong by δ, the sum S of {@link BlackBoxLog} has
 * mean n·δ, and P(S ≤ n·δ − s) ≤ exp(−2s²/n) (W. Hoeffding, J. Amer. Statist. Assoc. 58 (1963) 13–30, Theorem 2). If the test
 * rejects from t on, δ = (t + √(n·ln(1000)/2))/n is found. A class is taken only where a mean can be that far off.
 *
 * @param from the class: means from this part of the way up
 * @param to to this
 * @param draws n
 * @param error δ
 */
public record PooledSensitivity(double from, double to, long draws, double error) {
    private static final int HALVINGS = 60;

    /** The class in which the least error shows; null where none shows any. */
    static @Nullable PooledSensitivity of(List<PointDraws> random, double level) {
        PooledSensitivity best = null;
        if (random.size() < 2) {
            return null;
        }
        int classes = BlackBoxLog.CLASSES;
        long[] draws = new long[classes];
        double[] variances = new double[classes];
        for (PointDraws at : random) {
            int c = BlackBoxLog.classOf(at);
            draws[c] += at.variance() > 0 ? at.size() : 0;
            variances[c] += at.size() * at.variance();
        }
        for (int c = 0; c < classes; c++) {
            if (variances[c] > 0) {
                double n = draws[c];
                double error =
                        (threshold(variances[c], level) + Math.sqrt(-n * Math.log(1 - Sensitivity.POWER) / 2)) / n;
                double possible = Math.max(c, classes - 1 - c) / (double) classes;
                if (error <= possible && (best == null || error < best.error())) {
                    best = new PooledSensitivity(c / (double) classes, (c + 1) / (double) classes, draws[c], error);
                }
            }
        }
        return best;
    }

    /** A sum from which on Bennett's test rejects. */
    private static double threshold(double variance, double level) {
        double accepted = 0;
        double rejected = 1;
        while (new BennettTest(rejected, variance).pValue() > level) {
            rejected *= 2;
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (accepted + rejected) / 2;
            if (new BennettTest(middle, variance).pValue() > level) {
                accepted = middle;
            } else {
                rejected = middle;
            }
        }
        return rejected;
    }
}
