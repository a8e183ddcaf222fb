package org.roundproof.random;

/**
 * The addressable random words of a seed: Philox4x32-10 with key = seed (low word first) and counter c0 = ⌊element/4⌋, c1
 * = step, c2 = replicate, c3 = role + 16·use + 256·level; element e takes word e mod 4.
 */
public final class RandomWords {
    private final long seed;

    public RandomWords(long seed) {
        this.seed = seed;
    }

    public long seed() {
        return seed;
    }

    /** One word. */
    public int word(Role role, int step, int replicate, long element, int use, int level) {
        throw new UnsupportedOperationException();
    }

    /** The words of one element. */
    public WordSource element(Role role, int step, int replicate, long element) {
        return (use, level) -> word(role, step, replicate, element, use, level);
    }
}
