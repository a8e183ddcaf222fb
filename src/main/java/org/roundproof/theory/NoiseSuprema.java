package org.roundproof.theory;

/**
 * Suprema over unit vectors of the moments of a whitened row z = H_q^(−1/2)x̃, bounded from above, with ξ̃ = ỹ − w_q*·x̃.
 *
 * @param kurtosis κ ≥ sup E[(aᵀz)²(bᵀz)²]
 * @param stateShare κ₀ ≥ sup E[(aᵀz)²(bᵀz)²] − (aᵀb)²
 * @param residual at least λ_max E[ξ̃²zzᵀ]
 * @param dependence τ² ≥ sup ‖E[ξ̃zzᵀ(z·m)]‖²
 */
record NoiseSuprema(Interval kurtosis, Interval stateShare, Interval residual, Interval dependence) {}
