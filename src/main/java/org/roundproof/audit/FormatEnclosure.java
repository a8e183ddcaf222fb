package org.roundproof.audit;

import java.util.Arrays;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apache.commons.numbers.gamma.Erf;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.Target;
import org.roundproof.theory.DoubleField;
import org.roundproof.theory.ProductMoments;
import org.roundproof.theory.ProductRisk;
import org.roundproof.theory.RiskConvention;

/**
 * What stochastic rounding to a true format on parameters, activations or output gradients alone adds to the clean risk, from both sides.
 * The lower end is not 0: the label noise ξ of the last step spreads a weight over the cells of a grid or float, and a Gaussian argument
 * spreads itself over the binades of a float. Gaussian product design, features unquantized, w_0 = 0, γλ ≤ 1, no saturation;
 * a = 4π²γ²σ²/(B²Δ²), K = 2^(p−1):
 *
 * <pre>
 * integers, parameters   (Δ²/6)(1 − η_i) ≤ E V(w_i) ≤ (Δ²/6) min(1 + η_i, 3/2)   η_i = (1 + aλ_i)^(−B/2)
 * integers, activations  (Δ²/6)(1 − η(a)) … (Δ²/6) min(1 + (4/e)η(a/2), 3/2)        η(a) = (2/√π)∫ e^(−t²) Π(1 + 2at²λ_j²)^(−B/2) dt
 * integers, gradients    (Δ²/6)(1 ± η)   η = Σ_k (6/(π²k²) + 24σ²/Δ²) e^(−2π²k²σ²/Δ²), where Δ ≤ σ
 * floats, activations and gradients   β̄(1 − ϑ) z² … h²/4 + β̄(1 + ϑ) z²
 * floats, parameters     c_p γ²σ²λ_i/B ≤ E V(w_i), V ≤ h²/4 + w²/(4K(K+1))   c_p = 0.164/(6K²)
 * </pre>
 *
 * Weights of the first step, w_0 = 0, are exact. Proofs: proofs-notes/rates.md, section 6.
 *
 * @param lower extra risk at least
 * @param upper extra risk at most
 */
record FormatEnclosure(double lower, double upper) {
    /** ϑ, rounded up: 4π^(−1/2) Σ_k |Γ(3/2 + iπk/ln 2)|·|1 + iπk/ln 2|. */
    static final double OCTAVE = 0.0972;

    /** Less than r²(1 − r√(2/π)) − r² e^(−2π²/r²) at every r of (0.537, 1.074], an octave. */
    static final double SPREAD = 0.164;

    /** More of the series are below 1e-100. */
    private static final int TERMS = 3;

    /** Integers of step Δ on parameters or activations. */
    static FormatEnclosure integer(Setting setting, Target target, double step) {
        double[] lambda = setting.problem().eigenvalues();
        double ratio = 2 * Math.PI * setting.stepSize() / (setting.batch() * step);
        double a = ratio * ratio * setting.problem().noiseVariance();
        double mean = step * step / 6;
        double[] least = new double[lambda.length];
        double[] most = new double[lambda.length];
        if (target == Target.PARAMETER) {
            for (int i = 0; i < lambda.length; i++) {
                double eta = Math.pow(1 + a * lambda[i], -setting.batch() / 2.0);
                least[i] = mean * (1 - eta);
                most[i] = mean * Math.min(1 + eta, 1.5);
            }
        } else if (target == Target.ACTIVATION) {
            Arrays.fill(least, mean * (1 - spread(lambda, a, setting.batch())));
            Arrays.fill(most, mean * Math.min(1 + 4 / Math.E * spread(lambda, a / 2, setting.batch()), 1.5));
        } else if (target == Target.GRADIENT) {
            return gradient(setting, step);
        } else {
            throw new IllegalArgumentException("no enclosure of integers on " + target.label());
        }
        ForcedVariance forced = new ForcedVariance(setting);
        return new FormatEnclosure(forced.afterFirstStep(target, least), forced.afterFirstStep(target, most));
    }

