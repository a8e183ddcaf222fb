package org.roundproof.sgd.fast;

import java.util.Objects;
import org.roundproof.format.FloatFormat;
import org.roundproof.format.PowerFormat;
import org.roundproof.format.UniformFormat;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.random.WordSource;

/**
 * A true quantizer on doubles, by bit operations and error-free double arithmetic: the same values as {@link
 * Quantizer#quantize(double, WordSource)} for every double and every word, reached without any of its code. The semantics
 * are those of {@code proofs-notes/quantizers.md}; the proof of agreement is claim RP-04. Immutable; an element allocates
 * nothing (on power grids, only where a decision is too close for doubles), nor does an array that a kernel of its own rounds.
 */
public abstract sealed class FastRounder permits FloatRounder, UniformRounder, PowerRounder {
    private static final int[] NONE = {};

    final Mode mode;
    /** R of {@code sr(R, cut)}, else 0. */
    final int bits;

    final Range range;

    private final ArrayKernel kernel;

    FastRounder(Quantizer quantizer) {
        mode = Mode.of(quantizer.rounding());
        bits = Mode.bitsOf(quantizer.rounding());
        range = new Range(quantizer);
        kernel = new ApartKernel(ArrayKernel.of(quantizer, mode));
    }

    /** The rounder of a quantizer. */
    public static FastRounder of(Quantizer quantizer) {
        if (quantizer.format() instanceof UniformFormat uniform) {
            return new UniformRounder(quantizer, uniform);
        }
        if (quantizer.format() instanceof PowerFormat power) {
            return new PowerRounder(quantizer, power);
        }
        return new FloatRounder(quantizer, (FloatFormat) quantizer.format());
    }

    /** Words of level 0 that an element consumes: 0, 1, or 2 (TPDF: uses 0 and 1). */
    public final int words() {
        return mode.words();
    }

    /** Q(x), with the words asked for as they are needed. */
    public final double round(double x, WordSource words) {
        int first = mode.words() > 0 ? words.word(0, 0) : 0;
        int second = mode.words() > 1 ? words.word(1, 0) : 0;
        return round(x, first, second, words);
    }

    /**
     * Q(x) from words at hand.
     *
     * @param first word (use 0, level 0); ignored by a rounding without words
     * @param second word (use 1, level 0); ignored by all but TPDF
     * @param more asked for levels 1, 2, … where level 0 cannot decide
     */
    public abstract double round(double x, int first, int second, WordSource more);

    /**
     * Q of the first {@code length} elements of an array; {@code in} and {@code out} may be the same. Every result is that
     * of {@link #round(double, int, int, WordSource)} for its element, bit for bit (a NaN is any NaN).
     *
     * @param first words (use 0, level 0), at least {@code length} of them if {@link #words} is 1 or 2
     * @param second words (use 1, level 0), at least {@code length} of them if {@link #words} is 2
     * @param more asked for further levels
     */
    public final void round(double[] in, double[] out, int length, int[] first, int[] second, TensorWords more) {
        Objects.checkFromIndexSize(0, length, in.length);
        Objects.checkFromIndexSize(0, length, out.length);
        kernel.round(this, in, out, length, first, second, more);
    }

    /**
     * Q of reals of which only a neighbourhood is known, in bulk: {@code out[i]} becomes Q(z), the same for every real z of the
     * sign of in_i (that of a zero included, unless z is 0, too) with |z − in_i| ≤ relative·|in_i| + 2^−900, or NaN where that is
     * not certain. It is certain for nearly all elements of ordinary data. Proof: proofs-notes/array-kernels.md, section 7.
     *
     * @param relative at least 0
     * @param out not {@code in}
     * @return false where there is no bulk way for this quantizer or this error; then nothing was done
     */
    public final boolean roundAbout(double[] in, double relative, double[] out, int length, int[] first, int[] second) {
        Objects.checkFromIndexSize(0, length, in.length);
        Objects.checkFromIndexSize(0, length, out.length);
        return kernel.roundAbout(in, relative, out, length, first, second);
    }

    /**
     * Q of the first {@code length} elements of an array, for a rounding without words; {@code in} and {@code out} may be
     * the same.
     *
     * @throws IllegalStateException where {@link #words} is not 0
     */
    public final void round(double[] in, double[] out, int length) {
        if (words() > 0) {
            throw new IllegalStateException("this rounding takes " + words() + " words for each element");
        }
        round(in, out, length, NONE, NONE, (element, use, level) -> 0);
    }
}
