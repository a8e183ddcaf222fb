package org.roundproof.theory;

import java.util.ArrayList;
import java.util.List;

/**
 * What the upper bound needs to know of a problem and its data operator.
 *
 * @param field arithmetic
 * @param noise constants of the features and the residual
 * @param eigenvalues of H_q, all positive
 * @param squares squared components of w_0 − w_q* = −w_q* in the eigenbasis
 * @param slack see {@link SpectralSums#of}
 * @param cleanRatio a number r with H ≼ r H_q
 * @param approximation ‖w_q* − w*‖²_H
 * @param <T> numbers
 */
record BoundProblem<T>(
        Field<T> field,
        NoiseFactors<T> noise,
        List<T> eigenvalues,
        List<T> squares,
        T slack,
        T cleanRatio,
        T approximation) {

    /** A product design: H_q = diag(m2), H = diag(λ). */
    static <T> BoundProblem<T> of(Field<T> field, ProductMoments<T> moments, ResidualMoments<T> residual) {
        Arithmetic<T> a = new Arithmetic<>(field);
        List<T> eigenvalues = new ArrayList<>();
        List<T> squares = new ArrayList<>();
        T ratio = field.zero();
        T approximation = field.zero();
        for (int i = 0; i < moments.dimension(); i++) {
            CoordinateMoments<T> c = moments.coordinates().get(i);
            T optimum = residual.optimum().get(i);
            eigenvalues.add(c.m2());
            squares.add(a.square(optimum));
            ratio = field.max(ratio, field.divide(c.lambda(), c.m2()));
            T distance = a.square(field.subtract(optimum, c.optimum()));
            approximation = field.add(approximation, field.multiply(c.lambda(), distance));
        }
        return new BoundProblem<>(field, residual, eigenvalues, squares, field.zero(), ratio, approximation);
    }
}
