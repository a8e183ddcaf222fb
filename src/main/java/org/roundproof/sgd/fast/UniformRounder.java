package org.roundproof.sgd.fast;

import org.roundproof.format.UniformFormat;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.random.WordSource;

/**
 * Rounding to the multiples of any step Δ, in error-free double arithmetic.
 *
 * <p>|x| = kΔ + r with 0 ≤ r &lt; Δ. For k &lt; 2^52 the integer part of fl(|x|/Δ) is k or, where the division rounded up to
 * an integer, k + 1; one fused multiply-add tells which by its sign, and its value is r exactly: r is a multiple of the
 * smaller of the last places of |x| and Δ, and is no larger than either, so it is a double. Further digits of r/Δ come the
 * same way from r·2^b.
 */
final class UniformRounder extends FastRounder {
    private static final double INDEX_LIMIT = 0x1p52;
    private static final double RADIX = 0x1p32;
    private static final double HALF_RADIX = 0x1p33;
    private static final double HUGE = 0x1p900;
    private static final long WORD = 0xffff_ffffL;
    private static final long HALF_WORD = 1L << 31;

    private final double step;
    private final long least;
    private final long greatest;
    private final long codes;
    /** Wrapped values repeat after this. */
    private final double period;
    /** 2^R. */
    private final double cutRadix;
    /** A power of two below 1 where Δ is so large that radix·r could overflow, else 1. */
    private final double down;

    private final double up;
    /** Δ·down. */
    private final double lowered;

    UniformRounder(Quantizer quantizer, UniformFormat format) {
        super(quantizer);
        step = format.step();
        least = format.minIndex();
        greatest = format.maxIndex();
        codes = greatest - least + 1;
        // +∞ where it is beyond all doubles; where wrapping is allowed, codes is a power of two and the product exact
        period = step * codes;
        cutRadix = Math.scalb(1.0, bits);
        boolean huge = step >= HUGE;
        down = huge ? 1 / (RADIX * RADIX) : 1;
        up = 1 / down;
        lowered = step * down;
    }

    @Override
    public double round(double x, int first, int second, WordSource more) {
        double magnitude = Math.abs(x);
        if (!(magnitude < Double.POSITIVE_INFINITY)) {
            return range.special(x);
        }
        boolean negative = x < 0;
        double quotient = magnitude / step;
        if (quotient >= INDEX_LIMIT) {
            if (!range.wraps()) {
                return outside(negative) + offset(first);
            }
            magnitude %= period;
            quotient = magnitude / step;
        }
        long index = (long) quotient;
        double rest = remainder(index, magnitude);
        if (rest < 0) {
            index--;
            rest = remainder(index, magnitude);
        }
        if (mode == Mode.SUBTRACTIVE) {
            return subtractive(negative, index, rest, first);
        }
        if (mode == Mode.TPDF) {
            return deliver(dithered(negative, index, rest, first, second, more));
        }
        if (rest > 0 && away(negative, (index & 1) != 0, rest, first, more)) {
            index++;
        }
        return deliver(negative ? -index : index);
    }

    private double remainder(long index, double magnitude) {
        return Math.fma(-(double) index, step, magnitude);
    }

    /** Whether k + f goes to k + 1, f = rest/Δ in (0, 1). */
    private boolean away(boolean negative, boolean odd, double rest, int word, WordSource more) {
        if (mode == Mode.SR) {
            return carries(rest, word, more);
        }
        if (bits == 0) {
            return mode.away(negative, odd, Double.compare(rest + rest, step));
        }
        long floor = digit(rest, cutRadix);
        double left = next(rest, floor, cutRadix);
        return mode.awayByBits(bits, floor, Double.compare(left + left, step), word);
    }

    /** ⌊radix·r/Δ⌋ for 0 ≤ r &lt; Δ. (Scaling down is exact wherever the digit is not 0.) */
    private long digit(double rest, double radix) {
        double scaled = rest * down * radix;
        long floor = (long) (scaled / lowered);
        return Math.fma(-(double) floor, lowered, scaled) < 0 ? floor - 1 : floor;
    }

