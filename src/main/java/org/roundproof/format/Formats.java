package org.roundproof.format;

import java.util.List;

/** The registry: named formats and the parser of FORMAT expressions. */
public final class Formats {
    private Formats() {}

    /** Every named scalar format, in the order of the documentation. */
    public static List<NumberFormat> named() {
        return List.copyOf(NamedFloats.ALL);
    }

    /**
     * Parses a FORMAT expression such as {@code e4m3}, {@code int8(step=1/64)} or {@code float(p=4,emin=-6,emax=8)}.
     * {@code scale=absmax} is refused, as there are no data here: see {@link FormatExpression}.
     *
     * @throws org.roundproof.InputException in one line, when there is no such format
     */
    public static NumberFormat parse(String expression) {
        return FormatExpression.parse(expression).resolve();
    }
}
