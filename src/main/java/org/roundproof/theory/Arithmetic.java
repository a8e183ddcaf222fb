package org.roundproof.theory;

/**
 * Sums and products of several numbers, so that formulas over a {@link Field} read as they are written.
 *
 * @param field arithmetic
 */
record Arithmetic<T>(Field<T> field) {
    @SafeVarargs
    final T sum(T first, T... rest) {
        T sum = first;
        for (T term : rest) {
            sum = field.add(sum, term);
        }
        return sum;
    }

    @SafeVarargs
    final T product(T first, T... rest) {
        T product = first;
        for (T factor : rest) {
            product = field.multiply(product, factor);
        }
        return product;
    }

    T square(T value) {
        return field.multiply(value, value);
    }
}
