package org.roundproof.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roundproof.conformance.WordList;
import org.roundproof.random.RandomWords;
import org.roundproof.random.Role;
import org.roundproof.random.WordSource;

/**
 * The words of one input value after another: those that stand beside it, then those of the seed. Value i (from 0) takes the
 * words of the data quantizer in step 1 + ⌊i/2^34⌋ of replicate 0, element i mod 2^34.
 */
final class ElementWords implements WordSource {
    private static final int ELEMENT_BITS = 34;
    private static final int USES = 2;
    private static final int WINDOW = 1 << 10;
    private static final int NO_WORD = -1;
    private static final long WORD = 0xffff_ffffL;
    /** Digits that cannot overflow a long. */
    private static final int MOST_DIGITS = 15;

    private final RandomWords seed;
    private final int[][] window = new int[USES][WINDOW];
    private final long[] windowStart = {-1, -1};
    private long index;
    private long only = NO_WORD;
    private @Nullable WordList given;

    ElementWords(RandomWords seed) {
        this.seed = seed;
    }

    /** Goes to a value beside which no word stands. */
    void at(long newIndex) {
        index = newIndex;
        only = NO_WORD;
        given = null;
    }

    /** Goes to a value with its first word. */
    void at(long newIndex, int word) {
        at(newIndex);
        only = word & WORD;
    }

    /**
     * Goes to a value with its words as text.
     *
     * @throws org.roundproof.InputException if the text is none of {@link WordList}'s
     */
    void at(long newIndex, byte[] text, int from, int to) {
        at(newIndex);
        only = single(text, from, to);
        if (only == NO_WORD) {
            given = WordList.parse(new String(text, from, to - from, StandardCharsets.UTF_8));
        }
    }

    /** The word that the text is, if it is one in plain form; {@link WordList} reads or refuses everything else. */
    private static long single(byte[] text, int start, int to) {
        int from = start;
        while (from < to && text[from] == ' ') {
            from++;
        }
        int end = to;
        while (from < end && (text[end - 1] == ' ' || text[end - 1] == '\r')) {
            end--;
        }
        boolean hex = end - from > 2 && text[from] == '0' && text[from + 1] == 'x';
        int first = hex ? from + 2 : from;
        int radix = hex ? 16 : 10;
        if (first == end || end - first > MOST_DIGITS) {
            return NO_WORD;
        }
        long word = 0;
        for (int i = first; i < end; i++) {
            int digit = text[i] < 0 ? -1 : Character.digit((char) text[i], radix);
            if (digit < 0) {
                return NO_WORD;
            }
            word = radix * word + digit;
        }
        return word <= WORD ? word : NO_WORD;
    }

    @Override
    public int word(int use, int level) {
        if (only != NO_WORD && use == 0 && level == 0) {
            return (int) only;
        }
        if (given != null) {
            List<Integer> words = use == 0 ? given.first() : given.second();
            if (level < words.size()) {
                return words.get(level);
            }
        }
        return drawn(use, level);
    }

    private int drawn(int use, int level) {
        int step = 1 + (int) (index >>> ELEMENT_BITS);
        long element = index & ((1L << ELEMENT_BITS) - 1);
        if (level > 0) {
            return seed.word(Role.DATA_QUANTIZER, step, 0, element, use, level);
        }
        int offset = (int) (index & (WINDOW - 1));
        if (windowStart[use] != index - offset) {
            windowStart[use] = index - offset;
            seed.fill(Role.DATA_QUANTIZER, step, 0, element - offset, use, 0, window[use]);
        }
        return window[use][offset];
    }
}
