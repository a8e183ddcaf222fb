package org.roundproof.format;

import org.roundproof.InputException;

/** Refusals that all formats share: codes out of range, values that are not in the format. */
final class CodeRange {
    private CodeRange() {}

    static void check(NumberFormat format, long code) {
        int bits = format.bits();
        if (bits < Long.SIZE && code >>> bits != 0) {
            throw new InputException("0x" + Long.toHexString(code) + " is no code of " + format.expression()
                    + ": codes go from 0x0 to 0x" + Long.toHexString((1L << bits) - 1));
        }
    }

    static InputException noSuchValue(NumberFormat format, double value) {
        String range = format.expression() + " has values from " + format.minFinite() + " to " + format.maxFinite()
                + (Double.isNaN(value) && !format.hasNaN() ? ", and no NaN" : "")
                + (Double.isInfinite(value) ? ", and no such infinity" : "")
                + (Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(-0.0)
                        ? ", and no negative zero"
                        : "");
        return new InputException(text(value) + " is not a value of " + format.expression() + ": " + range);
    }

    private static String text(double value) {
        return Double.isNaN(value) || Double.isInfinite(value) || value == 0 || value == Math.rint(value)
                ? String.valueOf(value)
                : value + " (" + Double.toHexString(value) + ")";
    }
}
