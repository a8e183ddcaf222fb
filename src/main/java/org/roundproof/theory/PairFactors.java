package org.roundproof.theory;

/**
 * How far a factor that a row shares ties two coordinates i ≠ j together; all 1 for elementwise quantizers.
 *
 * @param k22 E[x̃_i² x̃_j²] / (m2_i m2_j)
 * @param k211 E[x̃_i² x̃_j x_j] / (m2_i c11_j)
 * @param k2x2 E[x̃_i² x_j²] / (m2_i λ_j)
 * @param <T> numbers
 */
public record PairFactors<T>(T k22, T k211, T k2x2) {
    /** Independent coordinates. */
    public static <T> PairFactors<T> independent(Field<T> field) {
        return new PairFactors<>(field.one(), field.one(), field.one());
    }

    /** One factor s for the whole row: k22 = E s⁴/(E s²)², k211 = E s³/E s², k2x2 = 1. */
    public static <T> PairFactors<T> shared(Field<T> field, FactorMoments<T> factor) {
        return new PairFactors<>(
                field.divide(factor.fourth(), field.multiply(factor.second(), factor.second())),
                field.divide(factor.third(), factor.second()),
                field.one());
    }
}
