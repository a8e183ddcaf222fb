package org.roundproof.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * w_q* = H_q⁻¹c and its two risks, enclosed from an approximate solution. With δ̂ ≈ w_q* − w₀, w₀ a point within ρ of w*, and
 * the residual r = c − H_q(w₀ + δ̂), every bound follows from
 *
 * <pre>‖w_q* − w₀ − δ̂‖ ≤ ‖r‖/λ_min(H_q) = e,   ‖w_q* − w* − δ̂‖ ≤ e + ρ = E
 * |‖w_q* − w*‖²_H − ‖δ̂‖²_H| ≤ 2E‖Hδ̂‖ + E²‖H‖
 * E(y − ⟨w_q*, x̃⟩)² − σ² = ⟨b, w*⟩ − ⟨c, w_q*⟩,   b = E[xy] = Hw*,
 * ⟨c, w_q* − w₀⟩ = ⟨g, w₀ + 2δ̂⟩ − ‖δ̂‖²_{H_q} + [0, ‖r‖²/λ_min(H_q)],   g = c − H_qw₀.</pre>
 *
 * <p>The last line is of second order in r because w_q* minimizes the quantized risk.
 *
 * <p>Source: S. M. Rump, <i>Verification methods</i>, Acta Numerica 19 (2010), section 10.
 */
final class VerifiedOptimum {
    private VerifiedOptimum() {}

    /**
     * The enclosure; empty where H_q is not proved regular.
     *
     * @param h H
     * @param hq H_q
     * @param greatest an upper bound of λ_max(H)
     * @param least a lower bound of λ_min(H_q)
     * @param optimum w* as a set
     * @param b E[xy]
     * @param c E[x̃y]
     */
    static Optional<ApproximationError> of(
            SymmetricEnclosure h,
            SymmetricEnclosure hq,
            double greatest,
            double least,
            VectorEnclosure optimum,
            VectorEnclosure b,
            VectorEnclosure c) {
        if (!(least > 0)) {
            return Optional.empty();
        }
        int d = h.dimension();
        double[] start = optimum.centre();
        VectorEnclosure gap = VectorEnclosure.affine(c, hq, negated(start));
        LeastNormSolver solver = new LeastNormSolver(hq.centre(), d);
        double[] change = solver.solve(gap.centre());
        VectorEnclosure rest = VectorEnclosure.affine(gap, hq, negated(change));
        double[] correction = solver.solve(rest.centre());
        for (int i = 0; i < d; i++) {
            change[i] += correction[i];
        }
        rest = VectorEnclosure.affine(gap, hq, negated(change));
        double error = rest.length() / least * (1 + 0x1p-50);
        double whole = (error + optimum.radius()) * (1 + 0x1p-50);
        Interval quantized = IntervalField.INSTANCE.subtract(
                missing(optimum, b, c), gain(hq, gap, start, change, rest.length() * error * (1 + 0x1p-50)));
        return Optional.of(new ApproximationError(
                around(start, change, error),
                clean(h, greatest, change, whole),
                new Interval(quantized.lower() / 2, quantized.upper() / 2)));
    }

    private static List<Interval> around(double[] start, double[] change, double error) {
        List<Interval> entries = new ArrayList<>(start.length);
        for (int i = 0; i < start.length; i++) {
            Interval step = Interval.around(change[i], error);
            entries.add(IntervalField.INSTANCE.add(Interval.of(start[i]), step));
        }
        return entries;
    }

    private static Interval clean(SymmetricEnclosure h, double greatest, double[] change, double error) {
        VectorEnclosure image = VectorEnclosure.affine(VectorEnclosure.zero(change.length), h, change);
        Interval square = image.dot(change, 0);
        double slack = (2 * error * image.length() + error * error * greatest) * (1 + 0x1p-40);
        Interval sum = IntervalField.INSTANCE.add(square, new Interval(-slack, slack));
        return new Interval(Math.max(0, sum.lower() / 2), sum.upper() / 2);
    }

    /** ⟨b, w*⟩ − ⟨c, w₀⟩. */
    private static Interval missing(VectorEnclosure optimum, VectorEnclosure b, VectorEnclosure c) {
        Interval bias = b == c ? Interval.ZERO : b.minus(c).dot(optimum.centre(), optimum.radius());
        double slack = c.length() * optimum.radius() * (1 + 0x1p-50);
        return IntervalField.INSTANCE.add(bias, new Interval(-slack, slack));
    }

    /** ⟨c, w_q* − w₀⟩. */
    private static Interval gain(
            SymmetricEnclosure hq, VectorEnclosure gap, double[] start, double[] change, double square) {
        IntervalField field = IntervalField.INSTANCE;
        Interval once = gap.dot(start, 0);
        Interval twice = field.multiply(Interval.of(2.0), gap.dot(change, 0));
        VectorEnclosure image = VectorEnclosure.affine(VectorEnclosure.zero(change.length), hq, change);
        Interval reached = field.subtract(field.add(once, twice), image.dot(change, 0));
        return field.add(reached, new Interval(0, square));
    }

    private static double[] negated(double[] x) {
        double[] result = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            result[i] = -x[i];
        }
        return result;
    }
}
