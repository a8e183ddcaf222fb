package org.roundproof.theory;

/**
 * Joint moments of one coordinate (x, x̃ = Q_d(x)) of a product design, with the optimum's coordinate.
 *
 * @param lambda λ = E x²
 * @param optimum w*
 * @param c11 E[x x̃]
 * @param m2 E[x̃²]
 * @param m4 E[x̃⁴]
 * @param c13 E[x x̃³]
 * @param c22 E[x² x̃²]
 * @param <T> numbers
 */
public record CoordinateMoments<T>(T lambda, T optimum, T c11, T m2, T m4, T c13, T c22) {

    /**
     * Additive error e independent of x, E e = E e³ = 0, E e² = ε:
     *
     * <pre>m2 = λ+ε   m4 = E x⁴ + 6λε + E e⁴   c13 = E x⁴ + 3λε   c22 = E x⁴ + λε</pre>
     *
     * @param fourth E x⁴
     * @param epsilon ε
     * @param errorFourth E e⁴
     */
    public static <T> CoordinateMoments<T> additive(
            Field<T> field, T lambda, T optimum, T fourth, T epsilon, T errorFourth) {
        T product = field.multiply(lambda, epsilon);
        return new CoordinateMoments<>(
                lambda,
                optimum,
                lambda,
                field.add(lambda, epsilon),
                field.add(field.add(fourth, field.multiply(field.of(6), product)), errorFourth),
                field.add(fourth, field.multiply(field.of(3), product)),
                field.add(fourth, product));
    }

    /**
     * Multiplicative error x̃ = s x, s = 1 + √ε ζ independent of x, E ζ = E ζ³ = 0, E ζ² = 1:
     *
     * <pre>m2 = λ E s²   m4 = E x⁴ E s⁴   c13 = E x⁴ E s³   c22 = E x⁴ E s²</pre>
     *
     * @param fourth E x⁴
     * @param factor E s², E s³, E s⁴
     */
    public static <T> CoordinateMoments<T> multiplicative(
            Field<T> field, T lambda, T optimum, T fourth, FactorMoments<T> factor) {
        return new CoordinateMoments<>(
                lambda,
                optimum,
                lambda,
                field.multiply(lambda, factor.second()),
                field.multiply(fourth, factor.fourth()),
                field.multiply(fourth, factor.third()),
                field.multiply(fourth, factor.second()));
    }
}
