package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Locale;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;

class OutwardTest {
    /** What is printed, by both forms that are in use, lies on the safe side and within a unit of the last digit. */
    @Property
    void printedNumbersEnclose(@ForAll double x, @ForAll @IntRange(min = 1, max = 17) int digits) {
        BigDecimal exact = new BigDecimal(x);
        for (String form : new String[] {"%." + (digits - 1) + "e", "%." + digits + "g"}) {
            BigDecimal down = new BigDecimal(String.format(Locale.ROOT, form, Outward.down(x, digits)));
            BigDecimal up = new BigDecimal(String.format(Locale.ROOT, form, Outward.up(x, digits)));
            assertTrue(down.compareTo(exact) <= 0 && exact.compareTo(up) <= 0, () -> down + " " + x + " " + up);
            BigDecimal unit = x == 0
                    ? BigDecimal.ZERO
                    : BigDecimal.ONE.scaleByPowerOfTen(exact.precision() - exact.scale() - digits);
            assertTrue(up.subtract(down).compareTo(unit) <= 0, () -> down + " " + x + " " + up);
        }
    }

    @Example
    void theIntervalThatExcludedItsNumber() {
        double lower = 8.218850948312967e-05;
        assertEquals("8.2188509483e-05", String.format(Locale.ROOT, "%.10e", Outward.down(lower, 11)));
        assertEquals("8.2188509484e-05", String.format(Locale.ROOT, "%.10e", Outward.up(lower, 11)));
    }

    @Example
    void fractionsAndWhatIsNoNumber() {
        assertEquals(new BigDecimal("0.3333"), Outward.down(BigFraction.of(1, 3), 4));
        assertEquals(new BigDecimal("0.3334"), Outward.up(BigFraction.of(1, 3), 4));
        assertEquals(new BigDecimal("-0.3334"), Outward.down(BigFraction.of(-1, 3), 4));
        assertEquals(Double.NaN, Outward.up(Double.NaN, 4));
        assertEquals(Double.POSITIVE_INFINITY, Outward.up(Double.POSITIVE_INFINITY, 4));
    }
}
