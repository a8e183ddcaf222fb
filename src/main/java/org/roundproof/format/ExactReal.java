package org.roundproof.format;

import java.math.BigInteger;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apfloat.Apfloat;

/**
 * An exact real number n/b: n a dyadic rational (a radix-2 {@link Apfloat} of infinite precision), b a positive integer.
 * Comparisons are made after multiplying by b, so that γ/B need not be dyadic. Immutable; no rounding anywhere but in
 * {@link #toDouble}.
 */
public final class ExactReal implements Comparable<ExactReal> {
    /** Zero. */
    public static final ExactReal ZERO = of(0.0);

    private final Apfloat numerator;
    private final BigInteger denominator;

    private ExactReal(Apfloat numerator, BigInteger denominator) {
        this.numerator = numerator;
        this.denominator = denominator;
    }

    /** The exact value of a finite double. */
    public static ExactReal of(double value) {
        return of(Radix2.of(value));
    }

    /** A dyadic rational; {@code value} must have radix 2 and infinite precision. */
    public static ExactReal of(Apfloat value) {
        return ratio(value, BigInteger.ONE);
    }

    /** n/b. */
    public static ExactReal ratio(Apfloat numerator, BigInteger denominator) {
        return new ExactReal(numerator, denominator);
    }

    public Apfloat numerator() {
        return numerator;
    }

    public BigInteger denominator() {
        return denominator;
    }

    public int signum() {
        return numerator.signum();
    }

    public ExactReal negate() {
        return new ExactReal(numerator.negate(), denominator);
    }

    public ExactReal abs() {
        return signum() < 0 ? negate() : this;
    }

    /** The exact sum. */
    public ExactReal add(ExactReal other) {
        throw new UnsupportedOperationException();
    }

    /** The exact product. */
    public ExactReal multiply(ExactReal other) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int compareTo(ExactReal other) {
        throw new UnsupportedOperationException();
    }

    /** ⌊log₂|x|⌋ of a nonzero number. */
    public long floorLog2() {
        throw new UnsupportedOperationException();
    }

    /** ⌊|x|·2^(−exponent)⌋. */
    public BigInteger floorScaled(long exponent) {
        throw new UnsupportedOperationException();
    }

    /** The same number as a fraction in lowest terms. */
    public BigFraction toFraction() {
        throw new UnsupportedOperationException();
    }

    /** The nearest double, ties to even (±∞ past the largest). */
    public double toDouble() {
        throw new UnsupportedOperationException();
    }

    /** Whether the number is a double. */
    public boolean isDouble() {
        throw new UnsupportedOperationException();
    }

    /** {@code m*2^e/B} in lowest terms (m odd or 0; {@code *2^e} and {@code /B} left out when e = 0 or B = 1). */
    @Override
    public String toString() {
        throw new UnsupportedOperationException();
    }
}
