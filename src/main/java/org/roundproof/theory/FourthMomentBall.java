package org.roundproof.theory;

import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * T(P) = E[x̃x̃ᵀPx̃x̃ᵀ] of a finite population with a bound of every rounding: {@link RowMaps} in double, and the same map on the
 * magnitudes of all that enters. A sum of products of r roundings each is off by at most γ_r times the sum of the
 * magnitudes (Higham, <i>Accuracy and Stability of Numerical Algorithms</i>, section 3.1); r counts n rows, two sums over d
 * coordinates, and the rest.
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
        List<RowMoments<Double>> rows =
                population.rows().stream().map(FourthMomentBall::magnitude).toList();
        this.magnitudes = new RowMaps(new PopulationMoments<>(population.field(), rows, population.labels(), 0.0));
        this.step = (population.size() + 3 * d + PER_TERM) * CompensatedDot.UNIT_ROUNDOFF * (1 + 0x1p-20);
    }

    /** |m|, v, |s| and |q| + 6v², in which {@link RowMaps} meets |q| + 3v² where the map itself has q − 3v². */
    private static RowMoments<Double> magnitude(RowMoments<Double> row) {
        if (row instanceof IndependentRow<Double> independent) {
            FieldMatrix<Double> v = independent.variance();
            return new IndependentRow<>(
                    independent.field(),
                    absolute(independent.mean()),
                    v,
                    absolute(independent.skew()),
                    absolute(independent.quartic()).plus(v.entrywise(v).times(6.0)));
        }
        FactorRow<Double> common = (FactorRow<Double>) row;
        return new FactorRow<>(
                common.field(),
                absolute(common.mean()),
                common.factorSecond(),
                common.factorThird(),
                common.factorFourth());
    }

    private static FieldMatrix<Double> absolute(FieldMatrix<Double> x) {
        return FieldMatrix.of(DoubleField.INSTANCE, x.rows(), x.columns(), (i, j) -> Math.abs(x.get(i, j)));
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
