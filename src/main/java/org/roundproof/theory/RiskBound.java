package org.roundproof.theory;

import org.jspecify.annotations.Nullable;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.problem.Problem;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;

/**
 * The upper bound of the excess risk over the quantized optimum, ½E‖w̄ − w_q*‖²_{H_q}, for the average of w_0 … w_{N−1} on a
 * product design. With λ the eigenvalues of H_q (here m2_i), δ = w_0 − w_q*, k = k* = #{λ_i ≥ 1/(γN)} and the constants of {@link
 * NoiseConstants}: if γλ_1 ≤ 1 and γα̂ tr H_q &lt; 1,
 *
 * <pre>
 * ½E‖w̄ − w_q*‖²_{H_q} ≤ ½( ‖δ‖²_{H_q⁻¹,≤k}/(γN)² + ‖δ‖²_{H_q,&gt;k} )                                          bias
 *   + ½ α̂ (‖δ‖²_{I,≤k} + Nγ‖δ‖²_{H_q,&gt;k}) / (Nγ(1−γα̂ tr H_q)) · ( k/N + Nγ² Σ_{i&gt;k} λ_i² )              bias noise
 *   + ½ σ̂² / (1−γα̂ tr H_q) · ( (1/N) Σ_{i≤k} (1 − 2/(3γNλ_i)) + (N/3)γ² Σ_{i&gt;k} λ_i² )                      variance
 * </pre>
 *
 * <p>Evaluated in outward-rounded intervals: every number of {@link Terms} is a double that is proven to be at least (or, for a
 * lower bound, at most) the real number that the formula defines.
 *
 * <p>Proof: proofs-notes/enclosures.md, section 5. Where variances lie below their laws (stochastic rounding) the bound holds
 * with the upper laws.
 *
 * <p>Like the recursion the bound speaks of quantizers whose range is not left: it is given together with the proven bound of
 * the probability that one is, and not at all where that bound is 1 or where the recursion refuses.
 */
public sealed interface RiskBound {
    /**
     * The bound with its terms.
     *
     * @param value the bound: bias + biasNoise + variance
     * @param bias ½(‖δ‖²_{H_q⁻¹,≤k}/(γN)² + ‖δ‖²_{H_q,&gt;k})
     * @param biasNoise the noise that the bias feeds
     * @param variance the part of the effective noise
     * @param effectiveDimension k* of H_q
     * @param stateFactor α̂
     * @param effectiveNoise σ̂²
     * @param residualNoise σ̄²
     * @param stepSizeThreshold 1/(α̂ tr H_q) or 1/λ_1, whichever is smaller: a sufficient condition on γ
     * @param cleanValue bound of the clean risk ½E‖w̄ − w*‖²_H: (√(r·{@code value}) + √{@code approximation})² with H ≼ r H_q (on
     *     a product design r = max λ_i/m2_i)
     * @param approximation ½‖w_q* − w*‖²_H: the clean risk of the quantized optimum
     * @param quantizedValue bound of the risk on quantized test data: {@code value} + {@code quantizedApproximation}, an identity
     * @param quantizedApproximation ½E(ỹ − ⟨w_q*, x̃⟩)² − L(w*): the risk of the quantized optimum on quantized test data
     * @param saturationProbability proven upper bound of the probability that the run leaves a range, so that the bound does
     *     not speak of it; 0 where it cannot
     * @param paper the paper's form beside it; null where its step-size condition fails
     * @param lower the lower bound; null where none is proved (finite populations)
     */
    record Terms(
            double value,
            double bias,
            double biasNoise,
            double variance,
            int effectiveDimension,
            double stateFactor,
            double effectiveNoise,
            double residualNoise,
            double stepSizeThreshold,
            double cleanValue,
            double approximation,
            double quantizedValue,
            double quantizedApproximation,
            double saturationProbability,
            @Nullable PaperForm paper,
            @Nullable LowerBound lower)
            implements RiskBound {
        Terms outside(double probability) {
            return new Terms(
                    value,
                    bias,
                    biasNoise,
                    variance,
                    effectiveDimension,
                    stateFactor,
                    effectiveNoise,
                    residualNoise,
                    stepSizeThreshold,
                    cleanValue,
                    approximation,
                    quantizedValue,
                    quantizedApproximation,
                    probability,
                    paper,
                    lower);
        }
    }

