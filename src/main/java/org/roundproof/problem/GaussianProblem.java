package org.roundproof.problem;

import java.util.Optional;
import org.roundproof.random.RandomWords;

/**
 * Gaussian design: x = R·diag(√λ)·z with z standard normal and R a rotation (identity unless given), y = ⟨w*, x⟩ + ξ, ξ
 * normal with variance σ². Skeleton.
 */
public abstract non-sealed class GaussianProblem implements Problem {
    /** λ_1 … λ_d: variances of the coordinates before rotation. */
    public abstract double[] eigenvalues();

    /** σ². */
    public abstract double noiseVariance();

    /** R, row-major d×d, when the design is rotated. */
    public abstract Optional<double[]> rotation();

    @Override
    public abstract Batch batch(RandomWords words, int replicate, int step, int rows);
}
