package org.roundproof.sgd.fast;

/**
 * Stochastic rounding on a grid of power-of-two spacings: {@code sr}, {@code sr(R,floor)} and {@code sr(R,half)}.
 *
 * <p>With lo = 2^least, U = max(ufp|x|, lo)/lo as in {@link NearestFloatKernel} and the spacing U·2^lowest, T = R·|x|/spacing;
 * R is 2^32, or 2^bits, and 2^(bits+1) for {@code half}, whose word is 2u + 1. The index ⌊(⌊T⌋ + u)/R⌋ counts spacings; only
 * under {@code sr}, and only with the rest R − 1, would further bits of T and of the word decide. All these are integers
 * below 2^53. The sign is x·2^200/(|x|·2^200 + 2^−1000): ±1, or a zero of the sign of x. Proof: proofs-notes/array-kernels.md.
 */
final class StochasticLanes extends LaneKernel {
    private static final int MOST_BITS = 52;
    private static final int FARTHEST = 800;

    /** (1 − 2^−53), the predecessor of 1. */
    private static final double PHI = 1 - 0x1p-53;

    private final int shift;
    private final boolean half;
    private final double radix;
    /** (2^52 + 1)/lo. */
    private final double unit;
    /** R·2^−lowest. */
    private final double scale;
    /** 2^lowest. */
    private final double last;
    /** Just above 1/limit: magnitudes beyond the limit, and a few of the last below it, are left open. */
    private final double guard;

    private final double zero;

    private StochasticLanes(Grid grid, int bits, int width, boolean half, boolean exact) {
        super(width, exact ? 1 : 0, grid.precision() + width);
        this.half = half;
        shift = Integer.SIZE - bits;
        radix = Math.scalb(1.0, width);
        unit = (0x1p52 + 1) * Math.scalb(1.0, -grid.least());
        scale = Math.scalb(1.0, width - grid.lowest());
        last = Math.scalb(1.0, grid.lowest());
        guard = Math.nextUp(Math.nextUp(1 / grid.limit()));
        zero = grid.zero();
    }

    /** Whether the formula is right: see the note for each condition. */
    static boolean knows(Grid grid, Mode mode, int bits) {
        int top = Math.getExponent(grid.limit());
        return (mode == Mode.SR || mode == Mode.SR_FLOOR || mode == Mode.SR_HALF)
                && grid.signed()
                && grid.precision() + 1 + width(mode, bits) <= MOST_BITS
                && grid.lowest() >= -FARTHEST
                && grid.least() <= FARTHEST
                && top <= FARTHEST
                && top - grid.least() <= FARTHEST;
    }

    static StochasticLanes of(Grid grid, Mode mode, int bits) {
        boolean exact = mode == Mode.SR;
        return new StochasticLanes(grid, exact ? Integer.SIZE : bits, width(mode, bits), mode == Mode.SR_HALF, exact);
    }

    private static int width(Mode mode, int bits) {
        return switch (mode) {
            case SR -> Integer.SIZE;
            case SR_HALF -> bits + 1;
            default -> bits;
        };
    }

    @Override
    void noise(double[] out, int from, int to, int[] first, int[] second) {
        double factor = half ? 2 : 1;
        double odd = half ? 1 : 0;
        for (int i = from; i < to; i++) {
            out[i] = factor * ((first[i] & 0xffff_ffffL) >>> shift) + odd;
        }
    }

    @Override
    void lanes(double[] in, double[] out, int from, int to, double margin) {
        lanes(in, out, from, to, margin, unit, scale, last, guard, radix, zero);
    }

    // locals, not fields: C2 makes vectors of a loop whose invariants it need not reload
    private static void lanes(
            double[] in,
            double[] out,
            int from,
            int to,
            double margin,
            double unit,
            double scale,
            double last,
            double guard,
            double radix,
            double zero) {
        double inverse = 1 / radix;
        double halfInverse = 2 / radix;
        double centre = radix / 2 - 0.5;
        for (int i = from; i < to; i++) {
            double x = in[i];
            double a = Math.abs(x);
            double q = unit * a;
            double u = Math.ceil(q - PHI * q + 0x1p-1000);
            double s = Math.floor(a * (scale / u)) + out[i];
            double k = Math.floor(s * inverse);
            double distance = Math.abs(s - k * radix - centre);
            double open = Math.floor((distance + margin) * halfInverse) + Math.floor(a * guard);
            double sign = x * 0x1p200 / (a * 0x1p200 + 0x1p-1000);
            out[i] = k * (u * last) * sign + open * 0x1p1000 * 0x1p1000 * zero;
        }
    }
}
