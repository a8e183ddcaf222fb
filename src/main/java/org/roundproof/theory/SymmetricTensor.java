package org.roundproof.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A tensor of order r over ℝ^d that does not change when its indices are permuted, each of its d^r entries stored.
 *
 * @param field arithmetic
 * @param dimension d
 * @param order r
 * @param entries row-major, the last index fastest
 */
record SymmetricTensor<T>(Field<T> field, int dimension, int order, List<T> entries) {

    /** The value of an entry, given its indices in ascending order. */
    @FunctionalInterface
    interface Entry<T> {
        T at(int[] ascending);
    }

    /** Fills a tensor; each entry is computed once. */
    static <T> SymmetricTensor<T> of(Field<T> field, int dimension, int order, Entry<T> entry) {
        int size = 1;
        for (int k = 0; k < order; k++) {
            size *= dimension;
        }
        List<T> entries = new ArrayList<>(size);
        for (int at = 0; at < size; at++) {
            int[] indices = indices(at, dimension, order);
            int[] ascending = indices.clone();
            Arrays.sort(ascending);
            // an entry with ascending indices comes before every permutation of it
            entries.add(
                    Arrays.equals(indices, ascending)
                            ? entry.at(ascending)
                            : entries.get(position(ascending, dimension)));
        }
        return new SymmetricTensor<>(field, dimension, order, entries);
    }

    private static int[] indices(int position, int dimension, int order) {
        int[] indices = new int[order];
        int rest = position;
        for (int k = order - 1; k >= 0; k--) {
            indices[k] = rest % dimension;
            rest /= dimension;
        }
        return indices;
    }

    private static int position(int[] indices, int dimension) {
        int position = 0;
        for (int index : indices) {
            position = position * dimension + index;
        }
        return position;
    }

    /** The entry at the given indices. */
    T get(int... indices) {
        return entries.get(position(indices, dimension));
    }

    /** Every index transformed by Lᵀ: Σ L_ja L_kb … T_jk…. */
    SymmetricTensor<T> transformed(FieldMatrix<T> l) {
        List<T> current = entries;
        for (int k = 0; k < order; k++) {
            current = contractFirst(current, l);
        }
        return new SymmetricTensor<>(field, dimension, order, current);
    }

    // the first index is transformed and becomes the last: after r times all are, in their old places
    private List<T> contractFirst(List<T> tensor, FieldMatrix<T> l) {
        int rest = tensor.size() / dimension;
        List<T> result = new ArrayList<>(tensor.size());
        for (int r = 0; r < rest; r++) {
            for (int a = 0; a < dimension; a++) {
                T sum = field.zero();
                for (int j = 0; j < dimension; j++) {
                    sum = field.add(sum, field.multiply(tensor.get(j * rest + r), l.get(j, a)));
                }
                result.add(sum);
            }
        }
        return result;
    }
}
