package org.roundproof.random;

import org.apache.commons.numbers.fraction.BigFraction;

/** A symmetric law of mean 0 and variance 1 (third moment 0) with its fourth moment; the laws of the ideal error models. */
public enum UnitLaw {
    GAUSSIAN(BigFraction.of(3)),
    UNIFORM(BigFraction.of(9, 5)),
    RADEMACHER(BigFraction.of(1));

    private final BigFraction fourthMoment;

    UnitLaw(BigFraction fourthMoment) {
        this.fourthMoment = fourthMoment;
    }

    /** E ζ⁴. */
    public BigFraction fourthMoment() {
        return fourthMoment;
    }

    /** ζ as a double, from the words of use 0. */
    public double draw(WordSource words) {
        throw new UnsupportedOperationException();
    }
}
