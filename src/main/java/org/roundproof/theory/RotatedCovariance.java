package org.roundproof.theory;

import org.roundproof.problem.GaussianProblem;

/**
 * H = R·diag(λ)·Rᵀ of a rotated design, for the doubles R and λ that the problem holds, enclosed to about twice the
 * working precision.
 */
final class RotatedCovariance {
    private RotatedCovariance() {}

    /**
     * H_ij = Σ_k R_ik λ_k R_jk, each λ_k R_jk as the sum of two doubles (exact but for underflow, which the error of the dot
     * product leaves room for), so that each entry is one dot product of 2d terms.
     */
    static SplitMatrix of(GaussianProblem problem) {
        int d = problem.dimension();
        double[] rotation = problem.rotation().orElseThrow();
        double[] high = new double[d * d];
        double[] low = new double[d * d];
        double[] errors = new double[d * d];
        double[] lambda = problem.eigenvalues();
        double[] twice = new double[2 * d * d];
        double[] scaled = new double[2 * d * d];
        double[] deviation = new double[d];
        for (int j = 0; j < d; j++) {
            double sum = 0;
            for (int k = 0; k < d; k++) {
                double r = rotation[j * d + k];
                int at = 2 * (j * d + k);
                twice[at] = r;
                twice[at + 1] = r;
                scaled[at] = lambda[k] * r;
                scaled[at + 1] = Math.fma(lambda[k], r, -scaled[at]);
                sum += scaled[at] * r;
            }
            deviation[j] = Math.sqrt(sum) * (1 + d * 0x1p-52);
        }
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                CompensatedDot entry = CompensatedDot.split(twice, 2 * i * d, scaled, 2 * j * d, 2 * d);
                double magnitude = deviation[i] * deviation[j] * (1 + 0x1p-40);
                for (int at : new int[] {i * d + j, j * d + i}) {
                    high[at] = entry.rounded();
                    low[at] = entry.rest();
                    errors[at] = CompensatedDot.splitError(magnitude, 2 * d);
                }
            }
        }
        return new SplitMatrix(d, high, low, errors, 0);
    }
}
