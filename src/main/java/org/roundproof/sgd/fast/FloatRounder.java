package org.roundproof.sgd.fast;

import org.roundproof.format.FloatFormat;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.random.WordSource;

/**
 * Rounding to a binary floating-point format on the bits of a double.
 *
 * <p>With |x| = M·2^E, M &lt; 2^53, and the format's spacing 2^q at x (q = max(⌊log₂|x|⌋, emin) − p + 1), the lowest s = q −
 * E bits of M are to be dropped: |x|/2^q = k + f with k = ⌊M/2^s⌋ and f = (M mod 2^s)/2^s. Because the encodings of
 * non-negative doubles are ordered as their values, clearing those bits gives k·2^q, and adding 2^s to the encoding then
 * gives (k+1)·2^q, carries into the exponent included; where s ≥ 53, k = 0 and the neighbours are 0 and the smallest
 * positive value.
 */
final class FloatRounder extends FastRounder {
    private static final int FRACTION_BITS = 52;
    private static final long HIDDEN = 1L << FRACTION_BITS;
    private static final long INFINITY = 0x7ffL << FRACTION_BITS;
    /** Exponent of the last place of a subnormal double. */
    private static final int LAST = -1074;

    private static final long WORD = 0xffff_ffffL;

    private final int precision;
    private final int indexOffset;
    private final long smallestNormal;
    /** Encoding of the smallest positive value, 2^lowest. */
    private final long smallest;
    /** Exponent of the spacing below the smallest normal number. */
    private final int lowest;

    private final long largest;
    private final boolean signed;
    private final boolean hasZero;
    private final boolean negativeZero;

    FloatRounder(Quantizer quantizer, FloatFormat format) {
        super(quantizer);
        precision = format.precision();
        hasZero = format.hasZero();
        lowest = format.subnormals() ? format.minExponent() - precision + 1 : format.minExponent();
        smallest = Double.doubleToRawLongBits(Math.scalb(1.0, lowest));
        smallestNormal = Double.doubleToRawLongBits(Math.scalb(1.0, format.minExponent()));
        // p = 1: the index of 2^e among the magnitudes is e − emin, one more where 0 comes first
        indexOffset = -format.minExponent() + (hasZero ? 1 : 0);
        largest = Double.doubleToRawLongBits(format.maxFinite());
        signed = format.signed();
        negativeZero = format.hasNegativeZero();
    }

    @Override
    public double round(double x, int first, int second, WordSource more) {
        long encoding = Double.doubleToRawLongBits(x);
        boolean negative = encoding < 0;
        long magnitude = encoding & Long.MAX_VALUE;
        if (magnitude >= INFINITY) {
            return range.special(x);
        }
        if (negative && !signed && magnitude != 0) {
            return hasZero ? 0.0 : Double.NaN;
        }
        if (!hasZero && magnitude < smallest) {
            return Double.longBitsToDouble(smallest);
        }
        long rounded = roundMagnitude(magnitude, negative, first, more);
        if (rounded > largest) {
            if (mode.mayOverflow(negative)) {
                return range.beyond(negative);
            }
            rounded = largest;
        }
        if (rounded == 0 && !negativeZero) {
            return 0.0;
        }
        return Double.longBitsToDouble(rounded | (encoding & Long.MIN_VALUE));
    }

    /** From encoding to encoding, as if the exponent were unbounded above. */
    private long roundMagnitude(long magnitude, boolean negative, int word, WordSource more) {
        int biased = (int) (magnitude >>> FRACTION_BITS);
        long significand = biased == 0 ? magnitude : (magnitude & (HIDDEN - 1)) | HIDDEN;
        int unit = Math.max(biased, 1) - 1 + LAST;
        boolean normal = magnitude >= smallestNormal;
        // ⌊log₂|x|⌋ − p + 1 − unit, where the significand has 64 − nlz bits
        int drop = normal ? Long.SIZE - Long.numberOfLeadingZeros(significand) - precision : lowest - unit;
        if (drop <= 0) {
            return magnitude;
        }
        boolean split = drop <= FRACTION_BITS;
        long rest = split ? significand & ((1L << drop) - 1) : significand;
        if (rest == 0) {
            return magnitude;
        }
        long inner = split ? magnitude - rest : 0;
        boolean odd = split && isOdd(significand, unit, drop, normal);
        if (!away(negative, odd, rest, drop, word, more)) {
            return inner;
        }
        return split ? inner + (1L << drop) : smallest;
    }

    /** Parity of the index of the inner grid point: its significand's for p ≥ 2, that of the exponent's code for p = 1. */
    private boolean isOdd(long significand, int unit, int drop, boolean normal) {
        if (precision == 1 && normal) {
            return ((unit + drop + indexOffset) & 1) != 0;
        }
        return ((significand >>> drop) & 1) != 0;
    }

    /** Whether k + f goes to k + 1, f = rest/2^drop in (0, 1). */
    private boolean away(boolean negative, boolean odd, long rest, int drop, int word, WordSource more) {
        if (mode == Mode.SR) {
            return carries(rest, drop, word, more);
        }
        if (bits == 0) {
            return mode.away(negative, odd, compareHalf(rest, drop));
        }
        int cut = drop - bits;
        return mode.awayByBits(bits, shift(rest, cut), compareHalf(rest & below(cut), cut), word);
    }

    /**
     * Exact stochastic rounding: the carry out of f + U, both written in digits of 32 bits (U's are the words). A digit sum
     * of 2^32 or more carries whatever follows; one of 2^32 − 2 or less cannot be brought to carry; 2^32 − 1 leaves the
     * decision to the next digits, and it is no where f has none left.
     */
    private static boolean carries(long rest, int drop, int word, WordSource more) {
        int cut = drop - Integer.SIZE;
        int digits = word;
        for (int level = 1; ; level++) {
            long sum = (shift(rest, cut) & WORD) + (digits & WORD);
            if (sum > WORD) {
                return true;
            }
            if (sum < WORD || (rest & below(cut)) == 0) {
                return false;
            }
            digits = more.word(0, level);
            cut -= Integer.SIZE;
        }
    }

    /** ⌊value/2^count⌋ for a value below 2^53; a negative count multiplies (high bits fall off). */
    private static long shift(long value, int count) {
        if (count >= 0) {
            return count < Long.SIZE ? value >>> count : 0;
        }
        return -count < Long.SIZE ? value << -count : 0;
    }

    /** Mask of the bits below position {@code count}. */
    private static long below(int count) {
        if (count <= 0) {
            return 0;
        }
        return count < Long.SIZE ? (1L << count) - 1 : -1L;
    }

    /** Sign of rest/2^width − ½, for 0 ≤ rest &lt; 2^53; negative where the width is not positive. */
    private static int compareHalf(long rest, int width) {
        return width < 1 || width > FRACTION_BITS + 1 ? -1 : Long.compare(rest, 1L << (width - 1));
    }
}
