package org.roundproof.random;

/**
 * Centred uniform doubles of 52 bits: with the 64-bit string of levels 0 and 1 of use 0,
 *
 * <pre>k = (word(0, 0) &lt;&lt; 20) | (word(0, 1) &gt;&gt;&gt; 12),   u = (k + ½)·2^−52,   k = 0 … 2^52 − 1.</pre>
 *
 * Every u is a double (an odd multiple of 2^−53), never 0, ½ or 1, and 1 − u is again one of them.
 */
public final class Uniforms {
    private Uniforms() {}

    /** u from the words of one element. */
    public static double draw(WordSource words) {
        return of(words.word(0, 0), words.word(0, 1));
    }

    /**
     * u from two words.
     *
     * @param level0 the 32 leading bits
     * @param level1 the word whose upper 20 bits follow
     */
    public static double of(int level0, int level1) {
        long k = (Integer.toUnsignedLong(level0) << 20) | (level1 >>> 12);
        return (2 * k + 1) * 0x1p-53;
    }

    /**
     * The uniforms of consecutive elements: {@code out[i]} belongs to element {@code firstElement + i}. Nothing
     * is allocated.
     */
    public static void fill(RandomWords words, Role role, int step, int replicate, long firstElement, double[] out) {
        Scratch scratch = Scratch.get();
        int[] high = scratch.level0;
        int[] low = scratch.level1;
        for (int start = 0; start < out.length; start += Scratch.CHUNK) {
            int length = Math.min(Scratch.CHUNK, out.length - start);
            words.fill(role, step, replicate, firstElement + start, 0, 0, high, 0, length);
            words.fill(role, step, replicate, firstElement + start, 0, 1, low, 0, length);
            for (int i = 0; i < length; i++) {
                out[start + i] = of(high[i], low[i]);
            }
        }
    }

    /**
     * A uniform index: ⌊v·n/2^64⌋, v = word(0, 0)·2^32 + word(0, 1). The probability of each index is ⌊2^64/n⌋ or ⌈2^64/n⌉
     * over 2^64, so it differs from 1/n by less than 2^−64, a relative error below n·2^−64 (D. Lemire, <i>Fast random
     * integer generation in an interval</i>, ACM TOMACS 29(1), 2019, without the rejection).
     *
     * @param bound n ≥ 1
     * @return 0 … n − 1
     */
    public static int index(int bound, WordSource words) {
        if (bound < 1) {
            throw new IllegalArgumentException("an index needs a bound of at least 1, not " + bound);
        }
        long v = ((long) words.word(0, 0) << 32) | Integer.toUnsignedLong(words.word(0, 1));
        return (int) unsignedMultiplyHigh(v, bound);
    }

    /** ⌊a·b/2^64⌋ for unsigned a and 0 ≤ b &lt; 2^31: the signed high product lacks b where a's top bit is set. */
    private static long unsignedMultiplyHigh(long a, int b) {
        return Math.multiplyHigh(a, (long) b) + (a < 0 ? b : 0);
    }
}
