package org.roundproof.theory;

import java.util.ArrayList;
import java.util.List;
import org.roundproof.sgd.Averaging;

/**
 * The recursion of {@link ErrorRecursion} with a proven radius beside each number: what {@link ProductRecursion} gives in
 * {@link IntervalField} for the moments M, D of the error w − w*, at a few nanoseconds for each coordinate and step and without
 * allocation.
 *
 * <p>A number is a centre z, computed in double, and a radius e such that the exact value lies in [z − e, z + e] for every choice
 * of coefficients c ± r. With u = 2⁻⁵³, and the rounding of z put into r, each product c·z adds |c|e + r(|z| + e) to the radius of
 * the result, for instance
 *
 * <pre>
 * e'_S = |second| e_S + r_second (|S| + e_S) + |cross| e_μ + r_cross (|μ| + e_μ) + |m2| e_F + r_m2 (|F| + e_F) + r_constant.
 * </pre>
 *
 * <p>The radii are computed in double as well and are multiplied by {@link #GROWTH}, more than their own rounding; {@link #TINY} is
 * more than all underflow. Proof: proofs-notes/product-design.md, section 9.
 */
final class EnclosedRecursion {
    /** 2⁻⁵³. */
    private static final double U = 0x1p-53;
    /** At least (1 − u)⁻³⁰, and one more rounding. */
    private static final double GROWTH = 1 + 0x1p-47;

    private static final double TINY = 0x1p-1000;

    private final int dimension;
    private final StepArrays centre;
    private final StepArrays radius;
    /** |c| + r. */
    private final StepArrays reach;

    private final double[] mean;
    private final double[] meanRadius;
    private final double[] square;
    private final double[] squareRadius;
    private final double[] pair;
    private final double[] pairRadius;
    /** What new radii are made of. */
    private final double[] spread;

    private final Sums window;
    private final Sums path;
    private final LaneSum sum;
    private final LaneSum sumRadius;
    private double rankOne;
    private double rankOneRadius;

    /**
     * Starts at μ, S.
     *
     * @param step of the error's moments, {@link ProductStep#centred}
     */
    EnclosedRecursion(ProductStep<Interval> step, MarginalMoments<Interval> initial) {
        dimension = step.m2().size();
        sum = new LaneSum(dimension);
        sumRadius = new LaneSum(dimension);
        centre = StepArrays.of(step, Interval::midpoint);
        radius = StepArrays.of(step, EnclosedRecursion::radius);
        charge(radius.second, centre.second, 4);
        charge(radius.cross, centre.cross, 4);
        charge(radius.constant, centre.constant, 4);
        charge(radius.m2, centre.m2, 4);
        charge(radius.contraction, centre.contraction, 4);
        charge(radius.drift, centre.drift, 4);
        charge(radius.sumSecond, centre.sumSecond, sum.depth() + 4);
        charge(radius.sumMean, centre.sumMean, sum.depth() + 4);
        reach = centre.with(radius, (c, r) -> (Math.abs(c) + r) * GROWTH);
        spread = new double[dimension];
        mean = StepArrays.array(initial.mean(), Interval::midpoint);
        meanRadius = StepArrays.array(initial.mean(), EnclosedRecursion::radius);
        square = StepArrays.array(initial.second(), Interval::midpoint);
        squareRadius = StepArrays.array(initial.second(), EnclosedRecursion::radius);
        pair = new double[dimension];
        pairRadius = new double[dimension];
        window = new Sums(dimension);
        path = new Sums(dimension);
    }

    /** The error's moments of quantized SGD from w_0 = 0: M = −w*, D = w*². */
    static EnclosedRecursion of(ProductMoments<Interval> moments, TargetLaws laws, double stepSize, int batch) {
        IntervalField field = IntervalField.INSTANCE;
        List<Interval> mean = new ArrayList<>(moments.dimension());
        List<Interval> second = new ArrayList<>(moments.dimension());
        for (CoordinateMoments<Interval> c : moments.coordinates()) {
            mean.add(field.subtract(Interval.ZERO, c.optimum()));
            second.add(field.multiply(c.optimum(), c.optimum()));
        }
        return new EnclosedRecursion(
                ProductStep.centred(field, moments, laws, stepSize, batch), new MarginalMoments<>(mean, second));
    }

