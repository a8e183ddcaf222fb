package org.roundproof.audit;

import java.util.OptionalDouble;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.theory.RiskConvention;

/**
 * A closed form for the shift m* − b of the frontier under data quantization, by decoupled coordinates: −½ log₂(A/M), where A and M are
 * sums of relative errors, 1/λ_i for additive and 1 for multiplicative noise, over the directions as far as N steps learn them. With
 * z = Nγλ, e = 1 − e^(−z), β = e/z (share of w* that the average misses), φ = 1 − β, ψ = φ − zφ′ = 1 − 2β + e^(−z) and κ = (1/z)∫₀^z (1 − e^(−u))² du:
 *
 * <pre>
 * v  = σ² + Σ λw*²·(1 − e^(−2z))/2z                      mean square residual along the run
 * ω  = λβψw*² + (v/2BN)(e² − 2κ)                          what a relative change of m2_i does to bias and variance
 * s  = κw*² + (γv/2B)(1 − (1 − e^(−2z))/2z)               mean E w_i² along the run
 * A  = Σ ω/λ + (Σκ/2BN) Σ s   [+ ½ Σ (φ²w*² + vκ/(BNλ))]   [·] on quantized test data
 * M  = Σ ω   + (Σκ/2BN) Σ λs  [+ ½ Σ λ(φ²w*² + vκ/(BNλ))]
 * </pre>
 *
 * Derivation and measured range: proofs-notes/claims/RP-15.md.
 */
final class FrontierRule {
    private final double[] lambda;
    private final double[] optimum;
    private final double batch;
    private final double steps;
    private final double stepSize;
    private final double residual;

    private FrontierRule(double[] lambda, double[] optimum, double noise, int batch, int steps, double stepSize) {
        this.lambda = lambda;
        this.optimum = optimum;
        this.batch = batch;
        this.steps = steps;
        this.stepSize = stepSize;
        double sum = noise;
        for (int i = 0; i < lambda.length; i++) {
            sum += lambda[i] * optimum[i] * optimum[i] * unlearned(2 * z(i));
        }
        residual = sum;
    }

    /** The rule for a problem, N, B and γ; empty where A or M is not positive, so that noise does not raise the risk. */
    static OptionalDouble shift(Setting setting, RiskConvention convention) {
        GaussianProblem problem = setting.problem();
        FrontierRule rule = new FrontierRule(
                problem.eigenvalues(),
                problem.optimum(),
                problem.noiseVariance(),
                setting.batch(),
                setting.steps(),
                setting.stepSize());
        double additive = rule.derivative(convention, false);
        double multiplicative = rule.derivative(convention, true);
        return additive > 0 && multiplicative > 0
                ? OptionalDouble.of(-Frontier.log2(additive / multiplicative) / 2)
                : OptionalDouble.empty();
    }

    private double z(int i) {
        return steps * stepSize * lambda[i];
    }

    /** (1 − e^(−z))/z. */
    private static double unlearned(double z) {
        return -Math.expm1(-z) / z;
    }

    /** A, or M, which weighs each direction by λ. */
    private double derivative(RiskConvention convention, boolean weighted) {
        double change = 0;
        double square = 0;
        double tested = 0;
        double dimension = 0;
        for (int i = 0; i < lambda.length; i++) {
            double weight = weighted ? lambda[i] : 1;
            double z = z(i);
            double power = optimum[i] * optimum[i];
            double learned = learned(z);
            double variance = averageSquare(z);
            double e = -Math.expm1(-z);
            double bias = lambda[i] * unlearned(z) * slope(z) * power;
            double spread = residual / (2 * batch * steps) * (e * e - 2 * variance);
            change += weight / lambda[i] * (bias + spread);
            square += weight * (variance * power + stepSize * residual / (2 * batch) * learned(2 * z));
            tested += weight * (learned * learned * power + residual * variance / (batch * steps * lambda[i]));
            dimension += variance;
        }
        double clean = change + dimension / (2 * batch * steps) * square;
        return convention == RiskConvention.CLEAN ? clean : clean + tested / 2;
    }

    /** φ = 1 − (1 − e^(−z))/z. */
    private static double learned(double z) {
        return z < SMALL ? z / 2 - z * z / 6 : 1 - unlearned(z);
    }

    /** ψ = 1 − 2(1 − e^(−z))/z + e^(−z) = z²/6 − z³/12 + … */
    private static double slope(double z) {
        return z < SMALL ? z * z / 6 - z * z * z / 12 : 1 - 2 * unlearned(z) + Math.exp(-z);
    }

    /** κ = 1 − (2(1 − e^(−z)) − (1 − e^(−2z))/2)/z = z²/3 − z³/4 + … */
    private static double averageSquare(double z) {
        return z < SMALL ? z * z / 3 - z * z * z / 4 : 1 - 2 * unlearned(z) + unlearned(2 * z);
    }

    /** Below it the series is better than the difference. */
    private static final double SMALL = 1e-4;
}
