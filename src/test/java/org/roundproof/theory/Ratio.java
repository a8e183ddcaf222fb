package org.roundproof.theory;

import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A rational number in lowest terms on two longs; any overflow is an exception, never a wrong value. Quick enough to
 * enumerate millions of sample paths.
 *
 * @param numerator any long
 * @param denominator positive
 */
record Ratio(long numerator, long denominator) {
    static final Ratio ZERO = new Ratio(0, 1);
    static final Ratio ONE = new Ratio(1, 1);

    static Ratio of(long numerator, long denominator) {
        long g = gcd(Math.absExact(numerator), denominator);
        return new Ratio(numerator / g, denominator / g);
    }

    static Ratio of(BigFraction value) {
        return of(value.getNumerator().longValueExact(), value.getDenominator().longValueExact());
    }

    static Ratio of(double value) {
        return of(BigFraction.from(value));
    }

    BigFraction toFraction() {
        return BigFraction.of(numerator, denominator);
    }

    Ratio plus(Ratio other) {
        if (denominator == other.denominator) {
            return of(Math.addExact(numerator, other.numerator), denominator);
        }
        long g = gcd(denominator, other.denominator);
        long left = Math.multiplyExact(numerator, other.denominator / g);
        long right = Math.multiplyExact(other.numerator, denominator / g);
        return of(Math.addExact(left, right), Math.multiplyExact(denominator / g, other.denominator));
    }

    Ratio minus(Ratio other) {
        return plus(new Ratio(Math.negateExact(other.numerator), other.denominator));
    }

    Ratio times(Ratio other) {
        long g = gcd(Math.absExact(numerator), other.denominator);
        long h = gcd(Math.absExact(other.numerator), denominator);
        return new Ratio(
                Math.multiplyExact(numerator / g, other.numerator / h),
                Math.multiplyExact(denominator / h, other.denominator / g));
    }

    private static long gcd(long a, long b) {
        if (a == 0 || b == 1) {
            return b;
        }
        if ((b & (b - 1)) == 0) {
            return Long.lowestOneBit(a | b);
        }
        while (b != 0) {
            long r = a % b;
            a = b;
            b = r;
        }
        return a;
    }
}
