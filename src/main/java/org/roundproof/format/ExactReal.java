package org.roundproof.format;

import java.math.BigInteger;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apfloat.Apfloat;
import org.jspecify.annotations.Nullable;

/**
 * An exact real number n/b: n a dyadic rational (a radix-2 {@link Apfloat} of infinite precision), b a positive integer.
 * Comparisons are made after multiplying by b, so that γ/B need not be dyadic. Immutable; no rounding anywhere but in
 * {@link #toDouble}. Two numbers are equal iff they are the same real.
 */
public final class ExactReal implements Comparable<ExactReal> {
    /** Zero. */
    public static final ExactReal ZERO = of(0.0);

    /** One. */
    public static final ExactReal ONE = of(1.0);

    private final BigInteger denominator;

    // The numerator in one or both of its forms; the other is made when first asked for. Both are immutable values that
    // any thread computes alike, so that the race is benign.
    private @Nullable Apfloat numerator;
    private @Nullable Dyadic dyadic;

    private ExactReal(@Nullable Apfloat numerator, @Nullable Dyadic dyadic, BigInteger denominator) {
        this.numerator = numerator;
        this.dyadic = dyadic;
        this.denominator = denominator;
    }

    private static ExactReal ratio(Dyadic numerator, BigInteger denominator) {
        return new ExactReal(null, numerator, denominator);
    }

    /**
     * The exact value of a finite double.
     *
     * @throws org.roundproof.InputException for NaN and the infinities
     */
    public static ExactReal of(double value) {
        return ratio(Dyadic.of(value), BigInteger.ONE);
    }

    /** A dyadic rational; {@code value} must have radix 2 and infinite precision. */
    public static ExactReal of(Apfloat value) {
        return ratio(value, BigInteger.ONE);
    }

    /** significand·2^exponent. */
    public static ExactReal of(BigInteger significand, long exponent) {
        return ratio(new Dyadic(significand, exponent), BigInteger.ONE);
    }

    /** A rational number. */
    public static ExactReal of(BigFraction value) {
        BigInteger n = value.getNumerator();
        BigInteger d = value.getDenominator();
        return ratio(new Dyadic(d.signum() < 0 ? n.negate() : n, 0), d.abs());
    }

    /**
     * n/b.
     *
     * @param numerator n, of radix 2 and infinite precision
     * @param denominator b ≥ 1
     */
    public static ExactReal ratio(Apfloat numerator, BigInteger denominator) {
        if (denominator.signum() <= 0) {
            throw new IllegalArgumentException("denominator " + denominator + " is not positive");
        }
        if (numerator.signum() != 0 && (numerator.radix() != 2 || numerator.precision() != Apfloat.INFINITE)) {
            throw new IllegalArgumentException("numerator of radix " + numerator.radix() + " and precision "
                    + numerator.precision() + ": radix 2 and infinite precision are needed (see Radix2)");
        }
        return new ExactReal(numerator, null, denominator);
    }

    /** n, as an apfloat. */
    public Apfloat numerator() {
        Apfloat n = numerator;
        if (n == null) {
            n = Radix2.of(dyadic().significand(), dyadic().exponent());
            numerator = n;
        }
        return n;
    }

    /** b. */
    public BigInteger denominator() {
        return denominator;
    }

    private Dyadic dyadic() {
        Dyadic n = dyadic;
        if (n == null) {
            n = Dyadic.of(numerator());
            dyadic = n;
        }
        return n;
    }

    private boolean isDyadic() {
        return denominator.equals(BigInteger.ONE);
    }

    public int signum() {
        Dyadic n = dyadic;
        return n == null ? numerator().signum() : n.signum();
    }

    public ExactReal negate() {
        return ratio(dyadic().negate(), denominator);
    }

    public ExactReal abs() {
        return signum() < 0 ? negate() : this;
    }

