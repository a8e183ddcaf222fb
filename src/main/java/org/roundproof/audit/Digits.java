package org.roundproof.audit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.theory.Interval;
import org.roundproof.theory.Outward;

/** How numbers are printed in evidence, the same in every locale. */
final class Digits {
    private Digits() {}

    /** A count, with thousands separators. */
    static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** A fixed number of decimals. */
    static String fixed(double x, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", x);
    }

    /** The ends of an enclosure, rounded outwards to a number of decimals. */
    static String outward(Interval x, int decimals) {
        return "[" + down(x.lower(), decimals) + ", " + up(x.upper(), decimals) + "]";
    }

    /** The same as a range. */
    static String outward(double lower, double upper, int decimals) {
        return down(lower, decimals) + " … " + up(upper, decimals);
    }

    private static String down(double x, int decimals) {
        return new BigDecimal(x).setScale(decimals, RoundingMode.FLOOR).toPlainString();
    }

    private static String up(double x, int decimals) {
        return new BigDecimal(x).setScale(decimals, RoundingMode.CEILING).toPlainString();
    }

    /** Scientific notation with {@code digits} significant digits. */
    static String scientific(double x, int digits) {
        return String.format(Locale.ROOT, "%." + (digits - 1) + "e", x);
    }

    /** A lower end: the largest number of so many significant digits that is at most x. */
    static String atLeast(double x, int digits) {
        return Outward.DOWN.scientific(x, digits);
    }

    /** An upper end: the least number of so many significant digits that is at least x. */
    static String atMost(double x, int digits) {
        return Outward.UP.scientific(x, digits);
    }

    /** The ends of an enclosure, rounded outwards to so many significant digits. */
    static String enclosure(Interval x, int digits) {
        return "[" + atLeast(x.lower(), digits) + ", " + atMost(x.upper(), digits) + "]";
    }

    /** A lower or an upper end that is a fraction. */
    static String end(BigFraction x, boolean upper, int digits) {
        return (upper ? Outward.UP : Outward.DOWN).scientific(x, digits);
    }

    /** A short decimal for parameters: 0.01, 1.0E-5, 400. */
    static String plain(double x) {
        return x == Math.rint(x) && Math.abs(x) < 1e9 ? String.valueOf((long) x) : String.valueOf(x);
    }

    /** A fraction, with its decimal value behind it when the fraction is long. */
    static String fraction(BigFraction x) {
        String text = x.toString().replace(" ", "");
        return text.length() <= 24 ? text : scientific(x.doubleValue(), 6);
    }
}
