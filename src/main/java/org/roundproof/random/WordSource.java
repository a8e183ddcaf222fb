package org.roundproof.random;

/**
 * The random words of one element of one tensor. Words are arguments: the same (use, level) always gives the same word.
 */
@FunctionalInterface
public interface WordSource {
    /**
     * One 32-bit word.
     *
     * @param use 0, or 1 for a second independent word (TPDF)
     * @param level 0, 1, … : each level extends the word of {@code use} by 32 more bits
     */
    int word(int use, int level);
}
