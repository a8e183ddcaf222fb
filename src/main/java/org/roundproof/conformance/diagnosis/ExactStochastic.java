package org.roundproof.conformance.diagnosis;

import java.math.BigInteger;
import org.roundproof.format.ExactReal;
import org.roundproof.random.WordSource;

/** Stochastic rounding with as many words as it takes: away iff f + U ≥ 1, U = 0.word₀word₁… in digits of 32 bits. */
final class ExactStochastic {
    private static final long ALL_ONES = 0xFFFF_FFFFL;
    private static final int MOST_LEVELS = 64;

    private ExactStochastic() {}

    static int away(ExactReal fraction, WordSource words) {
        ExactReal f = fraction;
        for (int level = 0; f.signum() != 0 && level < MOST_LEVELS; level++) {
            BigInteger digit = f.floorScaled(-32);
            long sum = digit.longValueExact() + Integer.toUnsignedLong(words.word(0, level));
            if (sum != ALL_ONES) {
                return sum > ALL_ONES ? 1 : 0;
            }
            f = f.scale(32).subtract(ExactReal.of(digit, 0));
        }
        return 0;
    }
}
