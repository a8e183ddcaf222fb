package org.roundproof.theory;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.roundproof.sgd.Averaging;

/**
 * The recursion of {@link ProductRecursion} on primitive doubles: one pass over d coordinates a step, no allocation. It
 * moves the moments of the error w − w* by {@link ProductStep#centred}, so that w*² is never subtracted from E w² and the risk
 * keeps its relative precision however small it is: its relative rounding error is of the order N·d·2⁻⁵³, for the given
 * moments (an m2 = λ + ε rounded to double says of ε only what 2⁻⁵³λ/ε leaves). It is tested against the rational
 * recursion.
 */
public final class ProductRisk {
    private final ProductMoments<Double> moments;
    private final TargetLaws laws;
    private final int dimension;
    private final double[] optimum;
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
        this.moments = moments;
        this.laws = laws;
        ProductStep<Double> step = ProductStep.centred(DoubleField.INSTANCE, moments, laws, stepSize, batch);
        dimension = moments.dimension();
        optimum = moments.coordinates().stream()
                .mapToDouble(CoordinateMoments::optimum)
                .toArray();
        second = array(step.second());
        cross = array(step.cross());
        constant = array(step.constant());
        m2 = array(step.m2());
        rowSecond = array(step.sumSecond());
        rowMean = array(step.sumMean());
        contraction = array(step.contraction());
        drift = array(step.drift());
    }

    /** The expected excess risk of the reported iterate after N steps from w_0 = 0. */
    public double risk(int steps, Averaging averaging, RiskConvention convention) {
        return ProductExcessRisk.ofError(DoubleField.INSTANCE, moments, laws, error(steps, averaging), convention);
    }

    /** Moments of w after N steps from w_0 = 0: E w = M + w*, E w² = D + 2w*M + w*². */
    public MarginalMoments<Double> iterate(int steps, Averaging averaging) {
        MarginalMoments<Double> error = error(steps, averaging);
        double[] mean = array(error.mean());
        double[] square = array(error.second());
        for (int i = 0; i < dimension; i++) {
            square[i] += optimum[i] * (2 * mean[i] + optimum[i]);
            mean[i] += optimum[i];
        }
        return new MarginalMoments<>(State.list(DoubleStream.of(mean)), State.list(DoubleStream.of(square)));
    }

    /** Moments M, D of the error w − w* of the reported iterate after N steps from w_0 = 0. */
    public MarginalMoments<Double> error(int steps, Averaging averaging) {
        int first = averaging.first(steps);
        int end = Math.max(steps, first + 1);
        State state = new State();
        for (int t = 0; ; t++) {
            if (t >= first) {
                state.accumulate();
            }
            if (t == end - 1) {
                return state.average(end - first);
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
        private final double[] mean = Arrays.stream(optimum).map(w -> -w).toArray();
        private final double[] square = Arrays.stream(optimum).map(w -> w * w).toArray();
        private final double[] pair = new double[dimension];
        private final double[] windowMean = new double[dimension];
        private final double[] windowSecond = new double[dimension];
        /** F of the current state. */
        private double rankOne;

        State() {
            for (int i = 0; i < dimension; i++) {
                rankOne += rowSecond[i] * square[i] - rowMean[i] * mean[i];
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

        MarginalMoments<Double> average(int length) {
            double count = length;
            return new MarginalMoments<>(
                    list(DoubleStream.of(windowMean).map(value -> value / count)),
                    list(DoubleStream.of(windowSecond).map(value -> value / (count * count))));
        }

        private static List<Double> list(DoubleStream values) {
            return values.boxed().toList();
        }
    }
}
