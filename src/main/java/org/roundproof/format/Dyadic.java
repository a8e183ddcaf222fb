package org.roundproof.format;

import java.math.BigInteger;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;
import org.roundproof.InputException;

/**
 * A dyadic rational as a pair of integers, significand·2^exponent; the significand may be even. Integer arithmetic on it is
 * several times quicker than on apfloat numbers of the same length, which is what rounding decisions need.
 *
 * @param significand any integer
 * @param exponent power of two
 */
record Dyadic(BigInteger significand, long exponent) {
    static final Dyadic ZERO = new Dyadic(BigInteger.ZERO, 0);

    /** Significant bits of a double. */
    static final int PRECISION = 53;

    private static final int FRACTION_BITS = PRECISION - 1;
    private static final long HIDDEN_BIT = 1L << FRACTION_BITS;

    /** Magnitudes between 2^−900 and 2^900 are handed to {@code doubleValue} as they are: it keeps 53 bits of them. */
    private static final long SAFE_SCALE = 900;

    /** The exact value of a finite double: b = s·c·2^q with c the 53-bit significand. */
    static Dyadic of(double value) {
        if (!Double.isFinite(value)) {
            throw new InputException(value + " is not a real number: a finite double is needed");
        }
        long bits = Double.doubleToRawLongBits(value);
        int biased = (int) (bits >>> FRACTION_BITS) & 0x7ff;
        long c = bits & (HIDDEN_BIT - 1) | (biased == 0 ? 0 : HIDDEN_BIT);
        if (c == 0) {
            return ZERO;
        }
        int zeros = Long.numberOfTrailingZeros(c);
        c >>>= zeros;
        return new Dyadic(
                BigInteger.valueOf(bits < 0 ? -c : c),
                Math.max(biased, 1) + Double.MIN_EXPONENT - 1L - FRACTION_BITS + zeros);
    }

    /**
     * The exact value of a radix-2 apfloat. Doubles d₁, d₂, … are split off until at most 53 bits are left: x = d₁ + d₂ + …,
     * with every difference exact, so that it does not matter how {@code doubleValue} rounds a longer number. About 0.2 µs
     * for up to 53 bits and 0.7 µs for each further 53 ({@code Apint.toBigInteger}: 1 µs and 5 µs).
     */
    static Dyadic of(Apfloat value) {
        if (value.signum() == 0) {
            return ZERO;
        }
        // 2^(scale−1) <= |x| < 2^scale, and size counts the bits from the first 1 to the last: x is a multiple of
        // 2^unit
        long unit = value.scale() - value.size();
        Apfloat rest = value;
        long shift = 0;
        BigInteger sum = BigInteger.ZERO;
        while (true) {
            long scale = rest.scale();
            if (Math.abs(scale) > SAFE_SCALE) {
                rest = ApfloatMath.scale(rest, -scale);
                shift += scale;
            }
            double head = rest.doubleValue();
            Dyadic part = of(head);
            sum = sum.add(part.significand.shiftLeft(Math.toIntExact(part.exponent + shift - unit)));
            if (rest.size() <= PRECISION) {
                return new Dyadic(sum, unit);
            }
            rest = rest.subtract(Radix2.of(head));
        }
    }

    int signum() {
        return significand.signum();
    }

    Dyadic negate() {
        return new Dyadic(significand.negate(), exponent);
    }

    /** ⌊log₂|x|⌋ of a nonzero number. */
    long floorLog2() {
        return significand.abs().bitLength() - 1L + exponent;
    }

    Dyadic add(Dyadic other) {
        if (exponent < other.exponent) {
            return other.add(this);
        }
        return new Dyadic(aligned(other.exponent).add(other.significand), other.exponent);
    }

    Dyadic multiply(Dyadic other) {
        return new Dyadic(significand.multiply(other.significand), exponent + other.exponent);
    }

    Dyadic multiply(BigInteger factor) {
        return factor.equals(BigInteger.ONE) ? this : new Dyadic(significand.multiply(factor), exponent);
    }

    /** Compares magnitudes; aligns the significands only where the binades agree. */
    int compareMagnitude(Dyadic other) {
        if (signum() == 0 || other.signum() == 0) {
            return Integer.compare(Math.abs(signum()), Math.abs(other.signum()));
        }
        int binades = Long.compare(floorLog2(), other.floorLog2());
        if (binades != 0) {
            return binades;
        }
        long common = Math.min(exponent, other.exponent);
        return aligned(common).abs().compareTo(other.aligned(common).abs());
    }

    /** The odd significand, or zero. */
    Dyadic normalized() {
        if (signum() == 0) {
            return ZERO;
        }
        int zeros = significand.getLowestSetBit();
        return zeros == 0 ? this : new Dyadic(significand.shiftRight(zeros), exponent + zeros);
    }

    /** The integer x·2^(−unit), unit at most the exponent. */
    private BigInteger aligned(long unit) {
        return significand.shiftLeft(Math.toIntExact(exponent - unit));
    }
}
