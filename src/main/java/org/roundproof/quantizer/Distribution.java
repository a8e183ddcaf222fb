package org.roundproof.quantizer;

import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/** The exact distribution of a quantizer's result at one point. Skeleton: mean, bias, variance, m3, m4 as exact fractions. */
public interface Distribution {
    /** Support points with their probabilities (empty for subtractive dither, which has no finite support). */
    List<Atom> support();

    /** E Q(x). */
    BigFraction mean();

    /** E Q(x) − x. */
    BigFraction bias();

    /** E (Q − E Q)². */
    BigFraction variance();

    /** E (Q − E Q)³. */
    BigFraction thirdCentralMoment();

    /** E (Q − E Q)⁴. */
    BigFraction fourthCentralMoment();

    /**
     * One support point.
     *
     * @param value a double; ±∞ or NaN possible under {@code ovf-inf} (then the moments do not exist)
     * @param probability exact, positive
     */
    record Atom(double value, BigFraction probability) {}
}
