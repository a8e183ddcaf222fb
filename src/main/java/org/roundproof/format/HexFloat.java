package org.roundproof.format;

import java.util.Locale;
import org.roundproof.InputException;

/** Doubles as text that loses nothing: C99 and Java hex floats, {@code inf}, {@code nan}. What every file and pipe carries. */
public final class HexFloat {
    private HexFloat() {}

    /** {@code 0x1.8p1}, {@code -0x0.0p0}, {@code inf}, {@code -inf}, {@code nan}. */
    public static String of(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        } else if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        return Double.toHexString(value);
    }

    /**
     * The double nearest to a decimal, or the value of a hex float, {@code inf}, {@code infinity} or {@code nan} in any
     * case.
     *
     * @throws InputException for anything else
     */
    public static double parse(String text) {
        String token = text.strip();
        int last = token.isEmpty() ? 0 : token.charAt(token.length() - 1);
        if (last >= '0' && last <= '9' || last == '.') {
            try {
                return Double.parseDouble(token);
            } catch (NumberFormatException e) {
                throw unreadable(token);
            }
        }
        return switch (token.toLowerCase(Locale.ROOT)) {
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            case "nan", "+nan", "-nan" -> Double.NaN;
            default -> throw unreadable(token);
        };
    }

    private static InputException unreadable(String token) {
        String shown = token.length() <= 40 ? token : token.substring(0, 40) + "…";
        return new InputException("'" + shown.replaceAll("\\p{Cntrl}", "\uFFFD")
                + "' is not a number: write a decimal, a hex float such as 0x1.8p-3, inf or nan");
    }
}
