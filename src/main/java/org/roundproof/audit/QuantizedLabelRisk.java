package org.roundproof.audit;

import org.roundproof.problem.GaussianProblem;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.theory.QuantizedLabel;
import org.roundproof.theory.RiskConvention;

/**
 * The exact expected risk of a true quantizer on the labels alone, saturation included: a Gaussian product design, w_0 = 0, average of
 * w_0 … w_{N−1}. About θ = κw* the error follows {@link ErrorMoments} with
 *
 * <pre>
 * f_i = (γ²/B)( λ_i(κ²σ² + E Q² − κ²s²) + ρ_i²(Cov(y², Q²) − 2κ²s⁴ − 2τ ρ·E w) )    ρ_i = λ_i·w*_i/s²
 * clean      ½ Σ λ E(w̄ − w*)²
 * quantized  clean + ½(E Q² − s²) + (1 − κ) Σ λ w* E w̄
 * </pre>
 *
 * κ, τ: {@link QuantizedLabel}. Proof: proofs-notes/claims/RP-15.md, section 8.
 */
final class QuantizedLabelRisk {
    private final Setting setting;
    private final QuantizedLabel label;
    private final double[] lambda;
    private final double[] optimum;
    private final double noiseVariance;
    private final double[] centre;
    /** Moments of the average about θ. */
    private final double[] mean;

    private final double[] second;

    private QuantizedLabelRisk(Setting setting, QuantizedLabel label) {
        this.setting = setting;
        this.label = label;
        GaussianProblem problem = setting.problem();
        lambda = problem.eigenvalues();
        optimum = problem.optimum();
        noiseVariance = problem.noiseVariance();
        int d = lambda.length;
        centre = new double[d];
        mean = new double[d];
        second = new double[d];
        for (int i = 0; i < d; i++) {
            centre[i] = label.slope() * optimum[i];
        }
        run();
    }

    /** What the quantizer adds to the risk of full precision. */
    static double extra(Setting setting, Quantizer quantizer, RiskConvention convention) {
        QuantizedLabel label = QuantizedLabel.of(quantizer, TrueFormatRates.labelVariance(setting));
        return new QuantizedLabelRisk(setting, label).risk(convention) - FullPrecision.risk(setting);
    }

    private double risk(RiskConvention convention) {
        double clean = 0;
        double signal = 0;
        double bias = label.slope() - 1;
        for (int i = 0; i < lambda.length; i++) {
            double gap = bias * optimum[i];
            clean += lambda[i] * (second[i] + 2 * gap * mean[i] + gap * gap) / 2;
            signal += lambda[i] * optimum[i] * (mean[i] + centre[i]);
        }
        return convention == RiskConvention.CLEAN
                ? clean
                : clean + (label.square() - label.variance()) / 2 - bias * signal;
    }

    private void run() {
        int d = lambda.length;
        int steps = setting.steps();
        ErrorMoments error = new ErrorMoments(setting, centre);
        double[] lagged = new double[d];
        for (int t = 0; t < steps; t++) {
            for (int i = 0; i < d; i++) {
                mean[i] += error.mean(i) / steps;
                second[i] += (error.second(i) + 2 * lagged[i]) / steps / steps;
                lagged[i] = (1 - setting.stepSize() * lambda[i]) * (lagged[i] + error.second(i));
            }
            error.step(forcing(error));
        }
    }

    private double[] forcing(ErrorMoments error) {
        double variance = label.variance();
        double along = 0;
        for (int i = 0; i < lambda.length; i++) {
            along += lambda[i] * optimum[i] / variance * (centre[i] + error.mean(i));
        }
        double noise = label.slope() * label.slope() * noiseVariance + label.spread();
        double tilt = label.dependence() - 2 * label.curvature() * along;
        double scale = setting.stepSize() * setting.stepSize() / setting.batch();
        double[] forcing = new double[lambda.length];
        for (int i = 0; i < lambda.length; i++) {
            double rho = lambda[i] * optimum[i] / variance;
            forcing[i] = scale * (lambda[i] * noise + rho * rho * tilt);
        }
        return forcing;
    }
}
