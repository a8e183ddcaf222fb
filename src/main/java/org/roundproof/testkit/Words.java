package org.roundproof.testkit;

import org.roundproof.random.RandomWords;
import org.roundproof.random.Role;
import org.roundproof.random.WordSource;

/**
 * Random words of one element: the first of each use given, those that extend them drawn.
 *
 * @param first word(0, 0)
 * @param second word(1, 0)
 * @param seed of all others
 */
record Words(int first, int second, long seed) implements WordSource {
    @Override
    public int word(int use, int level) {
        if (level == 0 && use < 2) {
            return use == 0 ? first : second;
        }
        return new RandomWords(seed).word(Role.DATA_QUANTIZER, 1, 0, 0, use, level);
    }

    @Override
    public String toString() {
        return String.format("0x%08x;0x%08x, more from seed %d", first, second, seed);
    }
}
