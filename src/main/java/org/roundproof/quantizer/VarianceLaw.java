package org.roundproof.quantizer;

import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The law Var[Q(z)|z] = α + β z².
 *
 * @param alpha additive part α ≥ 0, in the square of z's unit
 * @param beta relative part β ≥ 0
 * @param shared whether one random factor is shared by the whole vector (the rank-one multiplicative model)
 */
public record VarianceLaw(BigFraction alpha, BigFraction beta, boolean shared) {
    /** No error at all. */
    public static final VarianceLaw NONE = new VarianceLaw(BigFraction.ZERO, BigFraction.ZERO, false);
}
