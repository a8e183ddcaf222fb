package org.roundproof.theory;

/**
 * A row multiplied by one random factor, x̃ = ζ'x with E ζ' = 1: the paper's rank-one multiplicative error.
 *
 * @param field arithmetic
 * @param mean x
 * @param factorSecond E ζ'²
 * @param factorThird E ζ'³
 * @param factorFourth E ζ'⁴
 */
public record FactorRow<T>(Field<T> field, FieldMatrix<T> mean, T factorSecond, T factorThird, T factorFourth)
        implements RowMoments<T> {

    private FieldMatrix<T> outer() {
        return mean.times(mean.transpose());
    }

    /** D = E ζ'² · xxᵀ. */
    @Override
    public FieldMatrix<T> second() {
        return outer().times(factorSecond);
    }

    /** E ζ'^r · Π_k x_{i_k}. */
    @Override
    public T product(int... ascending) {
        T product =
                switch (ascending.length) {
                    case 1 -> field.one();
                    case 2 -> factorSecond;
                    case 3 -> factorThird;
                    default -> factorFourth;
                };
        for (int i : ascending) {
            product = field.multiply(product, mean.get(i));
        }
        return product;
    }

    /** J = E ζ'³ · (x·μ) xxᵀ. */
    @Override
    public FieldMatrix<T> third(FieldMatrix<T> mu) {
        return outer().times(field.multiply(factorThird, mean.dot(mu)));
    }

    /** T = E ζ'⁴ · (xᵀPx) xxᵀ. */
    @Override
    public FieldMatrix<T> fourth(FieldMatrix<T> p) {
        return outer().times(field.multiply(factorFourth, mean.dot(p.times(mean))));
    }
}
