package org.roundproof.theory;

import org.roundproof.sgd.Averaging;

/**
 * The affine recursion of {@link ProductStep} on primitive doubles: O(d) a step, no allocation. State: S, μ, C of {@link
 * ProductRecursion} and the window's sums. A step walks the coordinates in blocks that stay in the first-level cache; within a
 * block every loop is elementwise, or adds to the lanes of {@link LaneSum}, so that the compiler can vectorize it. The bits
 * depend on neither.
 */
final class ErrorRecursion {
    private final StepArrays step;
    private final int dimension;
    private final double[] mean;
    private final double[] square;
    private final double[] pair;
    private final double[] windowMean;
    private final double[] windowSecond;
    private final LaneSum sum;
    /** F of the current state. */
    private double rankOne;

    /**
     * Starts at μ, S; the arrays are overwritten.
     *
     * @param mean μ
     * @param square S
     */
    ErrorRecursion(StepArrays step, double[] mean, double[] square) {
        this.step = step;
        this.mean = mean;
        this.square = square;
        dimension = step.dimension();
        pair = new double[dimension];
        windowMean = new double[dimension];
        windowSecond = new double[dimension];
        sum = new LaneSum(dimension);
    }

    /** N steps; afterwards the moments of the reported iterate stand in {@link #windowMean} and {@link #windowSecond}. */
    void run(int steps, Averaging averaging) {
        int first = averaging.first(steps);
        int end = Math.max(steps, first + 1);
        rankOne = rankOne();
        for (int t = 0; t < end - 1; t++) {
            sum.clear();
            for (int from = 0; from < dimension; from += LaneSum.WIDTH) {
                int to = Math.min(dimension, from + LaneSum.WIDTH);
                if (t >= first) {
                    accumulate(from, to);
                    advanceCross(from, to);
                }
                advance(from, to);
                project(from, to - from);
            }
            rankOne = sum.total();
        }
        accumulate(0, dimension);
        divide(end - first);
    }

    double[] windowMean() {
        return windowMean;
    }

    double[] windowSecond() {
        return windowSecond;
    }

    private double rankOne() {
        sum.clear();
        for (int from = 0; from < dimension; from += LaneSum.WIDTH) {
            project(from, Math.min(LaneSum.WIDTH, dimension - from));
        }
        return sum.total();
    }

    // Σ S + 2 Σ C and Σ μ over the window
    private void accumulate(int from, int to) {
        for (int i = from; i < to; i++) {
            windowSecond[i] += square[i] + 2 * pair[i];
        }
        for (int i = from; i < to; i++) {
            windowMean[i] += mean[i];
        }
    }

    // C_i ← contraction_i (C_i + S_i) + drift_i A_i
    private void advanceCross(int from, int to) {
        double[] contraction = step.contraction;
        double[] drift = step.drift;
        for (int i = from; i < to; i++) {
            pair[i] = contraction[i] * (pair[i] + square[i]) + drift[i] * windowMean[i];
        }
    }

    // S_i ← second_i S_i + cross_i μ_i + m2_i F + constant_i,  μ_i ← contraction_i μ_i + drift_i
    private void advance(int from, int to) {
        double[] second = step.second;
        double[] cross = step.cross;
        double[] m2 = step.m2;
        double[] constant = step.constant;
        double f = rankOne;
        for (int i = from; i < to; i++) {
            square[i] = second[i] * square[i] + cross[i] * mean[i] + (m2[i] * f + constant[i]);
        }
        double[] contraction = step.contraction;
        double[] drift = step.drift;
        for (int i = from; i < to; i++) {
            mean[i] = contraction[i] * mean[i] + drift[i];
        }
    }

    // F = Σ f_i S_i − Σ h_i μ_i
    private void project(int from, int length) {
        double[] lanes = sum.lanes();
        double[] f = step.sumSecond;
        double[] h = step.sumMean;
        for (int k = 0; k < length; k++) {
            lanes[k] += f[from + k] * square[from + k] - h[from + k] * mean[from + k];
        }
    }

    private void divide(double count) {
        for (int i = 0; i < dimension; i++) {
            windowMean[i] /= count;
            windowSecond[i] /= count * count;
        }
    }
}
