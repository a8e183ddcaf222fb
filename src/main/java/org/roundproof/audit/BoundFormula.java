package org.roundproof.audit;

import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The upper bound's formula in one dimension, in rational arithmetic, with no condition asked: what would be claimed if an
 * assumption were dropped.
 *
 * @param eigenvalue λ of H_q
 * @param distance δ = w_0 − w_q*
 * @param stepSize γ
 * @param steps N
 * @param state α̂
 * @param noise σ̂²
 */
record BoundFormula(
        BigFraction eigenvalue,
        BigFraction distance,
        BigFraction stepSize,
        int steps,
        BigFraction state,
        BigFraction noise) {

    /** bias + bias noise + variance. */
    BigFraction value() {
        BigFraction x = stepSize.multiply(steps).multiply(eigenvalue);
        boolean learned = x.subtract(1).signum() >= 0;
        BigFraction square = distance.multiply(distance);
        BigFraction rest = BigFraction.ONE.subtract(stepSize.multiply(state).multiply(eigenvalue));
        BigFraction bias = eigenvalue.multiply(square);
        BigFraction drift = square;
        BigFraction dimension = BigFraction.ONE;
        BigFraction averaged = BigFraction.ONE.subtract(BigFraction.of(2, 3).divide(x));
        if (learned) {
            bias = bias.divide(x.multiply(x));
        } else {
            drift = drift.multiply(x);
            dimension = x.multiply(x);
            averaged = dimension.divide(3);
        }
        BigFraction biasNoise = state.multiply(drift)
                .multiply(dimension)
                .divide(steps)
                .divide(stepSize.multiply(steps).multiply(rest));
        BigFraction variance = noise.multiply(averaged).divide(steps).divide(rest);
        return bias.add(biasNoise).add(variance).divide(2);
    }
}
