package org.roundproof.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apfloat.Apfloat;
import org.junit.jupiter.api.Test;
import org.roundproof.Effort;

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

    /** apfloat 1.16, asked for a double just below 2^−112 in radix 2, gives 2^−112; so too at every 56th power or so. */
    @Test
    void apfloatFromDoubleMayBeAnotherNumber() {
        double x = 0x1.fffffffffffffp-113;
        assertEquals(new Apfloat(0x1p-112, Apfloat.INFINITE, 2), new Apfloat(x, Apfloat.INFINITE, 2));
        assertEquals(-1, Radix2.of(x).compareTo(Radix2.of(0x1p-112)));
    }

    /** Doubles about every power of two, against their integers in units of 2^−1074. */
    @Test
    void factoryIsExactAboutEveryPowerOfTwo() {
        int each = Effort.scaled(12);
        for (int e = Double.MIN_EXPONENT - 52; e <= Double.MAX_EXPONENT; e++) {
            double x = Math.scalb(1.0, e);
            for (int i = 0; i < 3 && x > 0 && x < Double.MAX_VALUE; i++) {
                x = Math.nextUp(x);
            }
            for (int i = 0; i < each && x > 0; i++) {
                assertExact(x);
                x = Math.nextDown(x);
            }
        }
        assertExact(Double.MAX_VALUE);
    }

    private static void assertExact(double x) {
        BigInteger units = new BigDecimal(x)
                .multiply(new BigDecimal(BigInteger.TWO.pow(1074)))
                .toBigIntegerExact();
        Apfloat expected = Radix2.of(units, -1074);
        assertEquals(expected, Radix2.of(x), () -> Double.toHexString(x));
        assertEquals(expected.negate(), Radix2.of(-x), () -> Double.toHexString(-x));
        assertEquals(x, ExactReal.of(expected).toDouble());
        assertEquals(units, ExactReal.of(expected).floorScaled(-1074));
    }
}
