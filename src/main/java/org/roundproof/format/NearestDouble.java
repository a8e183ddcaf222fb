package org.roundproof.format;

/**
 * Rounding of a long binary significand to a double, to nearest with ties to even (IEEE 754-2019 §4.3.1), subnormal numbers
 * and overflow included.
 */
final class NearestDouble {
    private static final int FRACTION_BITS = 52;

    /** Bits of a normalized 64-bit significand that a normal double does not keep. */
    private static final int DROPPED = Long.SIZE - FRACTION_BITS - 1;

    private static final long INFINITY = 0x7ffL << FRACTION_BITS;

    private NearestDouble() {}

    /**
     * The encoding of the double nearest to (m + θ)·2^exponent.
     *
     * @param significand m, an unsigned 64-bit integer, not 0; at least 2^54 if {@code more}, so that θ lies below every bit
     *     that decides
     * @param more whether θ lies in (0, 1); θ = 0 otherwise
     */
    static long encoding(long significand, boolean more, long exponent) {
        int zeros = Long.numberOfLeadingZeros(significand);
        long m = significand << zeros;
        long binade = exponent - zeros + Long.SIZE - 1;
        if (binade > Double.MAX_EXPONENT) {
            return INFINITY;
        }
        boolean subnormal = binade < Double.MIN_EXPONENT;
        long drop = subnormal ? DROPPED + Double.MIN_EXPONENT - binade : DROPPED;
        if (drop > Long.SIZE) {
            return 0;
        }
        // m = kept·2^drop + rest, the rest scaled so that ½ is 2^63
        long kept = drop == Long.SIZE ? 0 : m >>> drop;
        long rest = drop == Long.SIZE ? m : m << (Long.SIZE - drop);
        boolean up = rest < 0 && (rest != Long.MIN_VALUE || more || (kept & 1) != 0);
        // 2^52 of a normal number's kept bits is the hidden one; a carry runs into the exponent and there is right
        long exponentField = subnormal ? 0 : (binade - Double.MIN_EXPONENT) << FRACTION_BITS;
        return exponentField + kept + (up ? 1 : 0);
    }
}
