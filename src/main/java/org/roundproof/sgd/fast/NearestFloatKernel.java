package org.roundproof.sgd.fast;

import org.roundproof.format.FloatFormat;
import org.roundproof.random.WordSource;

/**
 * Ties to even on a floating-point grid, in double arithmetic without a branch, which HotSpot's C2 compiles to vector
 * instructions.
 *
 * <p>With U = max(ufp|x|, 2^emin), ufp|x| = 2^⌊log₂|x|⌋, and s = 1.5·2^(53−p)·U, the double x + s has the last place
 * U·2^(1−p), the format's spacing at x, so that its rounding is the one wanted and (x + s) − s is the result. ufp is
 * Rump's: q − fl((1 − 2^−53)·q) with q = fl((2^52 + 1)·|x|). Divided by 2^emin it is a power of two, whose ceiling is its
 * maximum with 1. (ufp and its formula: S. M. Rump, <i>Error estimation of floating-point summation and dot product</i>, BIT
 * 52, 2012; the note proves what is used here.)
 *
 * <p>Elements of 2^emax and more, infinities and NaN make a NaN. Arrays go by blocks that stay in the first-level cache; one
 * that has a NaN is rounded again, one element after another.
 */
record NearestFloatKernel(double unit, double shift, double guard, double limit, boolean negativeZero)
        implements ArrayKernel {
    /** (1 − 2^−53), the predecessor of 1. */
    private static final double PHI = 1 - 0x1p-53;

    private static final int BLOCK = 1024;

    /** Ties to even asks for no word. */
    private static final WordSource NONE = (use, level) -> 0;

    NearestFloatKernel(FloatFormat format) {
        this(
                (0x1p52 + 1) * Math.scalb(1.0, -format.minExponent()),
                1.5 * Math.scalb(1.0, 53 - format.precision() + format.minExponent()),
                Math.scalb(1.0, 1024 - format.maxExponent()),
                Math.scalb(1.0, format.maxExponent()),
                format.hasNegativeZero());
    }

    /** Whether the formula is right for the format: see the note for each condition. */
    static boolean knows(FloatFormat format) {
        return format.signed()
                && format.subnormals()
                && format.precision() >= 2
                && format.precision() <= 50
                && format.minExponent() <= 0
                && format.minExponent() >= -900
                && format.maxExponent() >= 1
                && format.maxExponent() - format.minExponent() <= 900;
    }

    @Override
    public void round(
            FastRounder rounder, double[] in, double[] out, int length, int[] first, int[] second, TensorWords more) {
        for (int from = 0; from < length; from += BLOCK) {
            int to = Math.min(length, from + BLOCK);
            if (in != out) {
                block(in, out, from, to);
                if (NotANumber.in(out, from, to)) {
                    elements(rounder, in, out, from, to);
                }
            } else if (inside(in, from, to)) {
                block(in, out, from, to);
            } else {
                elements(rounder, in, out, from, to);
            }
        }
    }

    private void block(double[] in, double[] out, int from, int to) {
        if (negativeZero) {
            signed(in, out, from, to, unit, shift, guard);
        } else {
            unsigned(in, out, from, to, unit, shift, guard);
        }
    }

    /** With −0: s − (s + x) is −Q(x), or +0; taken away from a zero of the sign of x it leaves Q(x) with that sign. */
    private static void signed(double[] in, double[] out, int from, int to, double unit, double shift, double guard) {
        for (int i = from; i < to; i++) {
            double x = in[i];
            double q = unit * Math.abs(x);
            double s = shift * Math.ceil(q - PHI * q);
            out[i] = guard * x * 0.0 - (s - (s + x));
        }
    }

    /** Without −0: (s + x) − s is +0 where it is zero. */
    private static void unsigned(double[] in, double[] out, int from, int to, double unit, double shift, double guard) {
        for (int i = from; i < to; i++) {
            double x = in[i];
            double q = unit * Math.abs(x);
            double s = shift * Math.ceil(q - PHI * q);
            out[i] = guard * x * 0.0 + ((s + x) - s);
        }
    }

    private boolean inside(double[] in, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!(Math.abs(in[i]) < limit)) {
                return false;
            }
        }
        return true;
    }

    private static void elements(FastRounder rounder, double[] in, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = rounder.round(in[i], 0, 0, NONE);
        }
    }
}
