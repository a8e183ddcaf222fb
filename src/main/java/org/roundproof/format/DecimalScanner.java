package org.roundproof.format;

import java.nio.charset.StandardCharsets;

/**
 * Decimals, correctly rounded: by one exact operation where that is possible, else by a filter that knows its error, else by
 * {@link Double#parseDouble}.
 *
 * <p>A decimal is w·10^q with w of at most 19 digits, so w &lt; 2^64 (if it has more digits that are not 0, only the last way
 * is open).
 *
 * <p><b>One operation.</b> For w ≤ 2^53 and |q| ≤ 22 both w and 10^|q| are doubles, and one multiplication or division rounds
 * w·10^q correctly (W. D. Clinger, <i>How to read floating point numbers accurately</i>, PLDI 1990).
 *
 * <p><b>The filter.</b> With T = ⌊10^q·2^(−s)⌋ of 64 bits and w′ = w·2^z of 64 bits, w′T ≤ w·10^q·2^(z−s) &lt; w′T + 2^64.
 * Rounding is monotone: where both ends round to the same double, that is the answer. The ends are one unit apart in the
 * upper 64 bits of the product, of which a normal double drops 10 or 11, so that about one number in a thousand is left
 * over.
 */
final class DecimalScanner {
    private static final int MOST_DIGITS = 19;
    private static final long MOST_EXACT = 1L << 53;
    private static final double[] EXACT_POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private DecimalScanner() {}

    /** The encoding of the number that begins with a digit or a point, or {@link NumberScanner#NONE}. */
    static long scan(byte[] text, int from, int to) {
        long w = 0;
        int kept = 0;
        boolean more = false;
        long exponent = 0;
        boolean digits = false;
        boolean fraction = false;
        int at = from;
        for (; at < to; at++) {
            byte b = text[at];
            if (NumberScanner.isDigit(b)) {
                digits = true;
                if (kept < MOST_DIGITS) {
                    w = 10 * w + b - '0';
                    kept += w == 0 ? 0 : 1;
                    exponent -= fraction ? 1 : 0;
                } else {
                    more |= b != '0';
                    exponent += fraction ? 0 : 1;
                }
            } else if (b == '.' && !fraction) {
                fraction = true;
            } else {
                break;
            }
        }
        if (!digits) {
            return NumberScanner.NONE;
        }
        if (at < to) {
            long power = ExponentScanner.scan(text, at, to, 'e');
            if (power == ExponentScanner.NONE) {
                return NumberScanner.NONE;
            }
            exponent += power;
        }
        if (w == 0) {
            return 0;
        }
        long encoding = more ? NumberScanner.NONE : encoding(w, exponent);
        return encoding != NumberScanner.NONE ? encoding : parsed(text, from, to);
    }

    /** The encoding of the double nearest to w·10^q, or {@link NumberScanner#NONE} where neither quick way decides. */
    private static long encoding(long w, long q) {
        if (w > 0 && w <= MOST_EXACT && Math.abs(q) < EXACT_POWERS.length) {
            double power = EXACT_POWERS[(int) Math.abs(q)];
            return Double.doubleToRawLongBits(q < 0 ? w / power : w * power);
        }
        if (q < PowersOfTen.LEAST || q > PowersOfTen.GREATEST) {
            return NumberScanner.NONE;
        }
        int zeros = Long.numberOfLeadingZeros(w);
        long normalized = w << zeros;
        long power = PowersOfTen.significand((int) q);
        long high = unsignedMultiplyHigh(normalized, power);
        boolean more = normalized * power != 0;
        long exponent = PowersOfTen.exponent((int) q) - zeros + (long) Long.SIZE;
        long below = NearestDouble.encoding(high, more, exponent);
        // the high word of a product of two 64-bit integers is at most 2^64 − 2
        return below == NearestDouble.encoding(high + 1, more, exponent) ? below : NumberScanner.NONE;
    }

    /** The upper 64 bits of the product of two unsigned integers. */
    private static long unsignedMultiplyHigh(long a, long b) {
        return Math.multiplyHigh(a, b) + (a >> (Long.SIZE - 1) & b) + (b >> (Long.SIZE - 1) & a);
    }

    private static long parsed(byte[] text, int from, int to) {
        return Double.doubleToRawLongBits(
                Double.parseDouble(new String(text, from, to - from, StandardCharsets.ISO_8859_1)));
    }
}