    /** The exact sum. */
    public ExactReal add(ExactReal other) {
        if (denominator.equals(other.denominator)) {
            return ratio(dyadic().add(other.dyadic()), denominator);
        }
        // n/b + n′/b′ = (n b′ + n′ b)/(b b′)
        return ratio(
                dyadic().multiply(other.denominator).add(other.dyadic().multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    /** The exact difference. */
    public ExactReal subtract(ExactReal other) {
        return add(other.negate());
    }

    /** The exact product. */
    public ExactReal multiply(ExactReal other) {
        return ratio(dyadic().multiply(other.dyadic()), denominator.multiply(other.denominator));
    }

    /** x/d for an integer d ≥ 1. */
    public ExactReal divide(BigInteger divisor) {
        if (divisor.signum() <= 0) {
            throw new IllegalArgumentException("divisor " + divisor + " is not positive");
        }
        return new ExactReal(numerator, dyadic, denominator.multiply(divisor));
    }

    /** x·2^power. */
    public ExactReal scale(long power) {
        return ratio(new Dyadic(dyadic().significand(), dyadic().exponent() + power), denominator);
    }

    @Override
    public int compareTo(ExactReal other) {
        int sign = signum();
        if (sign != other.signum()) {
            return Integer.compare(sign, other.signum());
        }
        if (denominator.equals(other.denominator)) {
            return sign * dyadic().compareMagnitude(other.dyadic());
        }
        // n/b < n′/b′  iff  n b′ < n′ b
        return sign
                * dyadic().multiply(other.denominator)
                        .compareMagnitude(other.dyadic().multiply(denominator));
    }

    /** ⌊log₂|x|⌋ of a nonzero number. */
    public long floorLog2() {
        if (signum() == 0) {
            throw new ArithmeticException("the logarithm of zero");
        }
        if (isDyadic()) {
            return dyadic().floorLog2();
        }
        // 2^r <= |n| < 2^(r+1) and 2^(s−1) <= b < 2^s give 2^(r−s) < |n|/b < 2^(r−s+2)
        long candidate = dyadic().floorLog2() - denominator.bitLength() + 1;
        boolean reached = dyadic().compareMagnitude(new Dyadic(denominator, candidate)) >= 0;
        return reached ? candidate : candidate - 1;
    }

    /** ⌊|x|·2^(−exponent)⌋. */
    public BigInteger floorScaled(long exponent) {
        Dyadic n = dyadic();
        // ⌊⌊y⌋/b⌋ = ⌊y/b⌋, so that the shift may come first
        BigInteger shifted = n.significand().abs().shiftLeft(shiftBy(n, exponent));
        return isDyadic() ? shifted : shifted.divide(denominator);
    }

    private static int shiftBy(Dyadic n, long exponent) {
        // shifting out every bit is all that a far larger unit can do
        return Math.toIntExact(
                Math.max(n.exponent() - exponent, -1L - n.significand().bitLength()));
    }

    /** The same number as a fraction in lowest terms. */
    public BigFraction toFraction() {
        Dyadic n = dyadic();
        int e = Math.toIntExact(n.exponent());
        return e >= 0
                ? BigFraction.of(n.significand().shiftLeft(e), denominator)
                : BigFraction.of(n.significand(), denominator.shiftLeft(-e));
    }

    /** The nearest double, ties to even (±∞ from 2^1024 − 2^970 on, as IEEE 754 §4.3.1 says). */
    public double toDouble() {
        if (signum() == 0) {
            return 0.0;
        }
        long binade = floorLog2();
        if (binade > Double.MAX_EXPONENT) {
            return signum() * Double.POSITIVE_INFINITY;
        }
        // |x| = (h + θ)·2^(unit−1), θ in [0, 1): h's last bit says which half of the cell, θ whether beyond the
        // midpoint
        int unit = (int) Math.max(binade - (Dyadic.PRECISION - 1), Double.MIN_EXPONENT - Dyadic.PRECISION + 1L);
        BigInteger halves = floorScaled(unit - 1L);
        long count = halves.shiftRight(1).longValue();
        if (halves.testBit(0) && ((count & 1) == 1 || abs().compareTo(of(halves, unit - 1L)) > 0)) {
            count++;
        }
        return signum() * Math.scalb((double) count, unit);
    }

    /** Whether the number is a double. */
    public boolean isDouble() {
        double nearest = toDouble();
        return Double.isFinite(nearest) && compareTo(of(nearest)) == 0;
    }

    /** Lowest terms: n = m·2^e with m odd (or 0), b odd, no common factor. */
    private ExactReal lowestTerms() {
        Dyadic n = dyadic().normalized();
        int twos = denominator.getLowestSetBit();
        BigInteger common = n.significand().gcd(denominator.shiftRight(twos));
        return ratio(
                new Dyadic(n.significand().divide(common), n.signum() == 0 ? 0 : n.exponent() - twos),
                denominator.shiftRight(twos).divide(common));
    }

    /** {@code m*2^e/B} in lowest terms (m odd or 0; {@code *2^e} and {@code /B} left out when e = 0 or B = 1). */
    @Override
    public String toString() {
        ExactReal lowest = lowestTerms();
        Dyadic n = lowest.dyadic();
        return n.significand()
                + (n.exponent() == 0 ? "" : "*2^" + n.exponent())
                + (lowest.isDyadic() ? "" : "/" + lowest.denominator);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExactReal that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        ExactReal lowest = lowestTerms();
        return 31 * lowest.dyadic().hashCode() + lowest.denominator.hashCode();
    }
}
