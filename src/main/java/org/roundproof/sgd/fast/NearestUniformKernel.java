package org.roundproof.sgd.fast;

import org.roundproof.format.UniformFormat;
import org.roundproof.quantizer.Overflow;

/**
 * Ties to even on the multiples of a step Δ, in double arithmetic without a branch, which HotSpot's C2 compiles to vector
 * instructions: x is brought into the range, whose ends are grid points, and the index is rint(fl(x/Δ)). The division never
 * rounds onto a midpoint of integers, because the midpoints (n + ½)Δ of the grid are doubles themselves.
 */
record NearestUniformKernel(double step, double least, double greatest, boolean propagates) implements ArrayKernel {
    private static final int PRECISION = 53;

    NearestUniformKernel(UniformFormat format, Overflow overflow) {
        this(format.step(), format.minFinite(), format.maxFinite(), overflow == Overflow.SAT_PROPAGATE);
    }

    /** Whether the formula is right for the format: see the note for each condition. */
    static boolean knows(UniformFormat format, Overflow overflow) {
        return (overflow == Overflow.SAT_FINITE || overflow == Overflow.SAT_PROPAGATE)
                && format.step() >= 0x1p-900
                && format.step() <= 0x1p900
                && significantBits(format.step()) + bits(format) <= PRECISION;
    }

    private static int significantBits(double step) {
        return PRECISION - Math.min(PRECISION - 1, Long.numberOfTrailingZeros(Double.doubleToRawLongBits(step)));
    }

    /** Bits of the largest odd integer 2n + 1 with n and n + 1 in the range, up to the sign. */
    private static int bits(UniformFormat format) {
        return Long.SIZE - Long.numberOfLeadingZeros(2 * Math.max(format.maxIndex(), -format.minIndex()) - 1);
    }

    @Override
    public void round(
            FastRounder rounder, double[] in, double[] out, int length, int[] first, int[] second, TensorWords more) {
        if (propagates) {
            propagating(in, out, length, step, least, greatest);
        } else {
            saturating(in, out, length, step, least, greatest);
        }
    }

    private static void saturating(double[] in, double[] out, int length, double step, double least, double greatest) {
        for (int i = 0; i < length; i++) {
            out[i] = Math.rint(Math.max(least, Math.min(in[i], greatest)) / step) * step + 0.0;
        }
    }

    /** The same, and 0·x is added: NaN where x is infinite, for no uniform format has an infinity. */
    private static void propagating(double[] in, double[] out, int length, double step, double least, double greatest) {
        for (int i = 0; i < length; i++) {
            double x = in[i];
            out[i] = Math.rint(Math.max(least, Math.min(x, greatest)) / step) * step + 0.0 + 0.0 * x;
        }
    }
}
