package org.roundproof.format;

/** Hex floats: the significand's leading bits and whether more follow, rounded once. */
final class HexScanner {
    /** Bits of a digit. */
    private static final int DIGIT = 4;

    private HexScanner() {}

    /** The encoding of the number whose digits begin after {@code 0x}, or {@link NumberScanner#NONE}. */
    static long scan(byte[] text, int from, int to) {
        long significand = 0;
        boolean more = false;
        long exponent = 0;
        boolean digits = false;
        boolean fraction = false;
        int at = from;
        for (; at < to; at++) {
            int digit = digit(text[at]);
            if (digit >= 0) {
                digits = true;
                if (significand >>> (Long.SIZE - DIGIT) == 0) {
                    significand = significand << DIGIT | digit;
                    exponent -= fraction ? DIGIT : 0;
                } else {
                    more |= digit != 0;
                    exponent += fraction ? 0 : DIGIT;
                }
            } else if (text[at] == '.' && !fraction) {
                fraction = true;
            } else {
                break;
            }
        }
        if (!digits) {
            return NumberScanner.NONE;
        }
        if (at < to) {
            long power = ExponentScanner.scan(text, at, to, 'p');
            if (power == ExponentScanner.NONE) {
                return NumberScanner.NONE;
            }
            exponent += power;
        }
        return significand == 0 ? 0 : NearestDouble.encoding(significand, more, exponent);
    }

    private static int digit(byte b) {
        if (NumberScanner.isDigit(b)) {
            return b - '0';
        }
        int letter = b | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }
}
