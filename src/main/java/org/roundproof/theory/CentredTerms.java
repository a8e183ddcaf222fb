package org.roundproof.theory;

import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.quantizer.VarianceLaw;

/**
 * The terms of {@link ProductStep#centred} in which the optimum's own contributions cancel. Each is arranged as (β-part) +
 * (difference of moments): without quantization every one of them is exactly 0, in double arithmetic too.
 *
 * @param <T> numbers
 */
final class CentredTerms<T> {
    private final Field<T> field;
    private final PairFactors<T> pairs;
    /** a − 1 = (1+β_p)(1+β_a) − 1. */
    private final T growth;
    /** (1+β_p)(1+[a]β_a) − 1. */
    private final T sharedGrowth;
    /** β_l and [l]β_l. */
    private final T label;

    private final T sharedLabel;

    CentredTerms(Field<T> field, PairFactors<T> pairs, TargetLaws laws) {
        this.field = field;
        this.pairs = pairs;
        growth = field.of(growth(laws.parameter().beta(), laws.activation().beta()));
        sharedGrowth = field.of(growth(laws.parameter().beta(), shared(laws.activation())));
        label = field.of(laws.label().beta());
        sharedLabel = field.of(shared(laws.label()));
    }

    private static BigFraction growth(BigFraction a, BigFraction b) {
        return a.add(b).add(a.multiply(b));
    }

    private static BigFraction shared(VarianceLaw law) {
        return law.shared() ? law.beta() : BigFraction.ZERO;
    }

    /** e4 = m4 − k22 m2². */
    T e4(CoordinateMoments<T> c) {
        return excess(c.m4(), pairs.k22(), c.m2(), c.m2());
    }

    /** e13 = c13 − k211 m2 c11. */
    private T e13(CoordinateMoments<T> c) {
        return excess(c.c13(), pairs.k211(), c.m2(), c.c11());
    }

    /** e22 = c22 − k2x2 m2 λ. */
    private T e22(CoordinateMoments<T> c) {
        return excess(c.c22(), pairs.k2x2(), c.m2(), c.lambda());
    }

    private T excess(T joint, T factor, T a, T b) {
        return field.subtract(joint, field.multiply(factor, field.multiply(a, b)));
    }

    /** a e4 − 2 e13 + (1+β_l) e22. */
    T sameRow(CoordinateMoments<T> c) {
        return square(growth, e4(c), e13(c), label, e22(c));
    }

    /** a e4 − e13. */
    T sameRowCross(CoordinateMoments<T> c) {
        return field.add(field.multiply(growth, e4(c)), field.subtract(e4(c), e13(c)));
    }

    /** (1+β_p)(1+[a]β_a) m2² − 2 c11 m2 + (1+[l]β_l) c11². */
    T twoRows(CoordinateMoments<T> c) {
        T mixed = field.multiply(c.c11(), c.m2());
        return square(
                sharedGrowth, field.multiply(c.m2(), c.m2()), mixed, sharedLabel, field.multiply(c.c11(), c.c11()));
    }

    /** (1+β_p)(1+[a]β_a) m2 − c11. */
    T twoRowsCross(CoordinateMoments<T> c) {
        return field.add(field.multiply(sharedGrowth, c.m2()), field.subtract(c.m2(), c.c11()));
    }

    /** a k22 m2 − 2 k211 c11 + (1+β_l) k2x2 λ. */
    T signal(CoordinateMoments<T> c) {
        return square(
                growth,
                field.multiply(pairs.k22(), c.m2()),
                field.multiply(pairs.k211(), c.c11()),
                label,
                field.multiply(pairs.k2x2(), c.lambda()));
    }

    /** k211 c11 − a k22 m2. */
    T forwardMean(CoordinateMoments<T> c) {
        T forward = field.multiply(pairs.k22(), c.m2());
        T difference = field.subtract(field.multiply(pairs.k211(), c.c11()), forward);
        return field.subtract(difference, field.multiply(growth, forward));
    }

    /** (1+g)x − 2y + (1+h)z = gx + hz + ((x − y) − (y − z)). */
    private T square(T g, T x, T y, T h, T z) {
        T scaled = field.add(field.multiply(g, x), field.multiply(h, z));
        return field.add(scaled, field.subtract(field.subtract(x, y), field.subtract(y, z)));
    }
}
