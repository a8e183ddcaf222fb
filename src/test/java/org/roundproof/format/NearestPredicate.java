package org.roundproof.format;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The definition of the nearest double, ties to even, as a predicate on exact numbers: y is nearest to v iff v lies between
 * the midpoints of y and its neighbours, and on a midpoint only if y's significand is even. It shares nothing with the code
 * that computes y.
 */
final class NearestPredicate {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    /** 2^1024, which stands for ∞ in the rule of IEEE 754-2019 §4.3.1: overflow begins at the midpoint before it. */
    private static final BigDecimal BEYOND = new BigDecimal(BigInteger.ONE.shiftLeft(1024));

    private NearestPredicate() {}

    /** Whether the double {@code y ≥ 0} is the nearest to {@code v ≥ 0}. */
    static boolean holds(BigDecimal v, double y) {
        boolean even = (Double.doubleToRawLongBits(y) & 1) == 0;
        if (y > 0) {
            int lower = v.multiply(TWO).compareTo(exact(y).add(exact(Math.nextDown(y))));
            if (lower < 0 || lower == 0 && !even) {
                return false;
            }
        }
        if (y == Double.POSITIVE_INFINITY) {
            return true;
        }
        int upper = v.multiply(TWO).compareTo(exact(y).add(exact(Math.nextUp(y))));
        return upper < 0 || upper == 0 && even;
    }

    private static BigDecimal exact(double y) {
        return y == Double.POSITIVE_INFINITY ? BEYOND : new BigDecimal(y);
    }

    /** m·2^e. */
    static BigDecimal binary(BigInteger m, int e) {
        return e >= 0
                ? new BigDecimal(m.shiftLeft(e))
                : new BigDecimal(m).divide(new BigDecimal(BigInteger.ONE.shiftLeft(-e)));
    }
}
