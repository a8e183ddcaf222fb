package org.roundproof.quantizer;

import java.math.BigInteger;
import org.roundproof.InputException;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.UniformFormat;

/** The overflow policies: what a rounded value outside the range, an infinity or NaN becomes. */
final class OverflowRule {
    private OverflowRule() {}

    /** The value of the grid index n of a uniform format, after overflow. */
    static double index(Quantizer q, BigInteger n) {
        UniformFormat format = (UniformFormat) q.format();
        if (n.bitLength() < Long.SIZE) {
            long index = n.longValueExact();
            if (index >= format.minIndex() && index <= format.maxIndex()) {
                return index == 0 ? 0.0 : index * format.step();
            }
        }
        return q.overflow() == Overflow.WRAP ? wrapped(format, n) * format.step() : outside(q, n.signum() < 0);
    }

    /** The value ±magnitude of a floating-point or power grid, after overflow. */
    static double magnitude(Quantizer q, boolean negative, double magnitude) {
        NumberFormat format = q.format();
        if (negative && magnitude == 0) {
            return format.hasNegativeZero() ? -0.0 : 0.0;
        }
        double value = negative ? -magnitude : magnitude;
        return value < format.minFinite() || value > format.maxFinite() ? outside(q, negative) : value;
    }

    /**
     * A format without zero (e8m0): its smallest value stands for 0 and everything below itself; a negative value becomes
     * NaN.
     *
     * @param signum the sign of x
     */
    static double belowFormatWithoutZero(NumberFormat format, int signum) {
        return signum < 0 ? Double.NaN : format.smallestPositive();
    }

    /** NaN or an infinity. */
    static double special(Quantizer q, double x) {
        if (q.overflow() == Overflow.WRAP) {
            throw new InputException(x + " cannot wrap around in " + q.format().expression()
                    + ": give finite values, or the overflow sat-finite, sat-propagate or ovf-inf");
        }
        boolean negative = x < 0;
        if (Double.isNaN(x) || (negative && !q.format().hasZero())) {
            return Double.NaN;
        }
        return q.overflow() == Overflow.SAT_FINITE ? extreme(q.format(), negative) : infinity(q.format(), negative);
    }

    /** A finite x that was rounded to a value outside the range. */
    private static double outside(Quantizer q, boolean negative) {
        boolean belowUnsigned = negative && !q.format().signed();
        return q.overflow() == Overflow.OVF_INF && !belowUnsigned && !stops(q.rounding(), negative)
                ? infinity(q.format(), negative)
                : extreme(q.format(), negative);
    }

    /**
     * IEEE 754-2019 §7.4: a directed rounding carries an overflow to ∞ only in its own direction and stops at the largest
     * finite value otherwise; round to odd stops there as well.
     */
    private static boolean stops(Rounding rounding, boolean negative) {
        return rounding == Rounding.Deterministic.TOWARD_ZERO
                || rounding == Rounding.Deterministic.TO_ODD
                || rounding
                        == (negative ? Rounding.Deterministic.TOWARD_POSITIVE : Rounding.Deterministic.TOWARD_NEGATIVE);
    }

    private static double extreme(NumberFormat format, boolean negative) {
        return negative ? format.minFinite() : format.maxFinite();
    }

    private static double infinity(NumberFormat format, boolean negative) {
        boolean exists = negative ? format.hasNegativeInfinity() : format.hasPositiveInfinity();
        return exists ? (negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY) : Double.NaN;
    }

    /** The index of the range that is congruent to n modulo the number of codes. */
    private static long wrapped(UniformFormat format, BigInteger n) {
        BigInteger least = BigInteger.valueOf(format.minIndex());
        return n.subtract(least).mod(codes(format)).add(least).longValueExact();
    }

    /** Holds that a format can wrap: all 2^B codes of a uniform grid are values. */
    static void requireWrappable(NumberFormat format) {
        if (!(format instanceof UniformFormat uniform)) {
            throw new InputException("wrap needs an integer or fixed-point format, which " + format.expression()
                    + " is not: use sat-finite, sat-propagate or ovf-inf");
        }
        if (codes(uniform).bitCount() != 1) {
            throw new InputException("wrap needs all 2^" + format.bits() + " codes, and " + format.expression()
                    + " leaves some out: use sat-finite, or the format without symmetric=true");
        }
    }

    private static BigInteger codes(UniformFormat format) {
        return BigInteger.valueOf(format.maxIndex())
                .subtract(BigInteger.valueOf(format.minIndex()))
                .add(BigInteger.ONE);
    }
}