    /** Greatest distance of a member from the midpoint, rounded upwards. */
    private static double radius(Interval value) {
        double middle = value.midpoint();
        return value.isPoint() ? 0 : Math.nextUp(Math.max(value.upper() - middle, middle - value.lower()));
    }

    // r ← r + roundings·u·|c|
    private static void charge(double[] radius, double[] centre, int roundings) {
        for (int i = 0; i < radius.length; i++) {
            if (centre[i] != 0 || radius[i] != 0) {
                radius[i] = (radius[i] + roundings * U * Math.abs(centre[i])) * GROWTH + TINY;
            }
        }
    }

    /** N steps, once. */
    RecursionPath<Interval> run(int steps, Averaging averaging) {
        int first = averaging.first(steps);
        int end = Math.max(steps, first + 1);
        project();
        for (int t = 0; t < end - 1; t++) {
            sum.clear();
            sumRadius.clear();
            for (int from = 0; from < dimension; from += LaneSum.WIDTH) {
                int to = Math.min(dimension, from + LaneSum.WIDTH);
                path.add(from, to, mean, meanRadius, square, squareRadius);
                if (t >= first) {
                    window.add(from, to, mean, meanRadius, square, squareRadius);
                    window.addTwice(from, to, pair, pairRadius);
                    advanceCross(from, to);
                }
                advanceSquare(from, to);
                advanceMean(from, to);
                project(from, to - from);
            }
            close();
        }
        if (end - 1 < steps) {
            path.add(0, dimension, mean, meanRadius, square, squareRadius);
        }
        window.add(0, dimension, mean, meanRadius, square, squareRadius);
        window.addTwice(0, dimension, pair, pairRadius);
        return new RecursionPath<>(average(end - first), path.means(), path.squares());
    }

    // C_i ← contraction_i (C_i + S_i) + drift_i A_i
    private void advanceCross(int from, int to) {
        double[] contraction = centre.contraction;
        double[] contractionRadius = radius.contraction;
        double[] contractionReach = reach.contraction;
        for (int i = from; i < to; i++) {
            spread[i] = contractionReach[i] * (pairRadius[i] + squareRadius[i]);
        }
        for (int i = from; i < to; i++) {
            spread[i] += contractionRadius[i] * Math.abs(pair[i] + square[i]);
        }
        addSpread(from, to, reach.drift, window.meanRadius, radius.drift, window.mean);
        for (int i = from; i < to; i++) {
            pairRadius[i] = spread[i] * GROWTH + TINY;
        }
        double[] drift = centre.drift;
        double[] total = window.mean;
        for (int i = from; i < to; i++) {
            pair[i] = contraction[i] * (pair[i] + square[i]) + drift[i] * total[i];
        }
    }

    // S_i ← second_i S_i + cross_i μ_i + m2_i F + constant_i
    private void advanceSquare(int from, int to) {
        double[] m2Reach = reach.m2;
        double[] m2Radius = radius.m2;
        double[] constantRadius = radius.constant;
        double f = rankOne;
        double magnitude = Math.abs(rankOne);
        double e = rankOneRadius;
        for (int i = from; i < to; i++) {
            spread[i] = m2Reach[i] * e + (m2Radius[i] * magnitude + constantRadius[i]);
        }
        addSpread(from, to, reach.second, squareRadius, radius.second, square);
        addSpread(from, to, reach.cross, meanRadius, radius.cross, mean);
        for (int i = from; i < to; i++) {
            squareRadius[i] = spread[i] * GROWTH + TINY;
        }
        double[] second = centre.second;
        double[] cross = centre.cross;
        double[] m2 = centre.m2;
        double[] constant = centre.constant;
        for (int i = from; i < to; i++) {
            square[i] = second[i] * square[i] + cross[i] * mean[i] + (m2[i] * f + constant[i]);
        }
    }

