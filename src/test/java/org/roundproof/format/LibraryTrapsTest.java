package org.roundproof.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apfloat.Apfloat;
import org.junit.jupiter.api.Test;

/**
 * Faults of libraries to be aware of. When one of these tests fails, the library was mended and the warning in
 * proofs-notes/formats.md can go.
 */
class LibraryTrapsTest {
    /** commons-numbers 1.2 orders two negative fractions by magnitude. */
    @Test
    void negativeFractionsAreOrderedByMagnitude() {
        assertEquals(-1, BigFraction.of(-1).compareTo(BigFraction.of(-2)));
        assertEquals(1, ExactReal.of(BigFraction.of(-1)).compareTo(ExactReal.of(BigFraction.of(-2))));
    }

    /** apfloat 1.16 rounds a long number twice on the way to double. */
    @Test
    void apfloatToDoubleRoundsTwice() {
        BigInteger m = BigInteger.ONE.shiftLeft(69).subtract(BigInteger.valueOf((1 << 15) + 1));
        Apfloat x = Radix2.of(m, 0);
        assertEquals(0x1p69, x.doubleValue());
        assertEquals(0x1.fffffffffffffp68, ExactReal.of(x).toDouble());
        assertEquals(m.doubleValue(), ExactReal.of(x).toDouble());
    }
}
