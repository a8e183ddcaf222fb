package org.roundproof.problem;

import java.math.BigDecimal;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.roundproof.InputException;

/** One number in a text file. */
final class Numbers {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,9})?");
    private static final Pattern HEX =
            Pattern.compile("[+-]?0[xX](?:[0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)[pP][+-]?\\d{1,9}");

    private Numbers() {}

    /**
     * The double nearest to a decimal or hex float (none of Java's suffixes, no NaN, no infinity).
     *
     * @param where file, line and column, for the message
     */
    static double parse(String token, Supplier<String> where) {
        String text = token.strip();
        if (!DECIMAL.matcher(text).matches() && !HEX.matcher(text).matches()) {
            throw notANumber(text, where);
        }
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            throw new InputException(where.get() + ": \"" + shown(text) + "\" is beyond the largest double");
        }
        return value;
    }

    /** The exact value of a decimal. */
    static BigDecimal parseExactly(String token, Supplier<String> where) {
        String text = token.strip();
        if (!DECIMAL.matcher(text).matches()) {
            throw notANumber(text, where);
        }
        return new BigDecimal(text);
    }

    private static InputException notANumber(String text, Supplier<String> where) {
        return new InputException(
                where.get() + (text.isEmpty() ? " is empty" : ": \"" + shown(text) + "\" is not a number")
                        + "; a finite number is needed");
    }

    private static String shown(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= 40 ? line : line.substring(0, 40) + "...";
    }
}
