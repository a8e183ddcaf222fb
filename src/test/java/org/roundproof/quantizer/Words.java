package org.roundproof.quantizer;

import org.roundproof.random.WordSource;

/** Word sources for tests. */
final class Words {
    /** For deterministic roundings: asking for a word fails the test. */
    static final WordSource NONE = (use, level) -> {
        throw new AssertionError("a word was drawn: use " + use + ", level " + level);
    };

    private Words() {}

    /** The given word at (use 0, level 0), zero words elsewhere. */
    static WordSource of(int word) {
        return (use, level) -> use == 0 && level == 0 ? word : 0;
    }

    /** The given words of use 0 by level, zero words elsewhere. */
    static WordSource levels(int... words) {
        return (use, level) -> use == 0 && level < words.length ? words[level] : 0;
    }

    /** One word for each of the two uses at level 0, zero words elsewhere. */
    static WordSource pair(int first, int second) {
        return (use, level) -> level > 0 ? 0 : use == 0 ? first : second;
    }

    /** A word whose top R bits are u. */
    static WordSource top(int bits, long u) {
        return of((int) (u << (32 - bits)));
    }
}
