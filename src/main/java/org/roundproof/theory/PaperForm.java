package org.roundproof.theory;

/**
 * The paper's form of the upper bound, with the constants of Zou et al. (JMLR 24, 2023, Theorem 2.1): with k = k*, for γα tr H_q &lt; 1,
 *
 * <pre>
 * ½E‖w̄ − w_q*‖²_{H_q} ≤ 2·EffectiveBias + 2·EffectiveVariance
 * EffectiveBias     = ‖δ‖²_{H_q⁻¹,≤k}/(γN)² + ‖δ‖²_{H_q,&gt;k}
 * EffectiveVariance = ( σ̂² + 2α(‖δ‖²_{I,≤k} + Nγ‖δ‖²_{H_q,&gt;k})/(Nγ) ) / (1 − γα tr H_q) · ( k/N + Nγ² Σ_{i&gt;k} λ_i² )
 * </pre>
 *
 * α = α̂ + 1 bounds the whole second moment of a step where α̂ bounds what exceeds the squared mean; for Gaussian rows and
 * additive errors α = 1 + 2/B. Each of its terms is at least the one of {@link RiskBound.Terms}, so it holds wherever it
 * applies. σ̄² stands in place of the paper's σ².
 *
 * @param value 2·EffectiveBias + 2·EffectiveVariance
 * @param effectiveBias EffectiveBias
 * @param effectiveVariance EffectiveVariance
 * @param fourthMoment α
 * @param stepSizeThreshold 1/(α tr H_q) or 1/λ_1, whichever is smaller
 */
public record PaperForm(
        double value, double effectiveBias, double effectiveVariance, double fourthMoment, double stepSizeThreshold) {}
