package org.roundproof.theory;

import java.util.List;
import java.util.stream.DoubleStream;
import org.roundproof.sgd.Averaging;

/**
 * The recursion of {@link ProductRecursion} on primitive doubles: one pass over d coordinates a step, no allocation. Its
 * relative rounding error grows like N·2⁻⁵³ at worst; it is tested against the rational recursion to 1e-12.
 */
public final class ProductRisk {
    private final int dimension;
    private final double[] second;
    private final double[] cross;
    private final double[] constant;
    private final double[] m2;
    private final double[] rowSecond;
    private final double[] rowMean;
    private final double[] contraction;
    private final double[] drift;

    /**
     * Prepares the step.
     *
     * @param stepSize γ
     * @param batch B ≥ 1
     */
    public ProductRisk(ProductMoments<Double> moments, TargetLaws laws, double stepSize, int batch) {
        ProductStep<Double> step = ProductStep.of(DoubleField.INSTANCE, moments, laws, stepSize, batch);
        dimension = moments.dimension();
        second = array(step.second());
        cross = array(step.cross());
        constant = array(step.constant());
        m2 = array(step.m2());
        rowSecond = array(step.sumSecond());
        rowMean = array(step.sumMean());
        contraction = array(step.contraction());
        drift = array(step.drift());
    }

    /** N steps from w_0 = 0. */
    public RecursionPath<Double> run(int steps, Averaging averaging) {
        int first = averaging.first(steps);
        int end = Math.max(steps, first + 1);
        State state = new State();
        for (int t = 0; ; t++) {
            if (t < steps) {
                state.walk();
            }
            if (t >= first) {
                state.accumulate();
            }
            if (t == end - 1) {
                return state.path(end - first);
            }
            if (t >= first) {
                state.advanceCross();
            }
            state.advance();
        }
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private final class State {
        private final double[] mean = new double[dimension];
        private final double[] square = new double[dimension];
        private final double[] pair = new double[dimension];
        private final double[] windowMean = new double[dimension];
        private final double[] windowSecond = new double[dimension];
        private final double[] pathMean = new double[dimension];
        private final double[] pathSecond = new double[dimension];
        /** F of the current state; 0 at w_0 = 0. */
        private double rankOne;

        void walk() {
            for (int i = 0; i < dimension; i++) {
                pathMean[i] += mean[i];
                pathSecond[i] += square[i];
            }
        }

        void accumulate() {
            for (int i = 0; i < dimension; i++) {
                windowSecond[i] += square[i] + 2 * pair[i];
                windowMean[i] += mean[i];
            }
        }

        // C_i ← contraction_i (C_i + S_i) + drift_i A_i
        void advanceCross() {
            for (int i = 0; i < dimension; i++) {
                pair[i] = contraction[i] * (pair[i] + square[i]) + drift[i] * windowMean[i];
            }
        }

        // S_i ← second_i S_i + cross_i μ_i + m2_i F + constant_i,  μ_i ← contraction_i μ_i + drift_i,  F of the new
        // state
        void advance() {
            double next = 0;
            for (int i = 0; i < dimension; i++) {
                double s = second[i] * square[i] + cross[i] * mean[i] + (m2[i] * rankOne + constant[i]);
                double mu = contraction[i] * mean[i] + drift[i];
                square[i] = s;
                mean[i] = mu;
                next += rowSecond[i] * s - rowMean[i] * mu;
            }
            rankOne = next;
        }

        RecursionPath<Double> path(int length) {
            double count = length;
            return new RecursionPath<>(
                    new MarginalMoments<>(
                            list(DoubleStream.of(windowMean).map(value -> value / count)),
                            list(DoubleStream.of(windowSecond).map(value -> value / (count * count)))),
                    list(DoubleStream.of(pathMean)),
                    list(DoubleStream.of(pathSecond)));
        }

        private static List<Double> list(DoubleStream values) {
            return values.boxed().toList();
        }
    }
}
