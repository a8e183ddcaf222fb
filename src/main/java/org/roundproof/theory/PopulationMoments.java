package org.roundproof.theory;

import java.util.List;
import java.util.function.Function;

/**
 * A finite population as the recursion sees it: for each of its n rows, drawn uniformly with replacement, the conditional
 * moments of the quantized features and of the quantized label.
 *
 * @param field arithmetic
 * @param rows moments of the quantized rows, n of them, each of dimension d
 * @param labels moments of the quantized labels, n of them
 * @param sharedLabel β_l where one random factor multiplies all labels of a batch; otherwise 0
 */
public record PopulationMoments<T>(
        Field<T> field, List<RowMoments<T>> rows, List<LabelMoments<T>> labels, T sharedLabel) {
    public PopulationMoments {
        rows = List.copyOf(rows);
        labels = List.copyOf(labels);
    }

    /** n. */
    public int size() {
        return rows.size();
    }

    /** d. */
    public int dimension() {
        return rows.get(0).mean().rows();
    }

    /** H_q = mean_k D_k. */
    public FieldMatrix<T> quantizedCovariance() {
        return mean(k -> rows.get(k).second());
    }

    /** c = mean_k m ȳ = E[x̃ỹ]. */
    public FieldMatrix<T> correlation() {
        return mean(k -> rows.get(k).mean().times(labels.get(k).mean()));
    }

    /** mean_k E[ỹ²] D_k = E[ỹ² x̃x̃ᵀ]. */
    public FieldMatrix<T> labelWeightedCovariance() {
        return mean(k -> rows.get(k).second().times(labels.get(k).second()));
    }

    /** mean_k E[ỹ²]. */
    public T labelSecond() {
        return mean(k -> FieldMatrix.column(field, List.of(labels.get(k).second())))
                .get(0);
    }

    /** mean_k ȳ_k J_k(μ) = E[ỹ (x̃·μ) x̃x̃ᵀ]. */
    public FieldMatrix<T> third(FieldMatrix<T> mu) {
        return mean(k -> rows.get(k).third(mu).times(labels.get(k).mean()));
    }

    /** mean_k T_k(P) = E[x̃x̃ᵀPx̃x̃ᵀ]. */
    public FieldMatrix<T> fourth(FieldMatrix<T> p) {
        return mean(k -> rows.get(k).fourth(p));
    }

    private FieldMatrix<T> mean(Function<Integer, FieldMatrix<T>> term) {
        FieldMatrix<T> sum = term.apply(0);
        for (int k = 1; k < size(); k++) {
            sum = sum.plus(term.apply(k));
        }
        return sum.times(field.divide(field.one(), field.of((double) size())));
    }
}
