package org.roundproof.theory;

import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.quantizer.VarianceLaw;

/**
 * Constants α̂, σ̂² with which the second moments V = E[(w − w_q*)(w − w_q*)ᵀ] obey
 *
 * <pre>V ← at most (I − γH_q) V (I − γH_q) + γ² (α̂ tr(H_qV) + σ̂²) H_q,   w_q* = H_q⁻¹c, c = E[x̃y].</pre>
 *
 * With κ, κ₀, χ, W, W' and σ̄²(θ) of {@link NoiseFactors}, Y the bound of E[y²x̃x̃ᵀ], [·] = 1 where shared, and any θ &gt; 0,
 *
 * <pre>
 * π  = (κ/B)(1+β_o)(1+β_a) + (1−1/B)(1+[o]β_o)(1+[a]β_a)
 * α̂  = (1/B)( κ₀ + κβ_o + θ(1+β_o) + 2κβ_a(1+β_o) ) + 2β_pχπ + (1−1/B)( (1+[o]β_o)·2[a]β_a + [o]β_o )
 * σ̂² = (1/B){ α_o + (1+β_o)( σ̄²(θ) + α_l + β_l Y + α_a + 2κβ_aW ) }
 *       + π(α_p tr H_q + 2β_pW') + (1−1/B)(1+[o]β_o)( 2[a]β_a + [l]β_l )W
 * </pre>
 *
 * Derivation: proofs-notes/enclosures.md, sections 5 and 7. For Gaussian x̃ (κ = 3, κ₀ = 2, θ → 0) these are the constants of
 * the paper's setting with σ̄² = σ² + ‖w*‖²_H − cᵀH_q⁻¹c.
 *
 * @param state α̂
 * @param effectiveNoise σ̂²
 * @param residualNoise σ̄²: what the label keeps beyond its best prediction from x̃, the dependence on x̃ included
 */
record NoiseConstants<T>(T state, T effectiveNoise, T residualNoise) {

    /** The constants for one θ. */
    static <T> NoiseConstants<T> of(
            Field<T> field, NoiseFactors<T> factors, TargetLaws laws, int batch, double theta) {
        Arithmetic<T> a = new Arithmetic<>(field);
        T one = field.one();
        T two = field.of(2);
        T own = field.divide(one, field.of(batch));
        T between = field.divide(field.of(batch - 1.0), field.of(batch));
        T betaP = field.of(laws.parameter().beta());
        T betaA = field.of(laws.activation().beta());
        T betaO = field.of(laws.gradient().beta());
        T betaL = field.of(laws.label().beta());
        T sharedA = shared(field, laws.activation());
        T sharedO = shared(field, laws.gradient());
        T sharedL = shared(field, laws.label());
        T growthO = field.add(one, betaO);
        T growthSharedO = field.add(one, sharedO);
        T kappa = factors.kurtosis();
        T w = factors.optimumNorm();
        boolean tied = laws.parameter().shared();
        T pi = field.add(
                a.product(own, kappa, growthO, field.add(one, betaA)),
                a.product(between, growthSharedO, field.add(one, sharedA)));
        T ownState = a.sum(
                factors.stateShare(),
                field.multiply(kappa, betaO),
                field.multiply(field.of(theta), growthO),
                a.product(two, kappa, betaA, growthO));
        T state = a.sum(
                field.multiply(own, ownState),
                a.product(two, betaP, factors.parameterRatio(tied), pi),
                field.multiply(between, field.add(a.product(growthSharedO, two, sharedA), sharedO)));
        T sigma = factors.residualNoise(theta);
        T inner = a.sum(
                sigma,
                field.of(laws.label().alpha()),
                field.multiply(betaL, factors.labelFactor()),
                field.of(laws.activation().alpha()),
                a.product(two, kappa, betaA, w));
        T parameter = field.add(
                field.multiply(field.of(laws.parameter().alpha()), factors.trace()),
                a.product(two, betaP, factors.parameterNorm(tied)));
        T noise = a.sum(
                field.multiply(own, field.add(field.of(laws.gradient().alpha()), field.multiply(growthO, inner))),
                field.multiply(pi, parameter),
                a.product(between, growthSharedO, field.add(field.multiply(two, sharedA), sharedL), w));
        return new NoiseConstants<>(state, noise, sigma);
    }

    /** [shared] β. */
    private static <T> T shared(Field<T> field, VarianceLaw law) {
        return field.of(law.shared() ? law.beta() : BigFraction.ZERO);
    }
}
