package org.roundproof.random;

import org.jspecify.annotations.Nullable;
import org.roundproof.simd.Simd;
import org.roundproof.simd.SimdLoops;

/**
 * The block function of Philox4x32-10: a bijection of 128-bit counters for each 64-bit key.
 *
 * <p>Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, <i>Parallel random numbers: as easy as 1, 2, 3</i>, SC'11,
 * section 3.3 (Random123). It keeps no state.
 */
final class Philox4x32 {
    /** Words in a block. */
    static final int BLOCK = 4;

    private static final int ROUNDS = 10;
    private static final long MULTIPLIER_0 = 0xD2511F53L;
    private static final long MULTIPLIER_1 = 0xCD9E8D57L;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final long MASK = 0xFFFFFFFFL;

    /** Blocks that go through the rounds side by side. */
    static final int LANES = 128;
    /** Fewer blocks than this are sooner done one after another. */
    private static final int FEWEST_LANES = 8;

    /** Explicit vector instructions, where they are in use. */
    private static final @Nullable SimdLoops LOOPS = Simd.loops();

    private Philox4x32() {}

    /**
     * Writes the four words of one block to {@code out[offset] … out[offset + 3]}.
     *
     * @param key the 64-bit key, low word first
     */
    static void block(int counter0, int counter1, int counter2, int counter3, long key, int[] out, int offset) {
        int c0 = counter0;
        int c1 = counter1;
        int c2 = counter2;
        int c3 = counter3;
        int k0 = (int) key;
        int k1 = (int) (key >>> 32);
        // One round: (c0, c1, c2, c3) <- (hi(M1 c2) ^ c1 ^ k0, lo(M1 c2), hi(M0 c0) ^ c3 ^ k1, lo(M0 c0)); k <- k +
        // Weyl
        for (int round = 0; round < ROUNDS; round++) {
            long product0 = MULTIPLIER_0 * (c0 & MASK);
            long product1 = MULTIPLIER_1 * (c2 & MASK);
            c0 = (int) (product1 >>> 32) ^ c1 ^ k0;
            c1 = (int) product1;
            c2 = (int) (product0 >>> 32) ^ c3 ^ k1;
            c3 = (int) product0;
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        out[offset] = c0;
        out[offset + 1] = c1;
        out[offset + 2] = c2;
        out[offset + 3] = c3;
    }

    /**
     * Writes the words of {@code count} consecutive blocks, of counters counter0, counter0 + 1, …, to {@code out[offset] …
     * out[offset + 4·count − 1]}.
     *
     * <p>The blocks take each round together, with the 32-bit words in long lanes: loops without a branch or a change of type,
     * which C2 turns into vector instructions; or by explicit ones, as far as they go.
     */
    static void blocks(
            int counter0, int counter1, int counter2, int counter3, long key, int[] out, int offset, int count) {
        int done = LOOPS == null ? 0 : LOOPS.philox(counter0, counter1, counter2, counter3, key, out, offset, count);
        if (count - done >= FEWEST_LANES) {
            long[][] counters = Scratch.get().counters;
            long[] c0 = counters[0];
            long[] c1 = counters[1];
            long[] c2 = counters[2];
            long[] c3 = counters[3];
            while (count - done >= FEWEST_LANES) {
                int lanes = Math.min(count - done, LANES);
                long first = counter0 + done;
                for (int i = 0; i < lanes; i++) {
                    c0[i] = first + i & MASK;
                    c1[i] = counter1 & MASK;
                    c2[i] = counter2 & MASK;
                    c3[i] = counter3 & MASK;
                }
                rounds(c0, c1, c2, c3, key, lanes);
                int to = offset + BLOCK * done;
                for (int i = 0; i < lanes; i++) {
                    out[to + BLOCK * i] = (int) c0[i];
                    out[to + BLOCK * i + 1] = (int) c1[i];
                    out[to + BLOCK * i + 2] = (int) c2[i];
                    out[to + BLOCK * i + 3] = (int) c3[i];
                }
                done += lanes;
            }
        }
        for (; done < count; done++) {
            block(counter0 + done, counter1, counter2, counter3, key, out, offset + BLOCK * done);
        }
    }

    private static void rounds(long[] c0, long[] c1, long[] c2, long[] c3, long key, int lanes) {
        int k0 = (int) key;
        int k1 = (int) (key >>> 32);
        for (int round = 0; round < ROUNDS; round++) {
            round(c0, c1, c2, c3, k0 & MASK, k1 & MASK, lanes);
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
    }

    private static void round(long[] c0, long[] c1, long[] c2, long[] c3, long k0, long k1, int lanes) {
        for (int i = 0; i < lanes; i++) {
            long product0 = MULTIPLIER_0 * c0[i];
            long product1 = MULTIPLIER_1 * c2[i];
            c0[i] = (product1 >>> 32) ^ c1[i] ^ k0;
            c1[i] = product1 & MASK;
            c2[i] = (product0 >>> 32) ^ c3[i] ^ k1;
            c3[i] = product0 & MASK;
        }
    }
}
