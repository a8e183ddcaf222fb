package org.roundproof.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
        List<Interval> diagonal =
                coordinates.stream().map(CoordinateMoments::m2).toList();
        double change = 0;
        if (data instanceof Quantizer quantizer) {
            List<RangeChange> changes = coordinates.stream()
                    .map(c -> RangeChange.of(quantizer, c.lambda().midpoint()))
                    .toList();
            diagonal = widened(coordinates, changes, quantizer);
            change = optimumChange(coordinates, diagonal, changes);
        }
        double[] optimum = new double[d];
        for (int i = 0; i < d; i++) {
            CoordinateMoments<Interval> c = coordinates.get(i);
            double m2 = c.m2().midpoint();
            optimum[i] = m2 > 0 ? c.c11().midpoint() * c.optimum().midpoint() / m2 : 0;
        }
        return new QuantizedSpectrum(
                EigenvalueEnclosure.ofDiagonal(
                        coordinates.stream().map(CoordinateMoments::lambda).toList()),
                EigenvalueEnclosure.ofDiagonal(diagonal),
                optimum,
                approximation(coordinates, change));
    }

    /** w_q*_i = c11_i w*_i/m2_i to within {@code change}, and what follows; empty where some m2 may be 0. */
    private static Optional<ApproximationError> approximation(
            List<CoordinateMoments<Interval>> coordinates, double change) {
        if (change == Double.POSITIVE_INFINITY || coordinates.stream().anyMatch(c -> !(c.m2().lower() > 0))) {
            return Optional.empty();
        }
        IntervalField field = IntervalField.INSTANCE;
        Interval around = new Interval(-change, change);
        Interval clean = Interval.ZERO;
        Interval quantized = Interval.ZERO;
        List<Interval> optimum = new ArrayList<>(coordinates.size());
        for (CoordinateMoments<Interval> c : coordinates) {
            // w_q* − w* = (c11 − m2) w*/m2
            Interval step = field.divide(field.multiply(field.subtract(c.c11(), c.m2()), c.optimum()), c.m2());
            Interval difference = field.add(step, around);
            Interval weight = field.add(c.optimum(), difference);
            optimum.add(weight);
            clean = field.add(clean, field.multiply(c.lambda(), square(difference)));
            // λw*² − c11 w* w_q* = (λ − c11) w*² − c11 w* (w_q* − w*)
            Interval bias = field.multiply(field.subtract(c.lambda(), c.c11()), square(c.optimum()));
            Interval gain = field.multiply(field.multiply(c.c11(), c.optimum()), difference);
            quantized = field.add(quantized, field.subtract(bias, gain));
        }
        Interval half = Interval.of(0.5);
        return Optional.of(
                new ApproximationError(optimum, field.multiply(clean, half), field.multiply(quantized, half)));
    }

    private static Interval square(Interval x) {
        Interval product = IntervalField.INSTANCE.multiply(x, x);
        return new Interval(Math.max(0, product.lower()), product.upper());
    }

    /**
     * How far w_q* may be from (c11_i w*_i/m2_i) where the operator differs from the odd quantizer Q′ of the moments: with
     * H_q = D + E and c = c′ + f, w_q* − D⁻¹c′ = H_q⁻¹(f − E D⁻¹c′), ‖E‖ ≤ max δ_i + Σ δ_jP_j and |f_i| ≤ |w*_i| √(λ_i δ_i).
     */
    private static double optimumChange(
            List<CoordinateMoments<Interval>> coordinates, List<Interval> diagonal, List<RangeChange> changes) {
        double norm = outside(changes);
        double worst = 0;
        double length = 0;
        double force = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < changes.size(); i++) {
            CoordinateMoments<Interval> c = coordinates.get(i);
            double w = Math.abs(c.optimum().midpoint());
            double delta = changes.get(i).second();
            worst = Math.max(worst, delta);
            // |c11| ≤ √(λ m2), and m2 ≥ its lower end
            length += w * w * c.lambda().upper() / c.m2().lower();
            force += w * w * c.lambda().upper() * delta;
            least = Math.min(least, diagonal.get(i).lower());
        }
        if (norm + worst == 0) {
            return 0;
        }
        double numerator = Math.sqrt(force) + (norm + worst) * Math.sqrt(length);
        double bound = numerator / least * (1 + 0x1p-30);
        return bound >= 0 && bound < Double.POSITIVE_INFINITY ? bound : Double.POSITIVE_INFINITY;
    }

    /** Σ δ_i P_i. */
    private static double outside(List<RangeChange> changes) {
        double sum = 0;
        for (RangeChange change : changes) {
            sum += change.probability() > 0 ? change.probability() * change.second() : 0;
        }
        return sum;
    }

    private static List<Interval> widened(
            List<CoordinateMoments<Interval>> coordinates, List<RangeChange> changes, Quantizer quantizer)
            throws UncoveredException {
        double outside = outside(changes);
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
