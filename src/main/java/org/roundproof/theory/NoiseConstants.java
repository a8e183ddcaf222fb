package org.roundproof.theory;

import org.roundproof.quantizer.VarianceLaw;

/**
 * Constants α̂, σ̂² with which the second moments V_i of w − w_q* obey, coordinate by coordinate,
 *
 * <pre>V_i ← at most (1 − γ m2_i)² V_i + γ² m2_i (α̂ Σ_j m2_j V_j + σ̂²),   w_q* = H_q⁻¹c, c = E[x̃y].</pre>
 *
 * With κ = max(2, k22, max_i m4_i/m2_i²), W = ‖w_q*‖²_{H_q}, [·] = 1 where shared, and any θ &gt; 0 (θ = 0 where the residual
 * y − ⟨w_q*, x̃⟩ is independent of x̃, as for jointly Gaussian (x, x̃)),
 *
 * <pre>
 * π  = (κ/B)(1+β_o)(1+β_a) + (1−1/B)(1+[o]β_o)(1+[a]β_a)
 * α̂  = (1/B)( κ − 1 + κβ_o + θ(1+β_o) + 2κβ_a(1+β_o) ) + 2β_pπ + (1−1/B)( (1+[o]β_o)·2[a]β_a + [o]β_o )
 * σ̂² = (1/B){ α_o + (1+β_o)( σ̄² + α_l + β_l max_i Y_i/m2_i + α_a + 2κβ_aW ) }
 *       + π(α_p tr H_q + 2β_pW) + (1−1/B)(1+[o]β_o)( 2[a]β_a + [l]β_l )W
 * </pre>
 *
 * Derivation: proofs-notes/enclosures.md, section 5. For Gaussian x̃ (κ = 3, θ = 0) these are the constants of the paper's
 * setting with σ̄² = σ² + ‖w*‖²_H − cᵀH_q⁻¹c.
 *
 * @param state α̂
 * @param effectiveNoise σ̂²
 * @param residualNoise σ̄²: what the label keeps beyond its best prediction from x̃, the dependence on x̃ included
 * @param kurtosis κ
 */
record NoiseConstants(double state, double effectiveNoise, double residualNoise, double kurtosis) {

    /** The constants for one θ; θ is not used where the residual is independent of the features. */
    static NoiseConstants of(ResidualMoments residual, TargetLaws laws, int batch, double theta) {
        double used = residual.independent() ? 0 : theta;
        double sigma = residual.residualNoise(used);
        double kappa = residual.kurtosis();
        double own = 1.0 / batch;
        double between = 1 - own;
        double betaL = beta(laws.label());
        double betaP = beta(laws.parameter());
        double betaA = beta(laws.activation());
        double betaO = beta(laws.gradient());
        double sharedA = laws.activation().shared() ? betaA : 0;
        double sharedO = laws.gradient().shared() ? betaO : 0;
        double sharedL = laws.label().shared() ? betaL : 0;
        double w = residual.optimumNorm();
        double pi = own * kappa * (1 + betaO) * (1 + betaA) + between * (1 + sharedO) * (1 + sharedA);
        double state = own * (kappa - 1 + kappa * betaO + used * (1 + betaO) + 2 * kappa * betaA * (1 + betaO))
                + 2 * betaP * pi
                + between * ((1 + sharedO) * 2 * sharedA + sharedO);
        double inner = sigma
                + alpha(laws.label())
                + betaL * residual.labelFactor()
                + alpha(laws.activation())
                + 2 * kappa * betaA * w;
        double noise = own * (alpha(laws.gradient()) + (1 + betaO) * inner)
                + pi * (alpha(laws.parameter()) * residual.trace() + 2 * betaP * w)
                + between * (1 + sharedO) * (2 * sharedA + sharedL) * w;
        return new NoiseConstants(state, noise, sigma, kappa);
    }

    private static double alpha(VarianceLaw law) {
        return law.alpha().doubleValue();
    }

    private static double beta(VarianceLaw law) {
        return law.beta().doubleValue();
    }
}
