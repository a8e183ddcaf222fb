package org.roundproof.random;

/**
 * The addressable random words of a seed: Philox4x32-10 with key = seed (low word first) and counter c0 = ⌊element/4⌋, c1
 * = step, c2 = replicate, c3 = role + 16·use + 256·level; element e takes word e mod 4.
 *
 * <p>Every method is a pure function of the seed and its arguments; an instance may be shared by threads. Addresses: 0 ≤
 * element &lt; 2^34, 0 ≤ use &lt; 16, 0 ≤ level &lt; 2^24; step and replicate are taken as 32-bit words.
 */
public final class RandomWords {
    /** One past the largest element: c0 is one 32-bit word and holds four elements. */
    static final long ELEMENTS = 1L << 34;

    private final long seed;

    public RandomWords(long seed) {
        this.seed = seed;
    }

    public long seed() {
        return seed;
    }

    /** One word. */
    public int word(Role role, int step, int replicate, long element, int use, int level) {
        int[] block = new int[Philox4x32.BLOCK];
        Philox4x32.block(block(element), step, replicate, purpose(role, use, level), seed, block, 0);
        return block[(int) (element & 3)];
    }

    /** The words of one element. */
    public WordSource element(Role role, int step, int replicate, long element) {
        return (use, level) -> word(role, step, replicate, element, use, level);
    }

    /**
     * The words of consecutive elements: {@code out[i] = word(role, step, replicate, firstElement + i, use, level)}, at less
     * than a quarter of the cost.
     */
    public void fill(Role role, int step, int replicate, long firstElement, int use, int level, int[] out) {
        fill(role, step, replicate, firstElement, use, level, out, 0, out.length);
    }

    /** As above, into {@code out[offset] … out[offset + length − 1]}. */
    public void fill(
            Role role,
            int step,
            int replicate,
            long firstElement,
            int use,
            int level,
            int[] out,
            int offset,
            int length) {
        int purpose = purpose(role, use, level);
        int done = 0;
        int lane = (int) (firstElement & 3);
        int[] edge = new int[Philox4x32.BLOCK];
        while (done < length) {
            int counter0 = block(firstElement + done);
            if (lane == 0 && length - done >= Philox4x32.BLOCK) {
                int blocks = (length - done) / Philox4x32.BLOCK;
                block(firstElement + done + (long) blocks * Philox4x32.BLOCK - 1);
                Philox4x32.blocks(counter0, step, replicate, purpose, seed, out, offset + done, blocks);
                done += blocks * Philox4x32.BLOCK;
            } else {
                Philox4x32.block(counter0, step, replicate, purpose, seed, edge, 0);
                int taken = Math.min(Philox4x32.BLOCK - lane, length - done);
                System.arraycopy(edge, lane, out, offset + done, taken);
                done += taken;
                lane = 0;
            }
        }
    }

    private static int block(long element) {
        if (element < 0 || element >= ELEMENTS) {
            throw new IllegalArgumentException("element " + element + " is outside 0 … 2^34 - 1");
        }
        return (int) (element >>> 2);
    }

    private static int purpose(Role role, int use, int level) {
        if (use < 0 || use > 15) {
            throw new IllegalArgumentException("use " + use + " is outside 0 … 15");
        }
        if (level < 0 || level >= 1 << 24) {
            throw new IllegalArgumentException("level " + level + " is outside 0 … 2^24 - 1");
        }
        return role.code() + 16 * use + 256 * level;
    }
}
