package org.roundproof.format;

import java.nio.charset.StandardCharsets;
import org.roundproof.InputException;

/** Doubles as text that loses nothing: C99 and Java hex floats, {@code inf}, {@code nan}. What every file and pipe carries. */
public final class HexFloat {
    /** Most bytes that {@link #write} writes: {@code -0x1.fffffffffffffp-1022}. */
    public static final int LONGEST = 24;

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int FRACTION_BITS = 52;
    private static final long FRACTION = (1L << FRACTION_BITS) - 1;

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
     * Writes the text of {@link #of} as ASCII to {@code out[at] …}, where there must be room for {@link #LONGEST} bytes.
     *
     * @return the position after it
     */
    public static int write(double value, byte[] out, int at) {
        if (Double.isNaN(value)) {
            return word('n', 'a', 'n', out, at);
        }
        long bits = Double.doubleToRawLongBits(value);
        int end = at;
        if (bits < 0) {
            out[end++] = '-';
        }
        if (Double.isInfinite(value)) {
            return word('i', 'n', 'f', out, end);
        }
        long fraction = bits & FRACTION;
        int biased = (int) (bits >>> FRACTION_BITS) & 0x7ff;
        out[end++] = '0';
        out[end++] = 'x';
        out[end++] = (byte) (biased == 0 ? '0' : '1');
        out[end++] = '.';
        // the fraction's digits from the top, at least one
        long left = fraction << (Long.SIZE - FRACTION_BITS);
        do {
            out[end++] = DIGITS[(int) (left >>> (Long.SIZE - 4))];
            left <<= 4;
        } while (left != 0);
        out[end++] = 'p';
        boolean zero = biased == 0 && fraction == 0;
        return decimal(zero ? 0 : Math.max(biased, 1) - Double.MAX_EXPONENT, out, end);
    }

    private static int word(char a, char b, char c, byte[] out, int at) {
        out[at] = (byte) a;
        out[at + 1] = (byte) b;
        out[at + 2] = (byte) c;
        return at + 3;
    }

    /** An exponent, of at most four digits. */
    private static int decimal(int exponent, byte[] out, int at) {
        int end = at;
        if (exponent < 0) {
            out[end++] = '-';
        }
        int magnitude = Math.abs(exponent);
        for (int unit = magnitude >= 1000 ? 1000 : magnitude >= 100 ? 100 : magnitude >= 10 ? 10 : 1;
                unit > 0;
                unit /= 10) {
            out[end++] = DIGITS[magnitude / unit % 10];
        }
        return end;
    }

    /**
     * The double nearest to a decimal or a hex float, {@code inf}, {@code infinity} or {@code nan} in any case: the grammar of
     * {@link NumberScanner}.
     *
     * @throws InputException for anything else
     */
    public static double parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return NumberScanner.scan(bytes, 0, bytes.length);
    }
}
