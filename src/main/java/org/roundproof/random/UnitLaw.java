package org.roundproof.random;

import org.apache.commons.numbers.fraction.BigFraction;

/** A symmetric law of mean 0 and variance 1 (third moment 0) with its fourth moment; the laws of the ideal error models. */
public enum UnitLaw {
    GAUSSIAN(BigFraction.of(3)),
    UNIFORM(BigFraction.of(9, 5)),
    RADEMACHER(BigFraction.of(1));

    private static final double ROOT_3 = StrictMath.sqrt(3.0);

    private final BigFraction fourthMoment;

    UnitLaw(BigFraction fourthMoment) {
        this.fourthMoment = fourthMoment;
    }

    /** E ζ⁴. */
    public BigFraction fourthMoment() {
        return fourthMoment;
    }

    /**
     * ζ as a double, from the words of use 0 and, with u the element's centred uniform ({@link Uniforms}):
     *
     * <pre>gaussian Φ⁻¹(u),   uniform fl(fl(√3)·(2u − 1)),   rademacher +1 if the top bit of word(0, 0) is set (u &gt; ½), else −1.</pre>
     */
    public double draw(WordSource words) {
        return switch (this) {
            case GAUSSIAN -> Gaussians.draw(words);
            case UNIFORM -> ROOT_3 * (2 * Uniforms.draw(words) - 1);
            case RADEMACHER -> words.word(0, 0) < 0 ? 1.0 : -1.0;
        };
    }
}
