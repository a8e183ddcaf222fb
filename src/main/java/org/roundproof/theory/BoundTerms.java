package org.roundproof.theory;

/** Evaluates the formula of {@link RiskBound}. */
final class BoundTerms {
    private final ProductMoments<Double> moments;
    private final ResidualMoments residual;
    private final NoiseConstants constants;
    private final double stepSize;
    private final int steps;

    BoundTerms(
            ProductMoments<Double> moments,
            ResidualMoments residual,
            NoiseConstants constants,
            double stepSize,
            int steps) {
        this.moments = moments;
        this.residual = residual;
        this.constants = constants;
        this.stepSize = stepSize;
        this.steps = steps;
    }

    RiskBound bound() {
        double n = steps;
        double[] optimum = residual.optimum();
        int learned = 0;
        double largest = 0;
        double headBias = 0; // ‖δ‖²_{H_q⁻¹,≤k*}
        double headNorm = 0; // ‖δ‖²_{I,≤k*}
        double tailNorm = 0; // ‖δ‖²_{H_q,>k*}
        double tailSquares = 0; // Σ_{i>k*} λ_i²
        double approximation = 0; // ‖w_q* − w*‖²_H
        double ratio = 1; // max λ_i/m2_i
        for (int i = 0; i < optimum.length; i++) {
            CoordinateMoments<Double> c = moments.coordinates().get(i);
            double eigenvalue = c.m2();
            double square = optimum[i] * optimum[i];
            largest = Math.max(largest, eigenvalue);
            if (EffectiveDimension.learned(eigenvalue, stepSize, steps)) {
                learned++;
                headBias += square / eigenvalue;
                headNorm += square;
            } else {
                tailNorm += eigenvalue * square;
                tailSquares += eigenvalue * eigenvalue;
            }
            approximation += c.lambda() * (optimum[i] - c.optimum()) * (optimum[i] - c.optimum());
            ratio = Math.max(ratio, c.lambda() / eigenvalue);
        }
        double growth = stepSize * constants.state() * residual.trace();
        if (stepSize * largest > 1) {
            return RiskBound.fails("the bound needs γλ_1 ≤ 1", stepSize * largest);
        }
        if (!(growth < 1)) {
            return RiskBound.fails("the bound needs γα̂ tr H_q < 1", growth);
        }
        double gammaN = stepSize * n;
        double bias = 0.5 * (headBias / (gammaN * gammaN) + tailNorm);
        double biasNoise = 0.5
                * constants.state()
                * (headNorm + gammaN * tailNorm)
                / (gammaN * (1 - growth))
                * (learned / n + n * stepSize * stepSize * tailSquares);
        double variance = 0.5
                * constants.effectiveNoise()
                / (1 - growth)
                * (learned / n + n / 3 * stepSize * stepSize * tailSquares);
        double value = bias + biasNoise + variance;
        return new RiskBound.Terms(
                value,
                bias,
                biasNoise,
                variance,
                learned,
                constants.state(),
                constants.effectiveNoise(),
                constants.residualNoise(),
                Math.min(1 / (constants.state() * residual.trace()), 1 / largest),
                2 * ratio * value + approximation,
                0);
    }
}
