package org.roundproof.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.Quantizer;

/** Independent coordinates: H and H_q are diagonal, with entries λ_i and m2_i; w_q*_i = c11_i w*_i/m2_i. Where
 * the operator is not the odd quantizer of the moments ({@link RangeChange}) the diagonal of H_q changes by at most δ_i and
 * off it E x̃_i E x̃_j appears, of norm at most Σ δ_i P_i: the enclosures are widened by both, or refused above 1e-12 m2_i. */
final class ProductSpectrum {
    private static final double NEGLIGIBLE = 1e-12;

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
        List<Interval> diagonal = data instanceof Quantizer quantizer
                ? widened(coordinates, quantizer)
                : coordinates.stream().map(CoordinateMoments::m2).toList();
        return new QuantizedSpectrum(
                EigenvalueEnclosure.ofDiagonal(
                        coordinates.stream().map(CoordinateMoments::lambda).toList()),
                EigenvalueEnclosure.ofDiagonal(diagonal),
                optimum,
                clean / 2,
                quantized / 2);
    }

    private static List<Interval> widened(List<CoordinateMoments<Interval>> coordinates, Quantizer quantizer)
            throws UncoveredException {
        List<RangeChange> changes = coordinates.stream()
                .map(c -> RangeChange.of(quantizer, c.lambda().midpoint()))
                .toList();
        double outside = 0;
        for (RangeChange change : changes) {
            outside += change.probability() > 0 ? change.probability() * change.second() : 0;
        }
        List<Interval> diagonal = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            Interval m2 = coordinates.get(i).m2();
            double change = changes.get(i).second() + outside * (1 + 0x1p-30);
            if (!(change <= NEGLIGIBLE * m2.upper())) {
                throw new UncoveredException(String.format(
                        Locale.ROOT,
                        "features leave the symmetric range of %s (coordinate %d with probability up to %.3g), where its"
                                + " second moments are not known; use a wider range, or symmetric=true and sat-finite",
                        quantizer.expression(),
                        i + 1,
                        Math.min(1, changes.get(i).probability())));
            }
            diagonal.add(change > 0 ? IntervalField.INSTANCE.add(m2, new Interval(-change, change)) : m2);
        }
        return diagonal;
    }
}
