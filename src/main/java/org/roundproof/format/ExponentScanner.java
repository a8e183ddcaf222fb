package org.roundproof.format;

/** The exponent of a number in text: a letter, a sign if any, digits, and nothing after them. */
final class ExponentScanner {
    /** In place of an exponent: there is none. */
    static final long NONE = Long.MIN_VALUE;

    /** So large that no number of digits that fits in memory brings it back into the range of doubles. */
    private static final long LARGE = 1_000_000_000_000L;

    private ExponentScanner() {}

    /** The exponent, cut off beyond ±10^13; {@link #NONE} if the text is none. */
    static long scan(byte[] text, int from, int to, char letter) {
        if (!NumberScanner.isLetter(text[from], letter)) {
            return NONE;
        }
        int at = from + 1;
        boolean negative = at < to && text[at] == '-';
        if (negative || at < to && text[at] == '+') {
            at++;
        }
        if (at >= to) {
            return NONE;
        }
        long power = 0;
        for (; at < to; at++) {
            if (!NumberScanner.isDigit(text[at])) {
                return NONE;
            }
            if (power < LARGE) {
                power = 10 * power + text[at] - '0';
            }
        }
        return negative ? -power : power;
    }
}
