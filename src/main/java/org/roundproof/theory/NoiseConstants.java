package org.roundproof.theory;

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

    /**
     * The constants for one θ.
     *
     * @param tied whether the parameters share one random factor
     */
    static <T> NoiseConstants<T> of(
            Field<T> field, NoiseFactors<T> factors, LawNumbers<T> laws, boolean tied, int batch, double theta) {
        Arithmetic<T> a = new Arithmetic<>(field);
        T two = field.of(2);
        T own = field.divide(field.one(), field.of(batch));
        T between = field.divide(field.of(batch - 1.0), field.of(batch));
        LawNumbers.Law<T> l = laws.label();
        LawNumbers.Law<T> p = laws.parameter();
        LawNumbers.Law<T> act = laws.activation();
        LawNumbers.Law<T> o = laws.gradient();
        T kappa = factors.kurtosis();
        T w = factors.optimumNorm();
        T pi = field.add(
                a.product(own, kappa, o.growth(), act.growth()),
                a.product(between, o.sharedGrowth(), act.sharedGrowth()));
        T ownState = a.sum(
                factors.stateShare(),
                field.multiply(kappa, o.beta()),
                field.multiply(field.of(theta), o.growth()),
                a.product(two, kappa, act.beta(), o.growth()));
        T state = a.sum(
                field.multiply(own, ownState),
                a.product(two, p.beta(), factors.parameterRatio(tied), pi),
                field.multiply(between, field.add(a.product(o.sharedGrowth(), two, act.sharedBeta()), o.sharedBeta())));
        T sigma = factors.residualNoise(theta);
        T inner = a.sum(
                sigma,
                l.alpha(),
                field.multiply(l.beta(), factors.labelFactor()),
                act.alpha(),
                a.product(two, kappa, act.beta(), w));
        T parameter = field.add(
                field.multiply(p.alpha(), factors.trace()), a.product(two, p.beta(), factors.parameterNorm(tied)));
        T noise = a.sum(
                field.multiply(own, field.add(o.alpha(), field.multiply(o.growth(), inner))),
                field.multiply(pi, parameter),
                a.product(
                        between,
                        o.sharedGrowth(),
                        field.add(field.multiply(two, act.sharedBeta()), l.sharedBeta()),
                        w));
        return new NoiseConstants<>(state, noise, sigma);
    }
}
