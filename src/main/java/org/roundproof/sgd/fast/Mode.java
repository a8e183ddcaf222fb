package org.roundproof.sgd.fast;

import org.roundproof.quantizer.Rounding;

/** The roundings as a flat list, so that a hot loop decides by one switch; and how many words of level 0 each consumes. */
enum Mode {
    TIES_TO_EVEN(0),
    TIES_TO_AWAY(0),
    TOWARD_ZERO(0),
    TOWARD_POSITIVE(0),
    TOWARD_NEGATIVE(0),
    TO_ODD(0),
    SR(1),
    SR_FLOOR(1),
    SR_HALF(1),
    SR_EVEN(1),
    SR_ODD(1),
    TPDF(2),
    SUBTRACTIVE(1);

    private final int words;

    Mode(int words) {
        this.words = words;
    }

    /** Words of level 0 that an element consumes. */
    int words() {
        return words;
    }

    static Mode of(Rounding rounding) {
        if (rounding instanceof Rounding.Deterministic deterministic) {
            return switch (deterministic) {
                case TIES_TO_EVEN -> TIES_TO_EVEN;
                case TIES_TO_AWAY -> TIES_TO_AWAY;
                case TOWARD_ZERO -> TOWARD_ZERO;
                case TOWARD_POSITIVE -> TOWARD_POSITIVE;
                case TOWARD_NEGATIVE -> TOWARD_NEGATIVE;
                case TO_ODD -> TO_ODD;
            };
        }
        if (rounding instanceof Rounding.StochasticBits few) {
            return switch (few.cut()) {
                case FLOOR -> SR_FLOOR;
                case HALF -> SR_HALF;
                case EVEN -> SR_EVEN;
                case ODD -> SR_ODD;
            };
        }
        if (rounding instanceof Rounding.Tpdf) {
            return TPDF;
        }
        return rounding instanceof Rounding.Subtractive ? SUBTRACTIVE : SR;
    }

    /** R of {@code sr(R, cut)}; 0 for every other rounding. */
    static int bitsOf(Rounding rounding) {
        return rounding instanceof Rounding.StochasticBits few ? few.bits() : 0;
    }

    /** Whether a value rounded this way can pass the largest finite one (IEEE 754-2019 §7.4). */
    boolean mayOverflow(boolean negative) {
        return switch (this) {
            case TOWARD_ZERO, TO_ODD -> false;
            case TOWARD_POSITIVE -> !negative;
            case TOWARD_NEGATIVE -> negative;
            default -> true;
        };
    }

    /**
     * Whether a magnitude strictly between two grid points goes to the outer one, for the roundings without words.
     *
     * @param negative sign of the value
     * @param odd whether the inner grid point has an odd index
     * @param half sign of (fraction − ½)
     */
    boolean away(boolean negative, boolean odd, int half) {
        return switch (this) {
            case TIES_TO_EVEN -> half > 0 || (half == 0 && odd);
            case TIES_TO_AWAY -> half >= 0;
            case TOWARD_POSITIVE -> !negative;
            case TOWARD_NEGATIVE -> negative;
            case TO_ODD -> !odd;
            default -> false;
        };
    }

    /**
     * The decision of {@code sr(R, cut)}: away iff cut(f·2^R) + u ≥ 2^R, and for {@code half} iff ⌊f·2^(R+1)⌋ + 2u + 1 ≥
     * 2^(R+1).
     *
     * @param bits R
     * @param floor ⌊f·2^R⌋
     * @param half sign of (the rest f·2^R − floor) − ½; negative where there is no rest
     * @param word the random word, whose top R bits are u
     */
    boolean awayByBits(int bits, long floor, int half, int word) {
        long u = Integer.toUnsignedLong(word) >>> (Integer.SIZE - bits);
        boolean odd = (floor & 1) != 0;
        return switch (this) {
            case SR_EVEN -> floor + (half > 0 || (half == 0 && odd) ? 1 : 0) + u >= 1L << bits;
            case SR_ODD -> floor + (half > 0 || (half == 0 && !odd) ? 1 : 0) + u >= 1L << bits;
            case SR_HALF -> 2 * floor + (half >= 0 ? 1 : 0) + 2 * u + 1 >= 2L << bits;
            default -> floor + u >= 1L << bits;
        };
    }
}
