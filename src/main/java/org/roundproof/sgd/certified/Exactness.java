package org.roundproof.sgd.certified;

/** What doubles hold exactly. */
final class Exactness {
    /** Significant bits of a double. */
    static final int PRECISION = 53;

    /** Exponent of the last place of a subnormal double: products of lower multiples are not exact. */
    static final int LOWEST = -1074;

    /** u, the largest relative error of one rounding. */
    static final double UNIT_ROUNDOFF = 0x1p-53;

    /** Nonzero results below this may have lost bits to underflow. */
    static final double SAFE = 0x1p-960;

    private static final int HIGHEST = 1000;

    private Exactness() {}

    /**
     * (2^53 − 1)·2^unit, the largest multiple of 2^unit that no other multiple rounds to (capped far below overflow): up to it every
     * multiple is a double, and a larger one is larger after rounding, too. (2^53 + 1 rounds to 2^53.)
     */
    static double limit(int unit) {
        return Math.nextDown(Math.scalb(1.0, Math.min(PRECISION + unit, HIGHEST)));
    }
}
