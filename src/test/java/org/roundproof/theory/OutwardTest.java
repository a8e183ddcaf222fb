package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;

class OutwardTest {
    /** What is printed lies on the safe side and within a unit of the last digit. */
    @Property
    void printedNumbersEnclose(@ForAll double x, @ForAll @IntRange(min = 1, max = 17) int digits) {
        assertEncloses(x, digits, Outward.DOWN.general(x, digits), Outward.UP.general(x, digits));
        assertEncloses(x, digits, Outward.DOWN.scientific(x, digits), Outward.UP.scientific(x, digits));
        BigFraction fraction = BigFraction.from(x);
        assertEquals(Outward.DOWN.scientific(x, digits), Outward.DOWN.scientific(fraction, digits));
        assertEquals(Outward.UP.scientific(x, digits), Outward.UP.scientific(fraction, digits));
    }

    private static void assertEncloses(double x, int digits, String down, String up) {
        BigDecimal exact = new BigDecimal(x);
        BigDecimal least = new BigDecimal(down);
        BigDecimal greatest = new BigDecimal(up);
        assertTrue(least.compareTo(exact) <= 0 && exact.compareTo(greatest) <= 0, () -> down + " " + x + " " + up);
        BigDecimal unit =
                x == 0 ? BigDecimal.ZERO : BigDecimal.ONE.scaleByPowerOfTen(exact.precision() - exact.scale() - digits);
        assertTrue(greatest.subtract(least).compareTo(unit) <= 0, () -> down + " " + x + " " + up);
    }

    @Example
    void theIntervalThatExcludedItsNumber() {
        double lower = 8.218850948312967e-05;
        assertEquals("8.2188509483e-05", Outward.DOWN.scientific(lower, 11));
        assertEquals("8.2188509484e-05", Outward.UP.scientific(lower, 11));
    }

    @Example
    void fractionsAndWhatIsNoNumber() {
        assertEquals("3.333e-01", Outward.DOWN.scientific(BigFraction.of(1, 3), 4));
        assertEquals("3.334e-01", Outward.UP.scientific(BigFraction.of(1, 3), 4));
        assertEquals("-3.334e-01", Outward.DOWN.scientific(BigFraction.of(-1, 3), 4));
        assertEquals("NaN", Outward.UP.general(Double.NaN, 4));
        assertEquals("Infinity", Outward.UP.scientific(Double.POSITIVE_INFINITY, 4));
    }
}
