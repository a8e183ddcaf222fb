package org.roundproof.theory;

import java.util.Locale;
import org.roundproof.problem.GaussianProblem;
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
 *   + ½ σ̂² / (1−γα̂ tr H_q) · ( k/N + (N/3)γ² Σ_{i&gt;k} λ_i² )                                              variance
 * </pre>
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
     * @param cleanValue bound of the clean risk ½E‖w̄ − w*‖²_H: twice {@code value} (times max(1, λ_i/m2_i)) plus
     *     ‖w_q* − w*‖²_H
     * @param saturationProbability proven upper bound of the probability that the run leaves a range, so that the bound does
     *     not speak of it; 0 where it cannot
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
            double saturationProbability)
            implements RiskBound {
        private Terms outside(double probability) {
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
                    probability);
        }
    }

    /**
     * The bound says nothing here.
     *
     * @param reason one line: which assumption fails
     */
    record NotApplicable(String reason) implements RiskBound {}

    /** The bound for a Gaussian design. */
    static RiskBound of(GaussianProblem problem, SgdConfiguration configuration) {
        return of(problem, configuration, ExpectedRisk.of(problem, configuration, RiskConvention.CLEAN));
    }

    /**
     * The bound for a Gaussian design whose recursion has been run.
     *
     * @param risk what the recursion says of this problem and configuration
     */
    static RiskBound of(GaussianProblem problem, SgdConfiguration configuration, RiskResult risk) {
        if (problem.rotation().isPresent()) {
            return new NotApplicable("the design is rotated; the bound is proved for independent coordinates");
        }
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
            DataMoments data = DataMoments.of(problem, configuration.operators().data());
            for (CoordinateMoments<Interval> c : data.enclosures().coordinates()) {
                if (!(c.m2().lower() > 0)) {
                    return new NotApplicable(
                            "the quantized features vanish (E x̃² is not proven positive), so the optimum"
                                    + " over them is not determined");
                }
            }
            if (!data.exact()) {
                return new NotApplicable("the moments of the data operator are known as intervals only");
            }
            TargetLaws laws = TargetLawBounds.of(configuration.operators()).upper();
            RiskBound bound =
                    of(data.values(), laws, configuration.stepSize(), configuration.batch(), configuration.steps());
            return bound instanceof Terms terms ? terms.outside(saturation) : bound;
        } catch (UncoveredException e) {
            return new NotApplicable(e.reason());
        }
    }

    /** The bound for known moments and laws; the least over a few θ where the residual depends on the features. */
    static RiskBound of(ProductMoments<Double> moments, TargetLaws laws, double stepSize, int batch, int steps) {
        ResidualMoments residual = new ResidualMoments(moments);
        RiskBound best =
                new BoundTerms(moments, residual, NoiseConstants.of(residual, laws, batch, 1), stepSize, steps).bound();
        for (double theta = 0.5; theta > 1e-3 && !residual.independent(); theta /= 2) {
            RiskBound other = new BoundTerms(
                            moments, residual, NoiseConstants.of(residual, laws, batch, theta), stepSize, steps)
                    .bound();
            if (other instanceof Terms terms && (!(best instanceof Terms least) || terms.value() < least.value())) {
                best = other;
            }
        }
        return best;
    }

    /** One line for a condition that fails. */
    static NotApplicable fails(String condition, double value) {
        return new NotApplicable(String.format(Locale.ROOT, "%s, but it is %.6g", condition, value));
    }
}
