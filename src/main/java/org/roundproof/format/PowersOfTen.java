package org.roundproof.format;

import java.math.BigInteger;

/**
 * The powers of ten, cut to 64 bits: 10^q = (T + θ)·2^s with 2^63 ≤ T &lt; 2^64 and 0 ≤ θ &lt; 1, for q about the range of
 * doubles. Made in about a millisecond when first needed.
 */
final class PowersOfTen {
    /** Least q. */
    static final int LEAST = -342;

    /** Greatest q. */
    static final int GREATEST = 308;

    private static final long[] SIGNIFICANDS = new long[GREATEST - LEAST + 1];
    private static final int[] EXPONENTS = new int[GREATEST - LEAST + 1];

    static {
        BigInteger five = BigInteger.valueOf(5);
        BigInteger power = BigInteger.ONE;
        for (int q = 0; q <= -LEAST; q++) {
            int length = power.bitLength();
            if (q <= GREATEST) {
                // 10^q = 5^q·2^q, 2^(length−1) <= 5^q < 2^length
                SIGNIFICANDS[q - LEAST] =
                        power.shiftLeft(Long.SIZE).shiftRight(length).longValue();
                EXPONENTS[q - LEAST] = length - Long.SIZE + q;
            }
            if (q > 0) {
                // 10^−q = 2^−q/5^q, and 2^63 < 2^(length+63)/5^q < 2^64, since 5^q is no power of two
                int shift = length + Long.SIZE - 1;
                SIGNIFICANDS[-q - LEAST] =
                        BigInteger.ONE.shiftLeft(shift).divide(power).longValue();
                EXPONENTS[-q - LEAST] = -shift - q;
            }
            power = power.multiply(five);
        }
    }

    private PowersOfTen() {}

    /** T, an unsigned integer. */
    static long significand(int q) {
        return SIGNIFICANDS[q - LEAST];
    }

    /** s. */
    static int exponent(int q) {
        return EXPONENTS[q - LEAST];
    }
}
