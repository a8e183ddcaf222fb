package org.roundproof.theory;

/**
 * What the constants of the upper bound need to know of the quantized features x̃ and of the residual ξ̃ = y − ⟨w_q*, x̃⟩. With
 * H_q = E[x̃x̃ᵀ], for every vector q that does not depend on the row and every error covariance V (proofs-notes/enclosures.md,
 * sections 5 and 7):
 *
 * <pre>
 * E[x̃x̃ᵀ⟨x̃, q⟩²]          ≼ κ ⟨q, H_q q⟩ H_q
 * E[x̃x̃ᵀ⟨x̃, q⟩²] − H_q qqᵀ H_q ≼ κ₀ ⟨q, H_q q⟩ H_q
 * E[x̃x̃ᵀ(ξ̃ − ⟨x̃, v⟩)²]    ≼ (σ̄²(θ) + θ E⟨v, H_q v⟩) H_q + E[x̃x̃ᵀ⟨x̃, v⟩²]   for every θ > 0
 * </pre>
 *
 * On a product design these are inequalities of the diagonals, the only part that the recursion sees.
 */
interface NoiseFactors<T> {
    /** κ. */
    T kurtosis();

    /** κ₀. */
    T stateShare();

    /** tr H_q. */
    T trace();

    /** W = ‖w_q*‖²_{H_q} = cᵀH_q⁻¹c. */
    T optimumNorm();

    /** W' = ‖w_q*‖²_{D}, D = diag H_q for elementwise parameter noise and H_q for shared. */
    T parameterNorm(boolean shared);

    /** χ with D ≼ χ H_q. */
    T parameterRatio(boolean shared);

    /** Bound of E[y² x̃x̃ᵀ] ≼ (·) H_q; 0 where the label's quantizer is part of y. */
    T labelFactor();

    /** σ̄²(θ). */
    T residualNoise(double theta);
}
