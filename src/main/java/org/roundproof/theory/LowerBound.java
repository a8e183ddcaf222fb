package org.roundproof.theory;

/**
 * A lower bound of ½E‖w̄ − w_q*‖²_{H_q} on a product design. With c = 1 − 1/e, λ the eigenvalues of H_q, x_i = γNλ_i, k = k*, the sums of
 * the upper bound, and constants α̌, σ̌_i² with which every step adds at least γ²λ_i(α̌ Σλ_jV_j + σ̌_i²) to the second moments:
 *
 * <pre>
 * ½E‖w̄ − w_q*‖²_{H_q} ≥ ½c²( ‖δ‖²_{H_q⁻¹,≤k}/(γN)² + ‖δ‖²_{H_q,&gt;k} )                                bias
 *   + (c³/16)(1−1/N) α̌ (‖δ‖²_{I,≤k} + Nγ‖δ‖²_{H_q,&gt;k})/(Nγ) · ( k/N + Nγ² Σ_{i&gt;k} λ_i² )       bias noise
 *   + (c²/12)(1−1/N)(2−1/N) · (1/N) Σ σ̌_i² min(1, x_i²)                                               variance
 * </pre>
 *
 * Proof: proofs-notes/enclosures.md, section 6.
 *
 * @param value bias + biasNoise + variance
 * @param bias what remains of the initial error
 * @param biasNoise the noise that the initial error feeds
 * @param variance the part of the noise that is always there
 * @param stateFactor α̌
 * @param leastNoise min_i σ̌_i²
 * @param cleanValue lower bound of the clean risk ½E‖w̄ − w*‖²_H
 * @param quantizedValue lower bound of the risk on quantized test data: value plus that of w_q*, under the lower law of the labels
 */
public record LowerBound(
        double value,
        double bias,
        double biasNoise,
        double variance,
        double stateFactor,
        double leastNoise,
        double cleanValue,
        double quantizedValue) {}
