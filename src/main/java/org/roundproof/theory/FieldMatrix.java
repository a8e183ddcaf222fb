package org.roundproof.theory;

import java.util.ArrayList;
import java.util.List;

/**
 * A small dense matrix over a {@link Field}. Every operation returns a new matrix; a vector is a matrix of one column, so
 * that formulas read as they are written.
 *
 * @param <T> numbers
 */
public final class FieldMatrix<T> {
    private final Field<T> field;
    private final int rows;
    private final int columns;
    private final List<T> entries;

    private FieldMatrix(Field<T> field, int rows, int columns, List<T> entries) {
        this.field = field;
        this.rows = rows;
        this.columns = columns;
        this.entries = entries;
    }

    /** The entry in row i and column j. */
    @FunctionalInterface
    public interface Entry<T> {
        T at(int i, int j);
    }

    /** The matrix of the given entries. */
    public static <T> FieldMatrix<T> of(Field<T> field, int rows, int columns, Entry<T> entry) {
        List<T> entries = new ArrayList<>(rows * columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                entries.add(entry.at(i, j));
            }
        }
        return new FieldMatrix<>(field, rows, columns, entries);
    }

    /** A column vector. */
    public static <T> FieldMatrix<T> column(Field<T> field, List<T> entries) {
        return new FieldMatrix<>(field, entries.size(), 1, List.copyOf(entries));
    }

    /** 0. */
    public static <T> FieldMatrix<T> zero(Field<T> field, int rows, int columns) {
        T zero = field.zero();
        return of(field, rows, columns, (i, j) -> zero);
    }

    /** The diagonal matrix of a vector. */
    public static <T> FieldMatrix<T> diagonal(FieldMatrix<T> vector) {
        T zero = vector.field.zero();
        return of(vector.field, vector.rows, vector.rows, (i, j) -> i == j ? vector.get(i) : zero);
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    public T get(int i, int j) {
        return entries.get(i * columns + j);
    }

    /** Component i of a vector. */
    public T get(int i) {
        return entries.get(i);
    }

    public FieldMatrix<T> plus(FieldMatrix<T> other) {
        return of(field, rows, columns, (i, j) -> field.add(get(i, j), other.get(i, j)));
    }

    public FieldMatrix<T> minus(FieldMatrix<T> other) {
        return of(field, rows, columns, (i, j) -> field.subtract(get(i, j), other.get(i, j)));
    }

    public FieldMatrix<T> times(T factor) {
        return of(field, rows, columns, (i, j) -> field.multiply(get(i, j), factor));
    }

    /** The matrix product. */
    public FieldMatrix<T> times(FieldMatrix<T> other) {
        return of(field, rows, other.columns, (i, j) -> {
            T sum = field.zero();
            for (int k = 0; k < columns; k++) {
                sum = field.add(sum, field.multiply(get(i, k), other.get(k, j)));
            }
            return sum;
        });
    }

    /** The product entry by entry, A∘B. */
    public FieldMatrix<T> entrywise(FieldMatrix<T> other) {
        return of(field, rows, columns, (i, j) -> field.multiply(get(i, j), other.get(i, j)));
    }

    public FieldMatrix<T> transpose() {
        return of(field, columns, rows, (i, j) -> get(j, i));
    }

    /** The diagonal, as a vector. */
    public FieldMatrix<T> diagonal() {
        return of(field, rows, 1, (i, j) -> get(i, i));
    }

    /** Σ_ij A_ij B_ij: the dot product of vectors, and tr(AᵀB). */
    public T dot(FieldMatrix<T> other) {
        T sum = field.zero();
        for (int k = 0; k < entries.size(); k++) {
            sum = field.add(sum, field.multiply(entries.get(k), other.entries.get(k)));
        }
        return sum;
    }

    /** A + Aᵀ. */
    public FieldMatrix<T> plusTranspose() {
        return plus(transpose());
    }
}
