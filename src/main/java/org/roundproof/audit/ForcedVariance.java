package org.roundproof.audit;

import org.roundproof.sgd.Target;

/**
 * The clean extra risk of noise whose variance is known at every step and coordinate: a Gaussian product design, unquantized features,
 * full precision but for a noise on one target that puts f_i into the step of E w_i²,
 *
 * <pre>
 * D ← ((1 − γλ)² + γ²/B·T) D + f    (TD)_i = λ_i Σ λ_jD_j + λ_i²D_i
 * labels, activations, gradients of variance α:      f_i = (γ²/B) λ_i α
 * parameters of variance α_j in coordinate j:        f_i = γ²( λ_i²α_i + (1/B)(λ_i Σ λ_jα_j + λ_i²α_i) )
 * extra of the average = (1/2N²) Σ λ (Σ D_t + 2 Σ C_t),   C ← (1 − γλ)(C + D)
 * </pre>
 *
 * It is linear and, where γλ ≤ 1, increasing in every α. Proof: proofs-notes/claims/RP-08.md and RP-10.md.
 */
final class ForcedVariance {
    private final double[] lambda;
    private final double stepSize;
    private final double inverse;
    private final int steps;

    /** The problem, N, B and γ of a setting; its operators do not matter. */
    ForcedVariance(Setting setting) {
        lambda = setting.problem().eigenvalues();
        stepSize = setting.stepSize();
        inverse = 1.0 / setting.batch();
        steps = setting.steps();
    }

    /** The noise is there from the second step on: of N steps, the last N − 1. */
    double afterFirstStep(Target target, double[] levels) {
        double share = (steps - 1.0) / steps;
        return share * share * extra(forcing(target, levels), steps - 1);
    }

    /** The noise is there at every step. */
    double always(Target target, double[] levels) {
        return extra(forcing(target, levels), steps);
    }

    private double[] forcing(Target target, double[] levels) {
        double square = stepSize * stepSize;
        double sum = 0;
        for (int i = 0; i < lambda.length; i++) {
            sum += lambda[i] * levels[i];
        }
        double[] forcing = new double[lambda.length];
        for (int i = 0; i < lambda.length; i++) {
            double own = lambda[i] * lambda[i] * levels[i];
            forcing[i] = target == Target.PARAMETER
                    ? square * (own + inverse * (lambda[i] * sum + own))
                    : square * inverse * lambda[i] * levels[i];
        }
        return forcing;
    }

    private double extra(double[] forcing, int count) {
        int d = lambda.length;
        double[] variance = new double[d];
        double[] covariance = new double[d];
        double sum = 0;
        for (int t = 0; t < count; t++) {
            double trace = 0;
            for (int i = 0; i < d; i++) {
                trace += lambda[i] * variance[i];
            }
            for (int i = 0; i < d; i++) {
                sum += lambda[i] * (variance[i] + 2 * covariance[i]);
                double contraction = 1 - stepSize * lambda[i];
                covariance[i] = contraction * (covariance[i] + variance[i]);
                double coupled = inverse * lambda[i] * (trace + lambda[i] * variance[i]);
                variance[i] = contraction * contraction * variance[i] + stepSize * stepSize * coupled + forcing[i];
            }
        }
        return sum / (2.0 * count * count);
    }
}
