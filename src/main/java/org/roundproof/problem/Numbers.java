package org.roundproof.problem;

import java.util.regex.Pattern;
import org.roundproof.InputException;

/** One number in a text file. */
final class Numbers {
    /** Decimal or hex float; none of Java's suffixes ({@code 1d}). */
    private static final Pattern NUMBER = Pattern.compile(
            "[+-]?(?:(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?|0[xX](?:[0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)[pP][+-]?\\d+)");

    private Numbers() {}

    /**
     * The nearest double.
     *
     * @param where file, line and column, for the message
     */
    static double parse(String token, String where) {
        String text = token.strip();
        if (text.isEmpty()) {
            throw new InputException(where + " is empty; a finite number is needed");
        }
        if (!NUMBER.matcher(text).matches()) {
            throw new InputException(where + ": \"" + shown(text) + "\" is not a finite number");
        }
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            throw new InputException(where + ": \"" + shown(text) + "\" is beyond the largest double");
        }
        return value;
    }

    private static String shown(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= 40 ? line : line.substring(0, 40) + "…";
    }
}
