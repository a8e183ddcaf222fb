package org.roundproof.theory;

import java.util.List;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.quantizer.Operator;

/** Independent coordinates: H and H_q are diagonal, with entries λ_i and m2_i; w_q*_i = c11_i w*_i/m2_i. */
final class ProductSpectrum {
    private ProductSpectrum() {}

    static QuantizedSpectrum of(GaussianProblem problem, Operator data) throws UncoveredException {
        DataMoments moments = DataMoments.of(problem, data);
        List<CoordinateMoments<Interval>> coordinates = moments.enclosures().coordinates();
        int d = coordinates.size();
        double[] optimum = new double[d];
        double clean = 0;
        double quantized = 0;
        for (int i = 0; i < d; i++) {
            CoordinateMoments<Interval> c = coordinates.get(i);
            double lambda = c.lambda().midpoint();
            double m2 = c.m2().midpoint();
            double w = c.optimum().midpoint();
            double slope = c.c11().midpoint() * w;
            optimum[i] = m2 > 0 ? slope / m2 : 0;
            clean += lambda * (optimum[i] - w) * (optimum[i] - w);
            quantized += lambda * w * w - slope * optimum[i];
        }
        return new QuantizedSpectrum(
                EigenvalueEnclosure.ofDiagonal(
                        coordinates.stream().map(CoordinateMoments::lambda).toList()),
                EigenvalueEnclosure.ofDiagonal(
                        coordinates.stream().map(CoordinateMoments::m2).toList()),
                optimum,
                clean / 2,
                quantized / 2);
    }
}
