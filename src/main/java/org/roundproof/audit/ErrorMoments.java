package org.roundproof.audit;

import java.util.Arrays;

/**
 * Moments of the error e = w − θ along a run on a Gaussian product design with unquantized features, w_0 = 0, step by step:
 *
 * <pre>
 * M ← (1 − γλ) M                     M = E e
 * D ← ((1 − γλ)² + γ²/B·T) D + f     D = E e²,  (TD)_i = λ_i Σ λ_jD_j + λ_i²D_i
 * </pre>
 *
 * f is the caller's. Proof: proofs-notes/claims/RP-08.md.
 */
final class ErrorMoments {
    private final double[] lambda;
    private final double stepSize;
    private final double inverse;
    private final double[] mean;
    private final double[] second;

    /**
     * At w_0 = 0.
     *
     * @param setting λ, γ and B
     * @param centre θ
     */
    ErrorMoments(Setting setting, double[] centre) {
        lambda = setting.problem().eigenvalues();
        stepSize = setting.stepSize();
        inverse = 1.0 / setting.batch();
        mean = Arrays.stream(centre).map(x -> -x).toArray();
        second = Arrays.stream(centre).map(x -> x * x).toArray();
    }

    /** E e_i. */
    double mean(int i) {
        return mean[i];
    }

    /** E e_i². */
    double second(int i) {
        return second[i];
    }

    /** E‖e‖²_H. */
    double energy() {
        double sum = 0;
        for (int i = 0; i < lambda.length; i++) {
            sum += lambda[i] * second[i];
        }
        return sum;
    }

    /** One step under the forcing f. */
    void step(double[] forcing) {
        double energy = energy();
        for (int i = 0; i < lambda.length; i++) {
            double contraction = 1 - stepSize * lambda[i];
            double coupled = inverse * lambda[i] * (energy + lambda[i] * second[i]);
            mean[i] *= contraction;
            second[i] = contraction * contraction * second[i] + stepSize * stepSize * coupled + forcing[i];
        }
    }
}
