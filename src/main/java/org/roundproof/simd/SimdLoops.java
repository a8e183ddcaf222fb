package org.roundproof.simd;

/** The loops of this room; {@link Simd} gives them where they are in use. Stateless. */
public interface SimdLoops {
    /** Doubles (and long integers) in a vector; at least 2. */
    int lanes();

    /**
     * Philox4x32-10: the words of the blocks of counters (counter0, counter1, counter2, counter3), (counter0 + 1, …), …, four a
     * block, to {@code out[offset], out[offset + 1], …}.
     *
     * @param key the 64-bit key, low word first
     * @param count blocks wanted
     * @return how many were written: the greatest multiple of {@link #lanes} up to {@code count}
     */
    int philox(int counter0, int counter1, int counter2, int counter3, long key, int[] out, int offset, int count);

    /**
     * Stochastic rounding of {@code in[0] … in[length − 1]}; an element becomes NaN where {@link CarryRounding} leaves it open.
     *
     * @param out not {@code in}
     * @param length at least {@link #lanes}
     * @param words one for each element
     * @return whether an element was left open
     */
    boolean stochastic(CarryRounding rounding, double[] in, double[] out, int length, int[] words);
}
