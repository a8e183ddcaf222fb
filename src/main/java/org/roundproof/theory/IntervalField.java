package org.roundproof.theory;

import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Interval arithmetic on doubles. IEEE 754 rounds each end to nearest, so one step of nextDown/nextUp outwards makes it a
 * bound; exact zeros stay exact. Classic: Moore, <i>Interval Analysis</i> (1966).
 */
public enum IntervalField implements Field<Interval> {
    INSTANCE;

    @Override
    public Interval of(BigFraction value) {
        double nearest = value.doubleValue();
        return BigFraction.from(nearest).equals(value)
                ? Interval.of(nearest)
                : new Interval(Math.nextDown(nearest), Math.nextUp(nearest));
    }

    @Override
    public Interval of(double value) {
        return Interval.of(value);
    }

    // [a] + [b] = [a⁻ + b⁻, a⁺ + b⁺]
    @Override
    public Interval add(Interval a, Interval b) {
        if (isZero(a)) {
            return b;
        }
        return isZero(b) ? a : outward(a.lower() + b.lower(), a.upper() + b.upper());
    }

    // [a] − [b] = [a⁻ − b⁺, a⁺ − b⁻]
    @Override
    public Interval subtract(Interval a, Interval b) {
        return isZero(b) ? a : outward(a.lower() - b.upper(), a.upper() - b.lower());
    }

    // [a]·[b]: least and greatest of the four products of ends
    @Override
    public Interval multiply(Interval a, Interval b) {
        if (isZero(a) || isZero(b)) {
            return Interval.ZERO;
        }
        double ll = a.lower() * b.lower();
        double lu = a.lower() * b.upper();
        double ul = a.upper() * b.lower();
        double uu = a.upper() * b.upper();
        return outward(Math.min(Math.min(ll, lu), Math.min(ul, uu)), Math.max(Math.max(ll, lu), Math.max(ul, uu)));
    }

    @Override
    public Interval divide(Interval a, Interval b) {
        if (b.contains(0.0)) {
            throw new ArithmeticException("division by " + b);
        }
        if (isZero(a)) {
            return Interval.ZERO;
        }
        double ll = a.lower() / b.lower();
        double lu = a.lower() / b.upper();
        double ul = a.upper() / b.lower();
        double uu = a.upper() / b.upper();
        return outward(Math.min(Math.min(ll, lu), Math.min(ul, uu)), Math.max(Math.max(ll, lu), Math.max(ul, uu)));
    }

    @Override
    public Interval max(Interval a, Interval b) {
        return new Interval(Math.max(a.lower(), b.lower()), Math.max(a.upper(), b.upper()));
    }

    @Override
    public Interval min(Interval a, Interval b) {
        return new Interval(Math.min(a.lower(), b.lower()), Math.min(a.upper(), b.upper()));
    }

    @Override
    public double lower(Interval value) {
        return value.lower();
    }

    @Override
    public double upper(Interval value) {
        return value.upper();
    }

    private static boolean isZero(Interval a) {
        return a.lower() == 0 && a.upper() == 0;
    }

    private static Interval outward(double lower, double upper) {
        return new Interval(Math.nextDown(lower), Math.nextUp(upper));
    }
}
