package org.roundproof.sgd.fast;

/**
 * Stochastic rounding on a grid of power-of-two spacings, in 64-bit integers without a branch but the rare ones.
 *
 * <p>With the spacing 2^q at x, D = ⌊|x|·2^(R−q)⌋ (for {@code sr(R,even)}: to nearest, ties to even) holds the index of the
 * inner grid point above R bits of the fraction, as they are cut, and the outer point is chosen iff adding the word's R bits
 * carries: the index is ⌊(D + u)/2^R⌋. For {@code sr} R is 32, and one sum is left open, low bits all ones: then further
 * words decide, in the rounder. {@code sr(R,half)} is {@code floor} with one bit more and the word 2u + 1.
 */
record StochasticKernel(Grid grid, Mode mode, int bits) implements ArrayKernel {
    private static final int FRACTION_BITS = 52;
    private static final int BIAS = 1023;
    private static final long WORD = 0xffff_ffffL;

    /** Whether the formula is right: see the note for each condition. */
    static boolean knows(Grid grid, Mode mode) {
        return (mode == Mode.SR || mode == Mode.SR_FLOOR || mode == Mode.SR_EVEN || mode == Mode.SR_HALF)
                && grid.precision() <= 29
                && grid.lowest() >= -900
                && Math.getExponent(grid.limit()) <= 900
                && grid.least() <= 900;
    }

    @Override
    public void round(
            FastRounder rounder, double[] in, double[] out, int length, int[] first, int[] second, TensorWords more) {
        if (mode == Mode.SR) {
            exact(rounder, in, out, length, first, more);
        } else {
            few(rounder, in, out, length, first, more);
        }
    }

    private void exact(FastRounder rounder, double[] in, double[] out, int length, int[] words, TensorWords more) {
        int floor = grid.least() + BIAS;
        int top = 2 * BIAS + grid.precision() - 1 + Integer.SIZE;
        int bottom = grid.precision() - 1;
        double limit = grid.limit();
        double zero = grid.zero();
        long refused = grid.signed() ? 0 : Long.MIN_VALUE;
        for (int i = 0; i < length; i++) {
            long encoding = Double.doubleToRawLongBits(in[i]);
            double magnitude = Math.abs(in[i]);
            int exponent = Math.max((int) (encoding >>> FRACTION_BITS) & 0x7ff, floor);
            long sum = (long) (magnitude * power(top - exponent)) + (words[i] & WORD);
            if (!(magnitude <= limit) || (int) sum == -1 || (encoding & refused) != 0) {
                out[i] = element(rounder, i, in[i], words[i], more);
            } else {
                out[i] = Math.copySign((sum >>> Integer.SIZE) * power(exponent - bottom), in[i]) + zero;
            }
        }
    }

    /** R bits: floor and half cut the fraction, even rounds it. */
    private void few(FastRounder rounder, double[] in, double[] out, int length, int[] words, TensorWords more) {
        boolean even = mode == Mode.SR_EVEN;
        int half = mode == Mode.SR_HALF ? 1 : 0;
        int width = bits + half;
        int floor = grid.least() + BIAS;
        int top = 2 * BIAS + grid.precision() - 1 + width;
        int bottom = grid.precision() - 1;
        for (int i = 0; i < length; i++) {
            double magnitude = Math.abs(in[i]);
            if (!(magnitude <= grid.limit()) || (in[i] < 0 && !grid.signed())) {
                out[i] = element(rounder, i, in[i], words[i], more);
            } else {
                int exponent = Math.max(Math.getExponent(magnitude) + BIAS, floor);
                long u = ((words[i] & WORD) >>> (Integer.SIZE - bits) << half) + half;
                double scaled = magnitude * power(top - exponent);
                long sum = (long) (even ? Math.rint(scaled) : scaled) + u;
                out[i] = Math.copySign((sum >>> width) * power(exponent - bottom), in[i]) + grid.zero();
            }
        }
    }

    /** 2^(biased − 1023), for 0 &lt; biased &lt; 2047. */
    private static double power(int biased) {
        return Double.longBitsToDouble((long) biased << FRACTION_BITS);
    }

    private static double element(FastRounder rounder, int element, double x, int word, TensorWords more) {
        return rounder.round(x, word, 0, (use, level) -> more.word(element, use, level));
    }
}