    // μ_i ← contraction_i μ_i + drift_i
    private void advanceMean(int from, int to) {
        double[] contraction = centre.contraction;
        double[] contractionRadius = radius.contraction;
        double[] contractionReach = reach.contraction;
        double[] drift = centre.drift;
        double[] driftRadius = radius.drift;
        for (int i = from; i < to; i++) {
            double e = contractionReach[i] * meanRadius[i] + contractionRadius[i] * Math.abs(mean[i]);
            meanRadius[i] = (e + driftRadius[i]) * GROWTH + TINY;
        }
        for (int i = from; i < to; i++) {
            mean[i] = contraction[i] * mean[i] + drift[i];
        }
    }

    // what a product c·z of a coefficient and the state adds to a radius: (|c| + r) e + r |z|
    private void addSpread(int from, int to, double[] reach, double[] e, double[] r, double[] z) {
        for (int i = from; i < to; i++) {
            spread[i] += reach[i] * e[i] + r[i] * Math.abs(z[i]);
        }
    }

    private void project() {
        sum.clear();
        sumRadius.clear();
        for (int from = 0; from < dimension; from += LaneSum.WIDTH) {
            project(from, Math.min(LaneSum.WIDTH, dimension - from));
        }
        close();
    }

    // F = Σ f_i S_i − Σ h_i μ_i
    private void project(int from, int length) {
        double[] lanes = sum.lanes();
        double[] f = centre.sumSecond;
        double[] h = centre.sumMean;
        for (int k = 0; k < length; k++) {
            lanes[k] += f[from + k] * square[from + k] - h[from + k] * mean[from + k];
        }
        int to = from + length;
        double[] fReach = reach.sumSecond;
        double[] fRadius = radius.sumSecond;
        for (int i = from; i < to; i++) {
            spread[i] = fReach[i] * squareRadius[i] + fRadius[i] * Math.abs(square[i]);
        }
        addSpread(from, to, reach.sumMean, meanRadius, radius.sumMean, mean);
        double[] errors = sumRadius.lanes();
        for (int k = 0; k < length; k++) {
            errors[k] += spread[from + k];
        }
    }

    private void close() {
        rankOne = sum.total();
        rankOneRadius = sumRadius.total() * (1 + (sumRadius.depth() + 16) * 0x1p-52) + dimension * TINY;
    }

    private MarginalMoments<Interval> average(int length) {
        IntervalField field = IntervalField.INSTANCE;
        Interval count = field.of(length);
        Interval square = field.multiply(count, count);
        return new MarginalMoments<>(
                window.means().stream().map(sum -> field.divide(sum, count)).toList(),
                window.squares().stream().map(sum -> field.divide(sum, square)).toList());
    }

    /** Sums of first and second moments over steps. */
    private static final class Sums {
        final double[] mean;
        final double[] meanRadius;
        final double[] square;
        final double[] squareRadius;

        Sums(int dimension) {
            mean = new double[dimension];
            meanRadius = new double[dimension];
            square = new double[dimension];
            squareRadius = new double[dimension];
        }

        void add(int from, int to, double[] mu, double[] muRadius, double[] s, double[] sRadius) {
            add(from, to, mean, meanRadius, mu, muRadius, 1);
            add(from, to, square, squareRadius, s, sRadius, 1);
        }

        void addTwice(int from, int to, double[] c, double[] cRadius) {
            add(from, to, square, squareRadius, c, cRadius, 2);
        }

        // factor 1 or 2: exact
        private static void add(
                int from, int to, double[] sum, double[] sumRadius, double[] z, double[] e, double factor) {
            for (int i = from; i < to; i++) {
                sum[i] += factor * z[i];
            }
            for (int i = from; i < to; i++) {
                sumRadius[i] = (sumRadius[i] + factor * e[i] + U * Math.abs(sum[i])) * GROWTH + TINY;
            }
        }

        List<Interval> means() {
            return intervals(mean, meanRadius);
        }

        List<Interval> squares() {
            return intervals(square, squareRadius);
        }

        private static List<Interval> intervals(double[] centre, double[] radius) {
            List<Interval> result = new ArrayList<>(centre.length);
            for (int i = 0; i < centre.length; i++) {
                result.add(Interval.around(centre[i], radius[i]));
            }
            return result;
        }
    }
}
