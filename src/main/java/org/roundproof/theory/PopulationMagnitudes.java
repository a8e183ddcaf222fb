package org.roundproof.theory;

import java.util.List;

/**
 * A population whose every moment is replaced by the sum of the magnitudes of the terms it is made of. What is computed from
 * it bounds the rounding of the same formula: a sum of products of r roundings each is off by at most γ_r times the sum of
 * the magnitudes (Higham, <i>Accuracy and Stability of Numerical Algorithms</i>, section 3.1).
 */
final class PopulationMagnitudes {
    private PopulationMagnitudes() {}

    static PopulationMoments<Double> of(PopulationMoments<Double> population) {
        List<RowMoments<Double>> rows =
                population.rows().stream().map(PopulationMagnitudes::row).toList();
        List<LabelMoments<Double>> labels = population.labels().stream()
                .map(label -> new LabelMoments<>(Math.abs(label.mean()), label.second()))
                .toList();
        return new PopulationMoments<>(population.field(), rows, labels, population.sharedLabel());
    }

    /** |m|, v, |s| and |q| + 6v², in which {@link RowMaps} meets |q| + 3v² where the map itself has q − 3v². */
    private static RowMoments<Double> row(RowMoments<Double> row) {
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
}
