package org.roundproof.theory;

import java.util.List;
import java.util.Optional;

/**
 * A pair of dense matrices H and H_q, and what follows from it.
 *
 * @param h H
 * @param hq H_q
 */
record DenseSpectrum(SplitMatrix h, SplitMatrix hq) {
    /**
     * The spectrum of a Gaussian design whose optimum is given. E[xy] = Hw*, and c = E[x̃y] differs from it by at most
     * bias·‖w*‖_H, by Cauchy and Schwarz.
     *
     * @param bias an upper bound of (E‖E[x̃|x] − x‖²)^½
     */
    QuantizedSpectrum gaussian(double[] optimum, double bias) {
        VectorEnclosure b = VectorEnclosure.affine(VectorEnclosure.zero(optimum.length), h.rounded(), optimum);
        double signal = Math.sqrt(Math.max(0, b.dot(optimum, 0).upper()));
        VectorEnclosure c =
                bias == 0 ? b : new VectorEnclosure(b.centre(), (b.radius() + bias * signal) * (1 + 0x1p-40));
        return assemble(EigenvalueEnclosure.of(h), EigenvalueEnclosure.of(hq), new VectorEnclosure(optimum, 0), b, c);
    }

    /**
     * The spectrum of a population whose optimum is w* = H⁻¹b.
     *
     * @param approximate w* to working accuracy
     * @param b E[xy]
     * @param c E[x̃y]
     */
    QuantizedSpectrum leastSquares(double[] approximate, VectorEnclosure b, VectorEnclosure c) {
        List<Interval> plain = EigenvalueEnclosure.of(h);
        List<Interval> quantized = EigenvalueEnclosure.of(hq);
        double least = plain.get(plain.size() - 1).lower();
        if (!(least > 0)) {
            return new QuantizedSpectrum(plain, quantized, solve(c), Optional.empty());
        }
        double[] negative = new double[approximate.length];
        for (int i = 0; i < negative.length; i++) {
            negative[i] = -approximate[i];
        }
        double radius = VectorEnclosure.affine(b, h.rounded(), negative).length() / least * (1 + 0x1p-50);
        return assemble(plain, quantized, new VectorEnclosure(approximate, radius), b, c);
    }

    private QuantizedSpectrum assemble(
            List<Interval> plain,
            List<Interval> quantized,
            VectorEnclosure optimum,
            VectorEnclosure b,
            VectorEnclosure c) {
        Optional<ApproximationError> error = VerifiedOptimum.of(
                h.rounded(),
                hq.rounded(),
                plain.get(0).upper(),
                quantized.get(quantized.size() - 1).lower(),
                optimum,
                b,
                c);
        return new QuantizedSpectrum(plain, quantized, solve(c), error);
    }

    private double[] solve(VectorEnclosure c) {
        return new LeastNormSolver(hq.high(), hq.dimension()).solve(c.centre());
    }
}
