package org.roundproof.format;

import java.nio.charset.StandardCharsets;
import org.roundproof.InputException;

/**
 * The one grammar of numbers in text, read from bytes without any intermediate text:
 *
 * <pre>
 * number   = [+|-] (hex | decimal | inf | infinity | nan), blanks around it, letters of either case
 * hex      = 0x (h+ [. h*] | . h+) [p [+|-] d+]     C99's and Java's; the exponent may be missing, as in C99
 * decimal  = (d+ [. d*] | . d+) [e [+|-] d+]
 * </pre>
 *
 * <p>The result is the nearest double, ties to even, however many digits there are; beyond the largest double that is ±∞.
 * Java's suffixes {@code f} and {@code d} are no part of a number.
 */
public final class NumberScanner {
    /** In place of an encoding (those of magnitudes are not negative): the text is no number. */
    static final long NONE = -1;

    private static final long NAN = Double.doubleToRawLongBits(Double.NaN);
    private static final long INFINITY = Double.doubleToRawLongBits(Double.POSITIVE_INFINITY);
    private static final int LOWER_CASE = 0x20;
    private static final int SHOWN = 40;

    private NumberScanner() {}

    /**
     * The number in {@code text[start] … text[end − 1]}.
     *
     * @throws InputException if there is none, or anything beside it
     */
    public static double scan(byte[] text, int start, int end) {
        int from = start;
        int to = end;
        while (from < to && isBlank(text[from])) {
            from++;
        }
        while (from < to && isBlank(text[to - 1])) {
            to--;
        }
        boolean signed = from < to && (text[from] == '-' || text[from] == '+');
        long magnitude = magnitude(text, signed ? from + 1 : from, to);
        if (magnitude == NONE) {
            throw unreadable(text, from, to);
        }
        boolean negative = signed && text[from] == '-' && magnitude != NAN;
        return Double.longBitsToDouble(negative ? magnitude | Long.MIN_VALUE : magnitude);
    }

    /** The encoding of a number without sign, or {@link #NONE}. */
    private static long magnitude(byte[] text, int from, int to) {
        if (from >= to) {
            return NONE;
        }
        if (text[from] == '0' && to - from > 2 && (text[from + 1] | LOWER_CASE) == 'x') {
            return HexScanner.scan(text, from + 2, to);
        }
        if (text[from] == '.' || isDigit(text[from])) {
            return DecimalScanner.scan(text, from, to);
        }
        if (is("inf", text, from, to) || is("infinity", text, from, to)) {
            return INFINITY;
        }
        return is("nan", text, from, to) ? NAN : NONE;
    }

    private static boolean is(String word, byte[] text, int from, int to) {
        if (to - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if ((text[from + i] | LOWER_CASE) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the byte is c or its capital. */
    static boolean isLetter(byte b, char c) {
        return (b | LOWER_CASE) == c;
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** Space, tab, and the controls that editors leave at a line's end. */
    private static boolean isBlank(byte b) {
        return b == ' ' || b >= '\t' && b <= '\r';
    }

    private static InputException unreadable(byte[] text, int from, int to) {
        String token = new String(text, from, Math.min(to - from, 4 * SHOWN), StandardCharsets.UTF_8);
        String shown = token.length() <= SHOWN ? token : token.substring(0, SHOWN) + "…";
        return new InputException("'" + shown.replaceAll("\\p{Cntrl}", "\uFFFD")
                + "' is not a number: write a decimal, a hex float such as 0x1.8p-3, inf or nan");
    }
}
