package org.roundproof.theory;

import org.apache.commons.numbers.fraction.BigFraction;

/** IEEE 754 binary64 arithmetic, ties to even. */
public enum DoubleField implements Field<Double> {
    INSTANCE;

    @Override
    public Double of(BigFraction value) {
        return value.doubleValue();
    }

    @Override
    public Double of(double value) {
        return value;
    }

    @Override
    public Double add(Double a, Double b) {
        return a + b;
    }

    @Override
    public Double subtract(Double a, Double b) {
        return a - b;
    }

    @Override
    public Double multiply(Double a, Double b) {
        return a * b;
    }

    @Override
    public Double divide(Double a, Double b) {
        return a / b;
    }

    @Override
    public Double max(Double a, Double b) {
        return Math.max(a, b);
    }

    @Override
    public Double min(Double a, Double b) {
        return Math.min(a, b);
    }

    @Override
    public double lower(Double value) {
        return value;
    }

    @Override
    public double upper(Double value) {
        return value;
    }
}