    /** The noise is there from the first step on; where Δ > σ, between nothing and Δ²/4. */
    private static FormatEnclosure gradient(Setting setting, double step) {
        double square = step * step;
        double ratio = setting.problem().noiseVariance() / square;
        ForcedVariance forced = new ForcedVariance(setting);
        double[] ones = new double[setting.problem().eigenvalues().length];
        Arrays.fill(ones, 1);
        double unit = forced.always(Target.GRADIENT, ones);
        if (!(ratio >= 1)) {
            return new FormatEnclosure(0, unit * square / 4);
        }
        double eta = 0;
        for (int k = 1; k <= TERMS; k++) {
            double frequency = 2 * Math.PI * Math.PI * k * k;
            eta += (12 / frequency + 24 * ratio) * Math.exp(-frequency * ratio);
        }
        return new FormatEnclosure(unit * square / 6 * (1 - eta), unit * square / 6 * (1 + eta));
    }

    /** Floats of precision p with subnormal numbers below 2^emin, on parameters, activations or gradients. */
    static FormatEnclosure floating(Setting setting, Target target, int precision, int minExponent) {
        double gap = Math.scalb(1.0, minExponent - precision + 1);
        double additive = gap * gap / 4;
        return switch (target) {
            case ACTIVATION, GRADIENT -> {
                double beta = meanRelativeVariance(precision);
                yield new FormatEnclosure(
                        extra(setting, target, 0, beta * (1 - OCTAVE)),
                        extra(setting, target, additive, beta * (1 + OCTAVE)));
            }
            case PARAMETER -> {
                double k = Math.scalb(1.0, precision - 1);
                double[] least = setting.problem().eigenvalues().clone();
                double noise = setting.stepSize()
                        * setting.stepSize()
                        * setting.problem().noiseVariance()
                        / setting.batch();
                for (int i = 0; i < least.length; i++) {
                    least[i] *= leastSpreadVariance(precision) * noise;
                }
                yield new FormatEnclosure(
                        new ForcedVariance(setting).afterFirstStep(target, least),
                        extra(setting, target, additive, 1 / (4 * k * (k + 1))));
            }
            default -> throw new IllegalArgumentException("no enclosure of floats on " + target.label());
        };
    }

    /** c_p, rounded down: E V(m + τg) ≥ c_p τ² for every m and τ, g standard normal. */
    static double leastSpreadVariance(int precision) {
        return Math.scalb(SPREAD / 6, 2 - 2 * precision);
    }

    /** Extra clean risk of the law α + βz². */
    private static double extra(Setting setting, Target target, double alpha, double beta) {
        GaussianProblem problem = setting.problem();
        ProductMoments<Double> moments = ProductMoments.gaussian(
                DoubleField.INSTANCE, problem.eigenvalues(), problem.optimum(), problem.noiseVariance());
        VarianceLaw law = new VarianceLaw(BigFraction.from(alpha), BigFraction.from(beta), false);
        double noisy = new ProductRisk(moments, RationalSetting.only(target, law), setting.stepSize(), setting.batch())
                .risk(setting.steps(), new Averaging.All(), RiskConvention.CLEAN);
        return noisy - FullPrecision.risk(setting);
    }

    /** β̄ = ( ½ Σ_{j=K}^{2K−1} (1/j + 1/(j+1)) − ln 2 )/ln 2, K = 2^(p−1): mean of Var/x² over a log-uniform significand. */
    static double meanRelativeVariance(int precision) {
        double sum = 0;
        for (long j = 1L << (precision - 1); j < 1L << precision; j++) {
            sum += (1.0 / j + 1.0 / (j + 1)) / 2;
        }
        return (sum - Math.log(2)) / Math.log(2);
    }

    /** η(a), from above: the product falls in t, so its value at the left end of each cell of a geometric grid bounds it. */
    static double spread(double[] lambda, double a, int batch) {
        double sum = 0;
        double before = 0;
        for (double t = SMALLEST; before < LARGEST; t *= RATIO) {
            double product = 0;
            for (double value : lambda) {
                product += Math.log1p(2 * a * before * before * value * value);
            }
            sum += (Erf.value(t) - Erf.value(before)) * Math.exp(-batch * product / 2);
            before = t;
        }
        return sum;
    }

    private static final double SMALLEST = 1e-6;
    private static final double LARGEST = 7;
    private static final double RATIO = 1.005;
}
