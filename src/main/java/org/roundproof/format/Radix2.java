package org.roundproof.format;

import java.math.BigInteger;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;

/**
 * The one factory of exact apfloat numbers: radix 2, infinite precision, so that +, − and × are exact. No number comes from
 * apfloat's constructor from {@code double}: in radix 10, its default, the result is not the double, and in radix 2 some
 * doubles just below a power of two become that power (version 1.16; {@code LibraryTrapsTest}).
 */
public final class Radix2 {
    /** Pieces of a long integer, short enough to be a positive {@code long}. */
    private static final int PIECE_BITS = 62;

    private static final long PIECE_MASK = (1L << PIECE_BITS) - 1;

    private Radix2() {}

    /**
     * The exact value of a finite double (both zeros give 0).
     *
     * @throws org.roundproof.InputException for NaN and the infinities
     */
    public static Apfloat of(double value) {
        Dyadic exact = Dyadic.of(value);
        return scaled(of(exact.significand().longValue()), exact.exponent());
    }

    /** An integer. */
    public static Apfloat of(long value) {
        return new Apfloat(value, Apfloat.INFINITE, 2);
    }

    /**
     * significand·2^exponent. Built from 62-bit pieces: apfloat's own constructor from {@code BigInteger} needs about 170 µs
     * in radix 2, this about 0.5 µs a piece.
     */
    public static Apfloat of(BigInteger significand, long exponent) {
        BigInteger rest = significand.abs();
        Apfloat sum = of(0L);
        for (long weight = exponent; rest.signum() != 0; weight += PIECE_BITS) {
            long piece = rest.longValue() & PIECE_MASK;
            if (piece != 0) {
                sum = sum.add(scaled(of(significand.signum() < 0 ? -piece : piece), weight));
            }
            rest = rest.shiftRight(PIECE_BITS);
        }
        return sum;
    }

    private static Apfloat scaled(Apfloat value, long exponent) {
        return exponent == 0 ? value : ApfloatMath.scale(value, exponent);
    }
}
