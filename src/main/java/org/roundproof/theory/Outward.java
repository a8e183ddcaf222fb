package org.roundproof.theory;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.apache.commons.numbers.fraction.BigFraction;

/** Decimals of few digits on the safe side of a number, so that what is printed of an enclosure still encloses. */
public enum Outward {
    /** The largest decimal of so many significant digits that is at most x. */
    DOWN(RoundingMode.FLOOR),
    /** The least decimal of so many significant digits that is at least x. */
    UP(RoundingMode.CEILING);

    private final RoundingMode mode;

    Outward(RoundingMode mode) {
        this.mode = mode;
    }

    /** As {@code %g} writes it, in every locale the same; NaN and infinities as {@code %g} does. */
    public String general(double x, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "g", Double.isFinite(x) ? of(x, digits) : (Object) x);
    }

    /** As {@code %e} writes it. */
    public String scientific(double x, int digits) {
        return String.format(Locale.ROOT, "%." + (digits - 1) + "e", Double.isFinite(x) ? of(x, digits) : (Object) x);
    }

    /** As {@code %e} writes it. */
    public String scientific(BigFraction x, int digits) {
        return String.format(Locale.ROOT, "%." + (digits - 1) + "e", of(x, digits));
    }

    /** The decimal itself, of a finite x. */
    public BigDecimal of(double x, int digits) {
        return new BigDecimal(x).round(new MathContext(digits, mode));
    }

    private BigDecimal of(BigFraction x, int digits) {
        return new BigDecimal(x.getNumerator())
                .divide(new BigDecimal(x.getDenominator()), new MathContext(digits, mode));
    }
}
