package org.roundproof.theory;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Decimals of few digits on the safe side of a number, so that what is printed of an enclosure still encloses. For {@code
 * String.format}, whose own rounding to as many digits then changes nothing.
 */
public final class Outward {
    private Outward() {}

    /** The largest decimal of so many significant digits that is at most x; x itself where it is NaN or infinite. */
    public static Number down(double x, int digits) {
        return Double.isFinite(x) ? new BigDecimal(x).round(new MathContext(digits, RoundingMode.FLOOR)) : (Number) x;
    }

    /** The least decimal of so many significant digits that is at least x; x itself where it is NaN or infinite. */
    public static Number up(double x, int digits) {
        return Double.isFinite(x) ? new BigDecimal(x).round(new MathContext(digits, RoundingMode.CEILING)) : (Number) x;
    }

    /** As above, of a fraction. */
    public static Number down(BigFraction x, int digits) {
        return quotient(x, new MathContext(digits, RoundingMode.FLOOR));
    }

    /** As above, of a fraction. */
    public static Number up(BigFraction x, int digits) {
        return quotient(x, new MathContext(digits, RoundingMode.CEILING));
    }

    private static BigDecimal quotient(BigFraction x, MathContext context) {
        return new BigDecimal(x.getNumerator()).divide(new BigDecimal(x.getDenominator()), context);
    }
}
