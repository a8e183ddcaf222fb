package org.roundproof.quantizer;

import org.roundproof.InputException;

/** The end of a decision that words keep open: random words do so at 64 levels with a probability below 2^−1980. */
final class WordLevels {
    private static final int MOST = 64;

    private WordLevels() {}

    /**
     * Holds the number of levels read.
     *
     * @throws InputException where a source of words (a constant one, say) would keep a decision open for ever
     */
    static void require(int level) {
        if (level >= MOST) {
            throw new InputException("the words of " + MOST
                    + " levels leave a stochastic rounding undecided: the word source is not random; give words that differ"
                    + " from level to level");
        }
    }
}
