package org.roundproof.theory;

import java.util.ArrayList;
import java.util.List;

/**
 * E[x̃x̃ᵀ] and E[x̃ỹ] of a finite population, each entry to about one unit in its last place.
 *
 * @param covariance E[x̃x̃ᵀ] = H_q
 * @param correlation E[x̃ỹ] = c, d entries
 */
record SecondMoments(BallMatrix covariance, List<Interval> correlation) {
    private static final IntervalField FIELD = IntervalField.INSTANCE;

    static SecondMoments of(PopulationMoments<Interval> population) {
        return new SecondMoments(PopulationCovariance.of(population).ball(), correlation(population));
    }

    /** c is the last row of E[zzᵀ], z = (m, ȳ). */
    private static List<Interval> correlation(PopulationMoments<Interval> population) {
        int d = population.dimension();
        FieldMatrix<Interval> zero = FieldMatrix.zero(FIELD, d + 1, 1);
        List<RowMoments<Interval>> rows = new ArrayList<>();
        for (int k = 0; k < population.size(); k++) {
            FieldMatrix<Interval> mean = population.rows().get(k).mean();
            Interval label = population.labels().get(k).mean();
            FieldMatrix<Interval> longer = FieldMatrix.of(FIELD, d + 1, 1, (i, j) -> i < d ? mean.get(i) : label);
            rows.add(new IndependentRow<>(FIELD, longer, zero, zero, zero));
        }
        SplitMatrix products = PopulationCovariance.of(
                new PopulationMoments<>(FIELD, rows, population.labels(), population.sharedLabel()));
        List<Interval> last = new ArrayList<>();
        for (int i = 0; i < d; i++) {
            last.add(products.entry(d, i));
        }
        return List.copyOf(last);
    }

    /** H_q entry by entry. */
    FieldMatrix<Interval> matrix() {
        int d = covariance.dimension();
        return FieldMatrix.of(FIELD, d, d, covariance::entry);
    }
}
