package org.roundproof.sgd.fast;

import org.roundproof.format.UniformFormat;
import org.roundproof.quantizer.Overflow;

/**
 * Nonsubtractive triangular dither on a uniform grid whose step is a power of two: ⌊x/Δ − ½ + U₁ + U₂⌋ steps, saturated.
 *
 * <p>T = 2^32·x/Δ, and the noise is u₁ + u₂ − 2^31: ⌊(⌊T⌋ + noise)/2^32⌋ is the index unless the rest is 2^32 − 2 or 2^32 − 1, for
 * what was cut off T, U₁ and U₂ is below 3 in sum. All these are integers below 2^53 where the index is within the range; beyond
 * it the index stays beyond it, and saturates. Proof: proofs-notes/array-kernels.md.
 */
final class TriangularLanes extends LaneKernel {
    private static final int MOST_BITS = 18;
    private static final int FARTHEST = 800;
    private static final long WORD = 0xffff_ffffL;
    private static final double RADIX = 0x1p32;

    private final double scale;
    private final double step;
    private final double least;
    private final double greatest;

    private TriangularLanes(UniformFormat format) {
        super(Integer.SIZE, 2, format.bits() + Integer.SIZE);
        step = format.step();
        scale = RADIX / step;
        least = format.minIndex();
        greatest = format.maxIndex();
    }

    /** Whether the formula is right: see the note for each condition. */
    static boolean knows(UniformFormat format, Mode mode, Overflow overflow) {
        double step = format.step();
        return mode == Mode.TPDF
                && (overflow == Overflow.SAT_FINITE || overflow == Overflow.SAT_PROPAGATE)
                && format.bits() <= MOST_BITS
                && Math.abs(Math.getExponent(step)) <= FARTHEST
                && Math.scalb(1.0, Math.getExponent(step)) == step;
    }

    static TriangularLanes of(UniformFormat format) {
        return new TriangularLanes(format);
    }

    @Override
    void noise(double[] out, int from, int to, int[] first, int[] second) {
        for (int i = from; i < to; i++) {
            out[i] = (first[i] & WORD) + (second[i] & WORD) - (1L << 31);
        }
    }

    @Override
    void lanes(double[] in, double[] out, int from, int to, double margin) {
        lanes(in, out, from, to, margin, scale, step, least, greatest);
    }

    private static void lanes(
            double[] in,
            double[] out,
            int from,
            int to,
            double margin,
            double scale,
            double step,
            double least,
            double greatest) {
        for (int i = from; i < to; i++) {
            double s = Math.floor(in[i] * scale) + out[i];
            double k = Math.floor(s * (1 / RADIX));
            double distance = Math.abs(s - k * RADIX - (RADIX / 2 - 0.5));
            double open = Math.floor((distance + margin) * (2 / RADIX));
            out[i] = Math.max(Math.min(k, greatest), least) * step + open * 0x1p1000 * 0x1p1000 * 0.0;
        }
    }
}
