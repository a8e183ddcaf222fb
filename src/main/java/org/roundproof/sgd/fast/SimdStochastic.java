package org.roundproof.sgd.fast;

import java.util.Arrays;
import org.roundproof.simd.CarryRounding;
import org.roundproof.simd.SimdLoops;

/**
 * Stochastic rounding by explicit vector instructions, where the JVM has them: {@code sr} and {@code sr(R, cut)} but for {@code
 * odd}, as a sum on encodings ({@link CarryRounding}). Proof: proofs-notes/array-kernels.md, section 9.
 *
 * @param plain the kernel that is used without
 */
record SimdStochastic(SimdLoops loops, CarryRounding rounding, ArrayKernel plain) implements ArrayKernel {
    private static final int PRECISION = 53;

    /** Whether the formula is right: see the note for each condition. */
    static boolean knows(Grid grid, Mode mode, int bits) {
        int dropped = PRECISION - grid.precision();
        return grid.signed()
                && Math.abs(grid.least()) <= 1022
                && dropped >= Integer.SIZE
                && switch (mode) {
                    case SR, SR_FLOOR -> true;
                    case SR_HALF -> dropped >= bits + 1;
                    case SR_EVEN -> dropped >= bits + 2;
                    default -> false;
                };
    }

    static SimdStochastic of(SimdLoops loops, Grid grid, Mode mode, int bits, ArrayKernel plain) {
        int dropped = PRECISION - grid.precision();
        int width = mode == Mode.SR ? Integer.SIZE : bits;
        long kept = ((1L << width) - 1) << (dropped - width);
        CarryRounding rounding = new CarryRounding(
                dropped,
                Math.scalb(1.0, grid.least()),
                grid.limit(),
                grid.zero(),
                kept,
                mode == Mode.SR_HALF ? 1L << (dropped - width - 1) : 0,
                mode == Mode.SR_EVEN ? dropped - width : 0,
                mode == Mode.SR ? kept : -1);
        return new SimdStochastic(loops, rounding, plain);
    }

    @Override
    public void round(
            FastRounder rounder, double[] in, double[] out, int length, int[] first, int[] second, TensorWords more) {
        if (length < loops.lanes()) {
            plain.round(rounder, in, out, length, first, second, more);
            return;
        }
        double[] source = in == out ? Arrays.copyOf(in, length) : in;
        if (loops.stochastic(rounding, source, out, length, first)) {
            LaneKernel.openElements(rounder, source, out, 0, length, first, second, more);
        }
    }

    @Override
    public boolean roundAbout(double[] in, double relative, double[] out, int length, int[] first, int[] second) {
        return plain.roundAbout(in, relative, out, length, first, second);
    }
}
