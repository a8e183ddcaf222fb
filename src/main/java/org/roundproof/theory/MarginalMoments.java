package org.roundproof.theory;

import java.util.Collections;
import java.util.List;

/**
 * First and second moments of a random weight vector, coordinate by coordinate.
 *
 * @param mean E w_i
 * @param second E w_i²
 * @param <T> numbers
 */
public record MarginalMoments<T>(List<T> mean, List<T> second) {
    public MarginalMoments {
        mean = List.copyOf(mean);
        second = List.copyOf(second);
    }

    /** w = 0. */
    public static <T> MarginalMoments<T> zero(Field<T> field, int dimension) {
        List<T> zeros = Collections.nCopies(dimension, field.zero());
        return new MarginalMoments<>(zeros, zeros);
    }
}
