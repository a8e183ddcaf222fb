package org.roundproof.conformance.diagnosis;

import java.math.BigInteger;
import org.roundproof.InputException;
import org.roundproof.format.ExactReal;
import org.roundproof.random.WordSource;

/**
 * Dithered rounding, ⌊x/Δ + noise + ½⌋, each uniform taken as the middle of the interval that its words leave: where those
 * words decide, every point of the interval gives the same result.
 */
interface Dither extends Decision {
    /** Bits of a uniform that are read: three words. */
    int LEVELS = 3;

    /** Makes sums positive: {@code floorScaled} is of the magnitude. */
    int OFFSET = 8;

    /** The dither itself, (U₁ + U₂ − 1). */
    ExactReal noise(WordSource words);

    /** The right one. */
    Dither RIGHT = words -> uniform(words, 0).add(uniform(words, 1)).subtract(ExactReal.ONE);

    /** 0.word₀word₁word₂ as far as there are words, 1 bit of one half after them. */
    static ExactReal uniform(WordSource words, int use) {
        BigInteger bits = BigInteger.ZERO;
        int level = 0;
        for (; level < LEVELS; level++) {
            try {
                bits = bits.shiftLeft(Integer.SIZE)
                        .add(BigInteger.valueOf(Integer.toUnsignedLong(words.word(use, level))));
            } catch (InputException e) {
                if (level == 0) {
                    throw e;
                }
                break; // no more words were given: they decide
            }
        }
        return ExactReal.of(bits.shiftLeft(1).add(BigInteger.ONE), -(32L * level + 1));
    }

    @Override
    default int steps(Position at) {
        ExactReal r = at.negative() ? at.fraction().negate() : at.fraction();
        ExactReal half = ExactReal.of(0.5);
        // round half up of r + noise, counted in the direction of x's sign
        ExactReal sum = r.add(noise(at.words())).add(half);
        int whole = sum.add(ExactReal.of(OFFSET)).floorScaled(0).intValueExact() - OFFSET;
        return at.negative() ? -whole : whole;
    }
}
