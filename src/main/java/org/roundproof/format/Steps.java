package org.roundproof.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.InputException;

/**
 * Steps of uniform grids. A step for B-bit codes is admissible where its double has at most 53 − B significant bits: then
 * |n| ≤ 2^B makes every n·step a double (B + (53 − B) bits), so that values travel as doubles without rounding.
 */
final class Steps {
    private static final int MIN_UNIT = Double.MIN_EXPONENT - Dyadic.PRECISION + 1;

    private Steps() {}

    static int significantBits(double step) {
        return Dyadic.of(step).normalized().significand().abs().bitLength();
    }

    static boolean admissible(double step, int bits) {
        return step > 0 && significantBits(step) <= Dyadic.PRECISION - bits && Double.isFinite(Math.scalb(step, bits));
    }

    /** The admissible step nearest to a positive real, ties to the smaller one. */
    static double nearest(ExactReal wanted, int bits) {
        double below = below(wanted, bits);
        double above = above(wanted, bits);
        if (below == 0 || !admissible(below, bits)) {
            return above;
        }
        ExactReal twice = wanted.scale(1);
        return twice.compareTo(ExactReal.of(below).add(ExactReal.of(above))) > 0 && admissible(above, bits)
                ? above
                : below;
    }

    /** The least admissible step at or above a positive real. */
    static double above(ExactReal wanted, int bits) {
        double below = below(wanted, bits);
        return below > 0 && ExactReal.of(below).equals(wanted)
                ? below
                : below + Math.scalb(1.0, Math.toIntExact(unit(wanted, bits)));
    }

    private static double below(ExactReal wanted, int bits) {
        int unit = Math.toIntExact(unit(wanted, bits));
        return Math.scalb(wanted.floorScaled(unit).doubleValue(), unit);
    }

    /** Weight of the last bit that a step of that size may have. */
    private static long unit(ExactReal wanted, int bits) {
        return Math.max(wanted.floorLog2() - (Dyadic.PRECISION - bits - 1L), MIN_UNIT);
    }

    /** The smallest power of two at or above a positive real. */
    static double powerOfTwoAbove(ExactReal wanted) {
        long exponent = Math.max(wanted.floorLog2(), MIN_UNIT);
        boolean reached = ExactReal.of(BigInteger.ONE, exponent).compareTo(wanted) >= 0;
        return Math.scalb(1.0, Math.toIntExact(reached ? exponent : exponent + 1));
    }

    /**
     * Reads a step: a fraction {@code a/b} exactly, a decimal or hex float as the double it denotes.
     *
     * @param where the expression it stands in, for the message
     */
    static double parse(String text, int bits, String where) {
        ExactReal wanted = real(text, where);
        if (wanted.signum() <= 0) {
            throw new InputException(where + ": step " + text + " must be positive");
        }
        double step = wanted.toDouble();
        if (!Double.isFinite(step) || step == 0) {
            throw new InputException(where + ": step " + text + " is out of the range of doubles");
        }
        if (wanted.isDouble() && admissible(step, bits)) {
            return step;
        }
        String problem = !wanted.isDouble()
                ? " is not a double"
                : significantBits(step) > Dyadic.PRECISION - bits
                        ? " has " + significantBits(step) + " significant bits, and at most "
                                + (Dyadic.PRECISION - bits) + " keep every code times step a double"
                        : " makes the largest value infinite";
        double nearest = nearest(wanted, bits);
        throw new InputException(where + ": step " + text + problem
                + (admissible(nearest, bits) ? "; the nearest such step is " + Double.toHexString(nearest) : ""));
    }

    private static ExactReal real(String text, String where) {
        String[] parts = text.split("/", -1);
        try {
            if (parts.length == 2) {
                BigInteger denominator = new BigInteger(parts[1].trim());
                if (denominator.signum() != 0) {
                    return ExactReal.of(BigFraction.of(new BigInteger(parts[0].trim()), denominator));
                }
            } else if (parts.length == 1 && Double.isFinite(Double.parseDouble(text))) {
                return ExactReal.of(Double.parseDouble(text));
            }
        } catch (NumberFormatException e) {
            // answered below, like every other text that is no number
        }
        throw new InputException(where + ": step '" + text + "' is not a number; write 1/64, 0.25 or 0x1p-6");
    }

    /** The text of a step: {@code 1/64}, a short exact decimal, or a hex float; {@link #parse} of it is the step. */
    static String text(double step) {
        int exponent = Math.getExponent(step);
        if (exponent < 0 && exponent >= -62 && step == Math.scalb(1.0, exponent)) {
            return "1/" + (1L << -exponent);
        }
        if (step < 1L << Dyadic.PRECISION && step == Math.rint(step)) {
            return String.valueOf((long) step);
        }
        String decimal = String.valueOf(step);
        return new BigDecimal(decimal).compareTo(new BigDecimal(step)) == 0 ? decimal : Double.toHexString(step);
    }
}
