package org.roundproof.format;

import java.util.regex.Pattern;
import org.roundproof.InputException;

/** Codes as text: {@code 0x} and as many hex digits as the format's width needs. */
public final class CodeText {
    private static final Pattern HEX = Pattern.compile("0[xX][0-9a-fA-F]{1,16}");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,18}");

    private CodeText() {}

    /** {@code 0x}, then ⌈bits/4⌉ digits. */
    public static String of(NumberFormat format, long code) {
        String digits = Long.toHexString(code);
        return "0x" + "0".repeat(Math.max(0, (format.bits() + 3) / 4 - digits.length())) + digits;
    }

    /**
     * Reads {@code 0x…} or a decimal.
     *
     * @throws InputException if the text is no code of the format
     */
    public static long parse(NumberFormat format, String text) {
        String token = text.strip();
        if (HEX.matcher(token).matches()) {
            return checked(format, Long.parseUnsignedLong(token.substring(2), 16));
        } else if (DECIMAL.matcher(token).matches()) {
            return checked(format, Long.parseLong(token));
        }
        String shown = token.length() <= 40 ? token : token.substring(0, 40) + "…";
        throw new InputException("'" + shown + "' is no code of " + format.expression() + ": write " + of(format, 0)
                + " to " + of(format, -1L >>> (Long.SIZE - format.bits())));
    }

    private static long checked(NumberFormat format, long code) {
        CodeRange.check(format, code);
        return code;
    }
}
