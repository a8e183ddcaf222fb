package org.roundproof.sgd.fast;

import java.util.Arrays;

/**
 * A rounding with random words as a few double operations on each element, without a branch, which HotSpot's C2 compiles to
 * vector instructions. An element becomes NaN where the operations do not know the result, and then the rounder says it.
 *
 * <p>With the radix R = 2^width, T the real number R·|x|/spacing (stochastic rounding) or R·x/Δ (dither) and s = ⌊T⌋ + noise,
 * the result is ⌊s/R⌋ spacings unless the rest s mod R is within {@link #open} of a multiple of R: nearer ones are left
 * open. The same loop thus rounds reals of which only a neighbourhood is known: the margin is wider.
 */
abstract sealed class LaneKernel implements ArrayKernel permits StochasticLanes, TriangularLanes {
    private static final int BLOCK = 1024;

    /** Bits of the fraction that are kept. */
    private final int width;
    /** Rests below this, or as near to R from below, are left open when x is exact. */
    private final int open;
    /** Exponent of an upper bound of T where the loop answers. */
    private final int largest;

    LaneKernel(int width, int open, int largest) {
        this.width = width;
        this.open = open;
        this.largest = largest;
    }

    /** R/2. */
    final double halfRadix() {
        return Math.scalb(1.0, width - 1);
    }

    /** Writes what is added to ⌊T⌋, a non-negative integer that doubles hold. */
    abstract void noise(double[] out, int from, int to, int[] first, int[] second);

    /**
     * Replaces the noise in {@code out[from] … out[to − 1]} by results, NaN where it is open.
     *
     * @param in not {@code out}
     * @param margin rests r with |r − (R − 1)/2| + margin ≥ R/2 are open
     */
    abstract void lanes(double[] in, double[] out, int from, int to, double margin);

    @Override
    public final void round(
            FastRounder rounder, double[] in, double[] out, int length, int[] first, int[] second, TensorWords more) {
        double[] source = in == out ? Arrays.copyOf(in, length) : in;
        for (int from = 0; from < length; from += BLOCK) {
            int to = Math.min(length, from + BLOCK);
            noise(out, from, to, first, second);
            lanes(source, out, from, to, open - 0.5);
            if (NotANumber.in(out, from, to)) {
                openElements(rounder, source, out, from, to, first, second, more);
            }
        }
    }

    /**
     * Q(z) for every real z of the sign of in_i with |z − in_i| ≤ relative·|in_i| + 2^−900, or NaN where the loop does not know.
     *
     * <p>T moves by at most η = relative·2^largest and a little for the 2^−900, and the rest by at most 3η and 1 for ⌊T⌋, where
     * z may be in the binade beside.
     *
     * @param out not {@code in}
     */
    @Override
    public final boolean roundAbout(double[] in, double relative, double[] out, int length, int[] first, int[] second) {
        double margin = open + 2 + Math.ceil(3 * Math.scalb(relative, largest)) - 0.5;
        if (!(margin < halfRadix() / 16)) {
            return false;
        }
        for (int from = 0; from < length; from += BLOCK) {
            int to = Math.min(length, from + BLOCK);
            noise(out, from, to, first, second);
            lanes(in, out, from, to, margin);
        }
        return true;
    }

    /** Rounds the elements whose result is NaN as the rounder does. */
    static void openElements(
            FastRounder rounder,
            double[] in,
            double[] out,
            int from,
            int to,
            int[] first,
            int[] second,
            TensorWords more) {
        boolean two = rounder.words() > 1;
        for (int i = from; i < to; i++) {
            if (Double.isNaN(out[i])) {
                int element = i;
                out[i] = rounder.round(
                        in[i], first[i], two ? second[i] : 0, (use, level) -> more.word(element, use, level));
            }
        }
    }
}
