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
 * @param quantizedGap twice the risk of w_q* on quantized test data, less what the label law adds: E ỹ² − ‖w_q*‖²_{H_q} − 2L(w*)
 * @param labelEnergy what a relative law of the labels multiplies on test data: E y²; 0 where the label's quantizer is part of ỹ
 * @param <T> numbers
 */
record BoundProblem<T>(
        Field<T> field,
        NoiseFactors<T> noise,
        List<T> eigenvalues,
        List<T> squares,
        T slack,
        T cleanRatio,
        T approximation,
        T quantizedGap,
        T labelEnergy) {

    /** A product design: H_q = diag(m2), H = diag(λ). */
    static <T> BoundProblem<T> of(Field<T> field, ProductMoments<T> moments, ResidualMoments<T> residual) {
        Arithmetic<T> a = new Arithmetic<>(field);
        List<T> eigenvalues = new ArrayList<>();
        List<T> squares = new ArrayList<>();
        T ratio = field.zero();
        T approximation = field.zero();
        T gap = field.zero();
        T energy = moments.noiseVariance();
        for (int i = 0; i < moments.dimension(); i++) {
            CoordinateMoments<T> c = moments.coordinates().get(i);
            T optimum = residual.optimum().get(i);
            eigenvalues.add(c.m2());
            squares.add(a.square(optimum));
            ratio = field.max(ratio, field.divide(c.lambda(), c.m2()));
            T distance = a.square(field.subtract(optimum, c.optimum()));
            approximation = field.add(approximation, field.multiply(c.lambda(), distance));
            // λw*² − c11²w*²/m2
            T lost = field.subtract(c.lambda(), field.divide(a.square(c.c11()), c.m2()));
            T power = a.square(c.optimum());
            gap = field.add(gap, field.multiply(lost, power));
            energy = field.add(energy, field.multiply(c.lambda(), power));
        }
        return new BoundProblem<>(
                field, residual, eigenvalues, squares, field.zero(), ratio, approximation, gap, energy);
    }

    /** Risk of w_q* on quantized test data, ½E(ỹ − ⟨w_q*, x̃⟩)² − L(w*): what the risk over the quantized optimum leaves out. */
    T quantizedApproximation(LawNumbers<T> laws) {
        T labels = field.add(laws.label().alpha(), field.multiply(laws.label().beta(), labelEnergy));
        return field.multiply(field.of(0.5), field.add(quantizedGap, labels));
    }
}
