package org.roundproof.theory;

import org.apache.commons.numbers.fraction.BigFraction;

/**
 * T(P) = E[x̃x̃ᵀPx̃x̃ᵀ] of a finite population with a bound of every rounding: {@link RowMaps} in double, and the same map on the
 * magnitudes of all that enters ({@link PopulationMagnitudes}); r counts n rows, two sums over d coordinates, and the rest.
 */
final class FourthMomentBall {
    /** Operations of one term beside the sums, and half-units by which the moments themselves may be off. */
    private static final int PER_TERM = 80;

    private final int d;
    private final RowMaps map;
    private final RowMaps magnitudes;
    private final double step;

    FourthMomentBall(PopulationMoments<Double> population) {
        this.d = population.dimension();
        this.map = new RowMaps(population);
        this.magnitudes = new RowMaps(PopulationMagnitudes.of(population));
        this.step = (population.size() + 3 * d + PER_TERM) * CompensatedDot.UNIT_ROUNDOFF * (1 + 0x1p-20);
    }

    /** T(P) for every P of the set. */
    BallMatrix of(BallMatrix p) {
        double[] centre = new double[d * d];
        map.fourth(p.centre(), centre);
        double[] inputs = new double[d * d];
        for (int k = 0; k < inputs.length; k++) {
            inputs[k] = step * Math.abs(p.centre()[k]) + p.radius()[k];
        }
        double[] radius = new double[d * d];
        magnitudes.fourth(inputs, radius);
        for (int k = 0; k < radius.length; k++) {
            radius[k] = radius[k] * (1 + 2 * step) + 0x1p-1000;
        }
        return new BallMatrix(d, centre, radius);
    }

    /** P = E[pp^T] without its constant part, S + β_p diag S or (1 + β_p)S, for one S. */
    static BallMatrix parameter(double[] s, int d, BigFraction beta, boolean shared) {
        double[] counted = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                counted[i * d + j] = i == j || shared ? s[i * d + j] : 0;
            }
        }
        return BallMatrix.of(s, d).plus(IntervalField.INSTANCE.of(beta), BallMatrix.of(counted, d));
    }
}
