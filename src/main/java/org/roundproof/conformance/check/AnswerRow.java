package org.roundproof.conformance.check;

import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;
import org.roundproof.format.HexFloat;

/**
 * One row of an implementation's answers, as text.
 *
 * @param where file and line
 * @param id the test that it answers; null in a log
 * @param x the input; null in answers to vectors
 * @param words the random words, as {@link org.roundproof.conformance.WordList} writes them
 * @param y the answer as a value
 * @param code the answer as a code
 * @param unsupported whether the implementation declined
 */
public record AnswerRow(
        String where,
        @Nullable String id,
        @Nullable String x,
        @Nullable String words,
        @Nullable String y,
        @Nullable String code,
        boolean unsupported) {
    /** What stands in the y column where an implementation declines. */
    static final String UNSUPPORTED = "unsupported";

    /** A row whose answer may say "unsupported"; an empty answer is none. */
    static AnswerRow of(
            String where,
            @Nullable String id,
            @Nullable String x,
            @Nullable String words,
            @Nullable String y,
            @Nullable String code) {
        boolean declined = UNSUPPORTED.equalsIgnoreCase(y) || UNSUPPORTED.equalsIgnoreCase(code);
        return new AnswerRow(where, id, x, words, filled(y), filled(code), declined);
    }

    private static @Nullable String filled(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** Whether there is an answer. */
    public boolean answered() {
        return !unsupported && (y != null || code != null);
    }

    /** x as a number. */
    double number() {
        if (x == null) {
            throw wrong("there is no x; a log without a vector file has the columns x,y or x,words,y");
        }
        return number(x);
    }

    /** A number of this row. */
    double number(String text) {
        try {
            return HexFloat.parse(text);
        } catch (InputException e) {
            throw wrong(e.getMessage());
        }
    }

    /** The code, {@code 0x…} or decimal. */
    long codeNumber(String text) {
        String token = text.strip();
        try {
            boolean hex = token.regionMatches(true, 0, "0x", 0, 2);
            if (token.indexOf('-') < 0 && token.indexOf('+') < 0) {
                return hex ? Long.parseLong(token.substring(2), 16) : Long.parseLong(token);
            }
        } catch (NumberFormatException e) {
            // answered below
        }
        throw wrong("the code '" + token + "' is no code: write 0x7e or 126");
    }

    /** An error about this row. */
    InputException wrong(@Nullable String what) {
        return new InputException(where + ": " + what);
    }
}
