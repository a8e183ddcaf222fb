package org.roundproof.theory;

import org.apache.commons.numbers.fraction.BigFraction;

/** Exact rational arithmetic. */
public enum RationalField implements Field<BigFraction> {
    INSTANCE;

    @Override
    public BigFraction of(BigFraction value) {
        return value;
    }

    @Override
    public BigFraction of(double value) {
        return BigFraction.from(value);
    }

    @Override
    public BigFraction add(BigFraction a, BigFraction b) {
        return a.add(b);
    }

    @Override
    public BigFraction subtract(BigFraction a, BigFraction b) {
        return a.subtract(b);
    }

    @Override
    public BigFraction multiply(BigFraction a, BigFraction b) {
        return a.multiply(b);
    }

    @Override
    public BigFraction divide(BigFraction a, BigFraction b) {
        return a.divide(b);
    }

    @Override
    public BigFraction max(BigFraction a, BigFraction b) {
        return a.subtract(b).signum() >= 0 ? a : b;
    }

    @Override
    public BigFraction min(BigFraction a, BigFraction b) {
        return a.subtract(b).signum() <= 0 ? a : b;
    }

    @Override
    public double lower(BigFraction value) {
        return IntervalField.INSTANCE.of(value).lower();
    }

    @Override
    public double upper(BigFraction value) {
        return IntervalField.INSTANCE.of(value).upper();
    }
}
