package org.roundproof.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.roundproof.InputException;

class PowerFormatTest {
    private static final int DIGITS = 60;

    /**
     * Each value is the nearest double to (k/K)^(d/n), by apfloat's power (exponential and logarithm) to 60 digits: nearer
     * than both neighbouring doubles.
     */
    @ParameterizedTest
    @CsvSource({
        "2,1,1,1",
        "4,1,2,1",
        "5,2,1,1",
        "8,1,3,1",
        "8,11,20,1",
        "7,40,39,1",
        "6,1,40,1",
        "16,11,20,977",
        "16,1,40,4999"
    })
    void valuesAreTheNearestDoubles(int bits, int numerator, int denominator, int stride) {
        PowerFormat format = PowerFormat.of(bits, numerator, denominator);
        Apfloat exponent = new Apfloat(denominator, DIGITS).divide(new Apfloat(numerator, DIGITS));
        long top = format.maxIndex();
        for (int k = 1; k <= top + 1; k += k + stride > top + 1 ? 1 : stride) {
            Apfloat root = ApfloatMath.pow(new Apfloat(k, DIGITS).divide(new Apfloat(top, DIGITS)), exponent);
            double v = format.magnitude(k);
            Apfloat error = distance(v, root);
            assertTrue(error.compareTo(distance(Math.nextUp(v), root)) < 0, format + " " + k);
            assertTrue(error.compareTo(distance(Math.nextDown(v), root)) < 0, format + " " + k);
        }
    }

    private static Apfloat distance(double v, Apfloat root) {
        return ApfloatMath.abs(new Apfloat(new BigDecimal(v), 4 * DIGITS).subtract(root));
    }

    /** A wrong last place of the guess is put right, from either side: the sqrt and the square are known exactly. */
    @Test
    void squaresAndSquareRoots() {
        for (int k = 1; k <= 127; k++) {
            double square = PowerFormat.of(8, 1, 2).magnitude(k);
            assertEquals(
                    ExactReal.of(org.apache.commons.numbers.fraction.BigFraction.of(k * k, 127 * 127))
                            .toDouble(),
                    square);
        }
        assertEquals(2.0, PowerFormat.of(2, 1, 1).magnitude(2));
        assertEquals(Math.sqrt(2), PowerFormat.of(2, 2, 1).magnitude(2));
        assertEquals(0x1p40, PowerFormat.of(2, 1, 40).magnitude(2));
    }

    @Test
    void valuesIncreaseStrictlyAtTheEndsOfTheAllowedExponents() {
        for (int numerator : new int[] {1, 40, 39}) {
            PowerFormat format = PowerFormat.of(16, numerator, 41 - numerator);
            for (int k = 0; k <= format.maxIndex(); k++) {
                assertTrue(format.magnitude(k) < format.magnitude(k + 1), format + " " + k);
            }
            assertTrue(format.smallestPositive() > 0x1p-601);
            assertEquals(1.0, format.maxFinite());
        }
    }

    @Test
    void codesAreSignedIndices() {
        NumberFormat format = Formats.parse("power(bits=3,exponent=0.5)");
        assertEquals("power(bits=3,exponent=1/2)", format.expression());
        assertEquals(1.0 / 9, format.decode(1));
        assertEquals(4.0 / 9, format.decode(2));
        assertEquals(1.0, format.decode(3));
        assertEquals(-1.0, format.decode(5));
        assertEquals(-1.0 / 9, format.decode(7));
        assertEquals(ValueClass.UNUSED, format.classify(4));
        assertEquals(
                "0x4 stands for no value of power(bits=3,exponent=1/2), which drops the lowest code",
                assertThrows(InputException.class, () -> format.decode(4)).getMessage());
        assertEquals(6, format.encode(-4.0 / 9));
        assertEquals(-1.0 / 9, format.nextUp(-4.0 / 9));
        assertEquals(0.0, format.nextUp(-1.0 / 9));
        assertEquals(1.0, format.nextUp(1.0));
        assertEquals(-1.0, format.nextDown(-1.0));
        assertThrows(InputException.class, () -> format.encode(0.5));
        assertThrows(InputException.class, () -> format.encode(-0.0));
        assertEquals(
                "power(bits=3,exponent=2)",
                Formats.parse("power(bits=3,exponent=4/2)").expression());
    }

    @Test
    void widestGapBoundsEveryGap() {
        for (String text : new String[] {"power(bits=8,exponent=1/3)", "power(bits=8,exponent=3)"}) {
            PowerFormat format = (PowerFormat) Formats.parse(text);
            double widest = 0;
            for (int k = 0; k < format.maxIndex(); k++) {
                ExactReal gap = ExactReal.of(format.magnitude(k + 1)).subtract(ExactReal.of(format.magnitude(k)));
                assertTrue(gap.compareTo(ExactReal.of(format.widestGap())) <= 0);
                widest = Math.max(widest, gap.toDouble());
            }
            assertEquals(widest, Math.nextDown(format.widestGap()));
        }
    }
}
