package org.roundproof.audit;

import org.roundproof.theory.RiskConvention;

/**
 * The frontier as N → ∞ at a fixed stable γ, where data are quantized, alone or with parameters, activations and gradients: what is
 * left of the risk is the approximation error of w_q* = H_q⁻¹Hw*.
 *
 * <pre>
 * clean      ρ² = Σ λ (ε/(λ+ε))² w*² / Σ λ w*²      m* = −½ log₂( ρ/(1−ρ) )
 * quantized  ρ  = Σ λ  ε/(λ+ε)   w*² / Σ λ w*²      m* = −½ log₂( ρ/(1−ρ) )
 * </pre>
 *
 * with ε = 2^−2b. As b → ∞ the shift m* − b tends to −¼ log₂(Σ λ⁻¹w*²/Σ λw*²) on clean and to −½ log₂(Σ w*²/Σ λw*²) on quantized
 * test data. Proofs: proofs-notes/claims/RP-15.md.
 */
final class FrontierLimit {
    private FrontierLimit() {}

    /** m* − b at b bits. */
    static double shift(double[] lambda, double[] optimum, double bits, RiskConvention convention) {
        double epsilon = StrictMath.pow(2, -2 * bits);
        double error = 0;
        double kept = 0;
        double norm = 0;
        for (int i = 0; i < lambda.length; i++) {
            double weight = lambda[i] * optimum[i] * optimum[i];
            double shrink = epsilon / (lambda[i] + epsilon);
            double power = convention == RiskConvention.CLEAN ? shrink * shrink : shrink;
            error += weight * power;
            kept += weight * (1 - power);
            norm += weight;
        }
        // ρ/(1−ρ); on clean data 1 − ρ = (1 − ρ²)/(1 + ρ)
        double ratio = convention == RiskConvention.CLEAN
                ? Math.sqrt(error) * (Math.sqrt(norm) + Math.sqrt(error)) / kept
                : error / kept;
        return -Frontier.log2(ratio / epsilon) / 2;
    }

    /** The limit of that as b → ∞. */
    static double shift(double[] lambda, double[] optimum, RiskConvention convention) {
        double additive = 0;
        double multiplicative = 0;
        for (int i = 0; i < lambda.length; i++) {
            double square = optimum[i] * optimum[i];
            additive += convention == RiskConvention.CLEAN ? square / lambda[i] : square;
            multiplicative += lambda[i] * square;
        }
        double bits = Frontier.log2(additive / multiplicative);
        return convention == RiskConvention.CLEAN ? -bits / 4 : -bits / 2;
    }
}
