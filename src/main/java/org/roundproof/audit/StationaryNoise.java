package org.roundproof.audit;

import org.roundproof.sgd.Target;

/**
 * What noise on labels, parameters, activations or gradients adds to N times the clean expected excess risk of the average as N → ∞,
 * per unit of its level at level 0; features unquantized and Gaussian, γ stable. A noise that puts γ²λ_i(p + λ_iq_i) into the step of
 * E w_i² moves the stationary variance by
 *
 * <pre>
 * D_i = γ(p + F/B + λ_iq_i)/n_i,   n_i = 2 − γλ_i(1 + 1/B),   F = Σ λ_jD_j
 * F   = γ Σ λ_j(p + λ_jq_j)/n_j / (1 − (γ/B) Σ λ_j/n_j)
 * N·extra → Σ (2 − γλ_i)D_i/2γ
 * </pre>
 *
 * Proof: proofs-notes/claims/RP-15.md.
 */
final class StationaryNoise {
    private final double[] lambda;
    private final double stepSize;
    private final double inverse;

    /**
     * Unquantized features.
     *
     * @param lambda eigenvalues
     * @param stepSize γ
     * @param batch B
     */
    StationaryNoise(double[] lambda, double stepSize, int batch) {
        this.lambda = lambda;
        this.stepSize = stepSize;
        this.inverse = 1.0 / batch;
    }

    /** lim N·extra/ε of additive noise. */
    double additive(Target target) {
        double[] q = new double[lambda.length];
        if (target == Target.PARAMETER) {
            double trace = 0;
            for (int i = 0; i < q.length; i++) {
                trace += lambda[i];
                q[i] = 1 + inverse;
            }
            return limit(inverse * trace, q);
        }
        return limit(inverse, q);
    }

    /** lim N·extra/ε of multiplicative noise as ε → 0. */
    double multiplicative(Target target, boolean shared, double[] optimum, double noise) {
        double[] own = variance(inverse * noise, new double[lambda.length]);
        double[] square = new double[lambda.length];
        double sum = target == Target.LABEL || target == Target.GRADIENT ? noise : 0;
        for (int i = 0; i < square.length; i++) {
            double signal = optimum[i] * optimum[i];
            square[i] = switch (target) {
                case LABEL -> signal;
                case PARAMETER, ACTIVATION -> signal + own[i];
                case GRADIENT -> own[i];
                case DATA -> throw new IllegalArgumentException("noise on the data moves the optimum too");
            };
            sum += lambda[i] * square[i];
        }
        // one row: λΣ + 2λ² z; two rows that share the factor: λ² z
        double weight = shared || target == Target.PARAMETER ? 1 + inverse : 2 * inverse;
        for (int i = 0; i < square.length; i++) {
            square[i] *= weight;
        }
        return limit(inverse * sum, square);
    }

    private double limit(double p, double[] q) {
        double[] variance = variance(p, q);
        double sum = 0;
        for (int i = 0; i < lambda.length; i++) {
            sum += (2 - stepSize * lambda[i]) * variance[i];
        }
        return sum / (2 * stepSize);
    }

    /** D. */
    private double[] variance(double p, double[] q) {
        double forced = 0;
        double feedback = 0;
        for (int i = 0; i < lambda.length; i++) {
            forced += lambda[i] * (p + lambda[i] * q[i]) / denominator(i);
            feedback += lambda[i] / denominator(i);
        }
        double f = stepSize * forced / (1 - stepSize * inverse * feedback);
        double[] variance = new double[lambda.length];
        for (int i = 0; i < lambda.length; i++) {
            variance[i] = stepSize * (p + inverse * f + lambda[i] * q[i]) / denominator(i);
        }
        return variance;
    }

    private double denominator(int i) {
        return 2 - stepSize * lambda[i] * (1 + inverse);
    }
}
