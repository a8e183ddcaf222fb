package org.roundproof.conformance.diagnosis;

import java.math.BigInteger;
import org.roundproof.format.ExactReal;
import org.roundproof.quantizer.Rounding;

/**
 * Stochastic rounding with R bits: away iff c + u ≥ 2^R, c the fraction cut to R bits and u the top R bits of the word.
 *
 * @param bits R
 * @param cut how the fraction is cut
 */
record FewBits(int bits, Rounding.Cut cut) implements Decision {
    @Override
    public int steps(Position at) {
        return at.exact() ? 0 : cut(at.fraction()) + u(at) >= 1L << bits ? 1 : 0;
    }

    /** The top R bits of the word. */
    long u(Position at) {
        return Integer.toUnsignedLong(at.words().word(0, 0)) >>> (Integer.SIZE - bits);
    }

    /** c. */
    long cut(ExactReal f) {
        long floor = f.floorScaled(-bits).longValueExact();
        ExactReal rest = f.scale(bits).subtract(ExactReal.of(BigInteger.valueOf(floor), 0));
        int half = rest.compareTo(ExactReal.of(0.5));
        boolean odd = (floor & 1) == 1;
        boolean up =
                switch (cut) {
                    case FLOOR -> false;
                    case HALF -> half >= 0;
                    case EVEN -> half > 0 || half == 0 && odd;
                    case ODD -> half > 0 || half == 0 && !odd;
                };
        return up ? floor + 1 : floor;
    }
}