    /** radix·r − digit·Δ, what is left of r after one digit. */
    private double next(double rest, long digit, double radix) {
        return digit == 0 ? rest * radix : Math.fma(-(double) digit, lowered, rest * down * radix) * up;
    }

    /** The carry out of r/Δ + U, digit by digit; see {@link FloatRounder}. */
    private boolean carries(double start, int word, WordSource more) {
        double rest = start;
        int digits = word;
        for (int level = 1; ; level++) {
            long digit = digit(rest, RADIX);
            long sum = digit + (digits & WORD);
            if (sum > WORD) {
                return true;
            }
            rest = next(rest, digit, RADIX);
            if (sum < WORD || rest == 0) {
                return false;
            }
            digits = more.word(0, level);
        }
    }

    /**
     * ⌊x/Δ − ½ + U₁ + U₂⌋: the nonsubtractive triangular dither.
     *
     * <p>Write x/Δ = n + g, n = ⌊x/Δ⌋, and let T be the sum of the leading digits (32 bits) of g, U₁ and U₂. The rest of the
     * three is in [0, 3)·2^−32, so ⌊T·2^−32 − ½⌋ is right unless the remainder is within 2 units of the next integer; then
     * the next digits decide whether there is a carry.
     */
    private long dithered(boolean negative, long index, double start, int first, int second, WordSource more) {
        boolean complement = negative && start > 0;
        long floor = floor(negative, index, start);
        long digit = digit(start, RADIX);
        double rest = next(start, digit, RADIX);
        long sum = ofSign(digit, rest, complement) + (first & WORD) + (second & WORD) - HALF_WORD;
        floor += sum >> Integer.SIZE;
        // what is missing to a carry, at the place of the last digit
        long missing = WORD + 1 - (sum & WORD);
        for (int level = 1; missing <= 2; level++) {
            boolean ended = rest == 0;
            if (ended && missing == 2) {
                return floor;
            }
            digit = digit(rest, RADIX);
            rest = next(rest, digit, RADIX);
            long digits = ended ? 0 : ofSign(digit, rest, complement);
            missing =
                    (missing << Integer.SIZE) - (digits + (more.word(0, level) & WORD) + (more.word(1, level) & WORD));
            if (missing <= 0) {
                return floor + 1;
            }
        }
        return floor;
    }

    /**
     * (n + ½ − U)·Δ, n = ⌊x/Δ + U⌋, U = (w + ½)·2^−32: subtractive dither. With g the fraction of x/Δ, n is the next integer
     * iff ⌊g·2^33⌋ + 2w + 1 ≥ 2^33.
     */
    private double subtractive(boolean negative, long index, double start, int word) {
        long digit = digit(start, HALF_RADIX);
        if (negative && start > 0) {
            digit = 2 * WORD + 1 - digit + (next(start, digit, HALF_RADIX) > 0 ? 0 : 1);
        }
        boolean up = digit + 2 * (word & WORD) + 1 >= 2 * (WORD + 1);
        return deliver(floor(negative, index, start) + (up ? 1 : 0)) + offset(word);
    }

    /** (½ − U)·Δ under subtractive dither, else −0 (the neutral element of addition). */
    private double offset(int word) {
        return mode == Mode.SUBTRACTIVE ? (WORD - 2 * (word & WORD)) / HALF_RADIX * step : -0.0;
    }

    /** ⌊x/Δ⌋. */
    private static long floor(boolean negative, long index, double rest) {
        if (!negative) {
            return index;
        }
        return rest > 0 ? -index - 1 : -index;
    }

    /** A digit of g: that of f = r/Δ, or of 1 − f for a negative x; the last digit that is not zero borrows. */
    private static long ofSign(long digit, double rest, boolean complement) {
        if (!complement) {
            return digit;
        }
        return rest > 0 ? WORD - digit : WORD + 1 - digit;
    }

    private double deliver(long index) {
        if (index > greatest || index < least) {
            if (!range.wraps()) {
                return outside(index < least);
            }
            return step * (least + Math.floorMod(index - least, codes));
        }
        return step * index;
    }

    private double outside(boolean below) {
        if (mode.mayOverflow(below)) {
            return range.beyond(below);
        }
        return step * (below ? least : greatest);
    }
}
