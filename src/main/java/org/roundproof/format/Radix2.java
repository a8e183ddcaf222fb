package org.roundproof.format;

import java.math.BigInteger;
import org.apfloat.Apfloat;

/**
 * The one factory of exact apfloat numbers: radix 2, infinite precision, so that +, − and × are exact. (apfloat's default
 * radix is 10, where {@code new Apfloat(double)} is not the double.)
 */
public final class Radix2 {
    private Radix2() {}

    /** The exact value of a finite double (both zeros give 0). */
    public static Apfloat of(double value) {
        throw new UnsupportedOperationException();
    }

    /** An integer. */
    public static Apfloat of(long value) {
        throw new UnsupportedOperationException();
    }

    /** significand·2^exponent. */
    public static Apfloat of(BigInteger significand, long exponent) {
        throw new UnsupportedOperationException();
    }
}
