package org.roundproof.theory;

/**
 * Moments of a multiplicative factor s = 1 + √ε ζ with E ζ = E ζ³ = 0 and E ζ² = 1.
 *
 * @param second E s² = 1 + ε
 * @param third E s³ = 1 + 3ε
 * @param fourth E s⁴ = 1 + 6ε + ε² E ζ⁴
 * @param <T> numbers
 */
public record FactorMoments<T>(T second, T third, T fourth) {
    /**
     * The moments of s.
     *
     * @param epsilon ε ≥ 0
     * @param kurtosis E ζ⁴
     */
    public static <T> FactorMoments<T> of(Field<T> field, T epsilon, T kurtosis) {
        T one = field.one();
        T square = field.multiply(epsilon, epsilon);
        return new FactorMoments<>(
                field.add(one, epsilon),
                field.add(one, field.multiply(field.of(3), epsilon)),
                field.add(field.add(one, field.multiply(field.of(6), epsilon)), field.multiply(square, kurtosis)));
    }
}