    /**
     * The bound says nothing here.
     *
     * @param reason one line: which assumption fails
     */
    record NotApplicable(String reason) implements RiskBound {}

    /** The bound for a problem and a configuration. */
    static RiskBound of(Problem problem, SgdConfiguration configuration) {
        return of(problem, configuration, ExpectedRisk.of(problem, configuration, RiskConvention.CLEAN));
    }

    /**
     * The bound where the recursion has been run.
     *
     * @param risk what the recursion says of this problem and configuration
     */
    static RiskBound of(Problem problem, SgdConfiguration configuration, RiskResult risk) {
        if (!(configuration.averaging() instanceof Averaging.All)) {
            return new NotApplicable("the bound speaks of the average of all iterates");
        }
        if (risk instanceof RiskResult.Refused refused) {
            return new NotApplicable(refused.reason());
        }
        double saturation = risk instanceof RiskResult.Enclosure enclosure ? enclosure.saturationProbability() : 0;
        if (!(saturation < 1)) {
            return new NotApplicable("saturation cannot be excluded (the proven bound of its probability is 1)");
        }
        try {
            RiskBound bound = problem instanceof GaussianProblem gaussian
                    ? ofProduct(gaussian, configuration)
                    : PopulationBound.of((FinitePopulation) problem, configuration);
            return bound instanceof Terms terms ? terms.outside(saturation) : bound;
        } catch (UncoveredException e) {
            return new NotApplicable(e.reason());
        } catch (IllegalArgumentException | ArithmeticException noInterval) {
            return new NotApplicable("the numbers of the bound overflow double"); // ∞ − ∞, 0·∞ or a division by 0
        }
    }

    private static RiskBound ofProduct(GaussianProblem problem, SgdConfiguration configuration)
            throws UncoveredException {
        if (problem.rotation().isPresent()) {
            return new NotApplicable("the design is rotated; the bound is proved for independent coordinates");
        }
        DataMoments data = DataMoments.of(problem, configuration.operators().data());
        for (CoordinateMoments<Interval> c : data.enclosures().coordinates()) {
            if (!(c.m2().lower() > 0)) {
                return new NotApplicable("the quantized features vanish (E x̃² is not proven positive), so the optimum"
                        + " over them is not determined");
            }
        }
        TargetLawBounds laws = TargetLawBounds.of(configuration.operators());
        return of(
                IntervalField.INSTANCE,
                data.enclosures(),
                laws.lower(),
                laws.upper(),
                configuration.stepSize(),
                configuration.batch(),
                configuration.steps());
    }

    /**
     * The bound for known moments, and for targets whose variances lie between laws; in intervals rigorous.
     *
     * @param field arithmetic
     * @param moments of the data
     * @param lower laws that no variance falls below; the lower bound is theirs
     * @param upper laws that none exceeds
     */
    static <T> RiskBound of(
            Field<T> field,
            ProductMoments<T> moments,
            TargetLaws lower,
            TargetLaws upper,
            double stepSize,
            int batch,
            int steps) {
        ResidualMoments<T> residual = new ResidualMoments<>(field, moments);
        BoundProblem<T> problem = BoundProblem.of(field, moments, residual);
        LowerBound least = new ProductLowerBound<>(moments, residual, problem, lower, stepSize, batch, steps).bound();
        return UpperBound.of(problem, upper, stepSize, batch, steps, least);
    }

    /** The bound for variances that are laws. */
    static <T> RiskBound of(
            Field<T> field, ProductMoments<T> moments, TargetLaws laws, double stepSize, int batch, int steps) {
        return of(field, moments, laws, laws, stepSize, batch, steps);
    }
}
