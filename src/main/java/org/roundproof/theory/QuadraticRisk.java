package org.roundproof.theory;

/**
 * A risk that is quadratic in the weights: ½ wᵀAw − b·w + κ, and its expectation ½ tr(A E[wwᵀ]) − b·E w + κ.
 *
 * @param field arithmetic
 * @param quadratic A, symmetric d×d
 * @param linear b, d entries
 * @param constant κ
 */
public record QuadraticRisk<T>(Field<T> field, FieldMatrix<T> quadratic, FieldMatrix<T> linear, T constant) {
    /** The expected risk of a random iterate. */
    public T of(IterateMoments<T> moments) {
        T half = field.of(0.5);
        T square = field.multiply(half, quadratic.dot(moments.second()));
        return field.add(field.subtract(square, linear.dot(moments.mean())), constant);
    }

    /** Σ of the magnitudes of all terms of {@link #of}: what cancellation is measured against. */
    static double magnitude(QuadraticRisk<Double> risk, IterateMoments<Double> moments) {
        double sum = Math.abs(risk.constant());
        int d = moments.mean().rows();
        for (int i = 0; i < d; i++) {
            sum += Math.abs(risk.linear().get(i) * moments.mean().get(i));
            for (int j = 0; j < d; j++) {
                sum += Math.abs(risk.quadratic().get(i, j) * moments.second().get(i, j)) / 2;
            }
        }
        return sum;
    }

    /**
     * Clean excess risk L(w) − L(w*) = ½ wᵀHw − h·w + ½ h·w*, with H = mean xxᵀ, h = mean xy, Hw* = h.
     *
     * @param unquantized moments of the population without any quantizer
     * @param optimum w*
     */
    public static <T> QuadraticRisk<T> clean(PopulationMoments<T> unquantized, FieldMatrix<T> optimum) {
        Field<T> field = unquantized.field();
        FieldMatrix<T> linear = unquantized.correlation();
        T constant = field.multiply(field.of(0.5), linear.dot(optimum));
        return new QuadraticRisk<>(field, unquantized.quantizedCovariance(), linear, constant);
    }

    /**
     * Risk on quantized test rows, ½E(Q_l(y) − ⟨w, Q_d(x)⟩)² − L(w*) = ½ wᵀH_q w − c·w + ½ mean E[ỹ²] − L(w*), where
     * L(w*) = ½ mean y² − ½ h·w* takes the place of ½σ².
     *
     * @param quantized moments of the quantized population
     * @param unquantized moments of the population without any quantizer
     * @param optimum w*
     */
    public static <T> QuadraticRisk<T> quantized(
            PopulationMoments<T> quantized, PopulationMoments<T> unquantized, FieldMatrix<T> optimum) {
        Field<T> field = quantized.field();
        T residual = field.subtract(
                unquantized.labelSecond(), unquantized.correlation().dot(optimum));
        T constant = field.multiply(field.of(0.5), field.subtract(quantized.labelSecond(), residual));
        return new QuadraticRisk<>(field, quantized.quantizedCovariance(), quantized.correlation(), constant);
    }
}
