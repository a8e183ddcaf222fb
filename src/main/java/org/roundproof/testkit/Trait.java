package org.roundproof.testkit;

import org.roundproof.format.FloatFormat;
import org.roundproof.format.NumberFormat;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;
import org.roundproof.quantizer.Rounding.Deterministic;

/** What a specification is. A law that is no law of a specification is skipped there, with the reason. */
public enum Trait {
    /** No random words. */
    DETERMINISTIC("a rounding without random words"),
    /** {@code ties-to-even}, {@code ties-to-away}. */
    NEAREST("a rounding to nearest"),
    /** {@code toward-zero}, {@code toward-positive}, {@code toward-negative}, {@code to-odd}. */
    DIRECTED("a directed rounding, or to-odd"),
    /** Q(−x) = −Q(x): format, rounding and overflow treat both signs alike. */
    ODD("alike for both signs"),
    /** Larger inputs never give smaller results. */
    MONOTONE("monotone"),
    /** {@code sr}, {@code sr(R,cut)}: one of the two neighbours, by chance. */
    STOCHASTIC("stochastic rounding to one of two neighbours"),
    /** {@code tpdf}. */
    DITHER("triangular dither"),
    /** Few enough codes to try them all. */
    FEW_CODES("of at most 2^16 codes"),
    /** A floating-point format with more than one significand. */
    FLOATING("floating-point with a fraction"),
    /** Some midpoint of two values is an input of the implementation. */
    TIES("a rounding whose ties are among its inputs"),
    /** Some of the points that draws are made at are left to chance. */
    CHANCE("left to chance at any of its inputs"),
    /** Some input lies beyond the range. */
    EXCEEDED("exceeded by any of its inputs"),
    /** E Q(x) = x inside the range. */
    UNBIASED("unbiased"),
    /** Of a step: labels, activations or gradients are rounded by chance. */
    NOISE_OF_ROWS("with chance in its labels, activations or gradients"),
    /** Of a step: weights are rounded by chance. */
    NOISE_OF_PARAMETERS("with chance in its weights"),
    /** Of a step: features and weights that are values of their formats stay as they are, which dither does not grant. */
    EXACT_ON_VALUES("without dither of its features and weights"),
    /** Of a step: every format has negative values. */
    SIGNED("with signs in all its formats"),
    /** Of a step: the features' format has a few binades about 1. */
    WIDE("with a few binades for its features");

    private static final int FEW = 16;

    private final String text;

    Trait(String text) {
        this.text = text;
    }

    /** What may stand after "it is". */
    public String text() {
        return text;
    }

    /** Whether an operator has the trait; an operator that is no true quantizer has none but {@link #UNBIASED}. */
    public boolean of(Operator operator) {
        if (this == UNBIASED) {
            return operator.unbiased();
        }
        return operator instanceof Quantizer quantizer && of(quantizer);
    }

    private boolean of(Quantizer quantizer) {
        NumberFormat format = quantizer.format();
        Rounding rounding = quantizer.rounding();
        boolean nearest = rounding == Deterministic.TIES_TO_EVEN || rounding == Deterministic.TIES_TO_AWAY;
        return switch (this) {
            case DETERMINISTIC -> rounding instanceof Deterministic;
            case NEAREST -> nearest;
            case DIRECTED -> rounding instanceof Deterministic && !nearest;
            case ODD ->
                format.symmetric()
                        && quantizer.overflow() != Overflow.WRAP
                        && rounding != Deterministic.TOWARD_POSITIVE
                        && rounding != Deterministic.TOWARD_NEGATIVE;
            case MONOTONE -> quantizer.overflow() != Overflow.WRAP && keepsOrderBeyond(quantizer);
            case STOCHASTIC -> rounding instanceof Rounding.Stochastic || rounding instanceof Rounding.StochasticBits;
            case DITHER -> rounding instanceof Rounding.Tpdf;
            case FEW_CODES -> format.bits() <= FEW;
            case FLOATING -> format instanceof FloatFormat floats && floats.precision() > 1;
            case UNBIASED -> quantizer.unbiased();
            case TIES, EXCEEDED, CHANCE, NOISE_OF_ROWS, NOISE_OF_PARAMETERS, EXACT_ON_VALUES, SIGNED, WIDE -> false;
        };
    }

    /** NaN, which an overflow may give in a format without infinities, has no place in an order. */
    private static boolean keepsOrderBeyond(Quantizer quantizer) {
        NumberFormat format = quantizer.format();
        return quantizer.overflow() != Overflow.OVF_INF
                || (format.hasPositiveInfinity() && (format.hasNegativeInfinity() || !format.signed()));
    }
}
