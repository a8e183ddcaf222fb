package org.roundproof.theory;

import java.util.List;

/** Proven upper bounds of norms of vectors and matrices that are known as intervals. */
final class IntervalNorms {
    private IntervalNorms() {}

    /** The greatest magnitude of a member. */
    static double magnitude(Interval value) {
        return Math.max(Math.abs(value.lower()), Math.abs(value.upper()));
    }

    /** Of ‖A‖₂ for symmetric A: the largest row sum of magnitudes. */
    static double ofSymmetric(FieldMatrix<Interval> a) {
        double largest = 0;
        for (int i = 0; i < a.rows(); i++) {
            double sum = 0;
            for (int j = 0; j < a.columns(); j++) {
                sum = Math.nextUp(sum + magnitude(a.get(i, j)));
            }
            largest = Math.max(largest, sum);
        }
        return largest;
    }

    /** ‖v‖². */
    static Interval squared(List<Interval> v) {
        IntervalField field = IntervalField.INSTANCE;
        Interval sum = Interval.ZERO;
        for (Interval each : v) {
            double magnitude = magnitude(each);
            double least = each.contains(0.0) ? 0 : Math.min(Math.abs(each.lower()), Math.abs(each.upper()));
            Interval size = new Interval(least, magnitude);
            sum = field.add(sum, field.multiply(size, size));
        }
        return sum;
    }

    /** The least interval around zero that holds every member and its negative. */
    static Interval symmetric(double magnitude) {
        return new Interval(-magnitude, magnitude);
    }
}
