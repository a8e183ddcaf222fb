package org.roundproof.theory;

/**
 * A row whose coordinates are quantized independently: x̃ = m + e, the e_i independent with mean 0 and central moments v, s
 * and q. Nothing else is asked of them: bias and saturation sit in m.
 *
 * @param field arithmetic
 * @param mean m = E x̃, d entries
 * @param variance v_i = E e_i²
 * @param skew s_i = E e_i³
 * @param quartic q_i = E e_i⁴
 */
public record IndependentRow<T>(
        Field<T> field, FieldMatrix<T> mean, FieldMatrix<T> variance, FieldMatrix<T> skew, FieldMatrix<T> quartic)
        implements RowMoments<T> {

    /** D = mmᵀ + diag v. */
    @Override
    public FieldMatrix<T> second() {
        return mean.times(mean.transpose()).plus(FieldMatrix.diagonal(variance));
    }

    /** Π_i E x̃_i^r over the distinct indices i, r times each. */
    @Override
    public T product(int... ascending) {
        T product = field.one();
        int from = 0;
        while (from < ascending.length) {
            int to = from + 1;
            while (to < ascending.length && ascending[to] == ascending[from]) {
                to++;
            }
            product = field.multiply(product, power(ascending[from], to - from));
            from = to;
        }
        return product;
    }

    /** E x̃_i^r: m, m² + v, m³ + 3mv + s, m⁴ + 6m²v + 4ms + q. */
    private T power(int i, int r) {
        Arithmetic<T> a = new Arithmetic<>(field);
        T m = mean.get(i);
        T square = a.square(m);
        return switch (r) {
            case 1 -> m;
            case 2 -> field.add(square, variance.get(i));
            case 3 -> a.sum(a.product(m, square), a.product(field.of(3), m, variance.get(i)), skew.get(i));
            default ->
                a.sum(
                        a.square(square),
                        a.product(field.of(6), square, variance.get(i)),
                        a.product(field.of(4), m, skew.get(i)),
                        quartic.get(i));
        };
    }

    /** J = D(m·μ) + m(v∘μ)ᵀ + (v∘μ)mᵀ + diag(s∘μ). */
    @Override
    public FieldMatrix<T> third(FieldMatrix<T> mu) {
        FieldMatrix<T> cross = mean.times(variance.entrywise(mu).transpose());
        return second().times(mean.dot(mu)).plus(cross.plusTranspose()).plus(FieldMatrix.diagonal(skew.entrywise(mu)));
    }

    /**
     * With b = Pm, δ = diag P and τ = Σ δ_i v_i,
     *
     * <pre>T = D(mᵀPm) + 2( m(v∘b)ᵀ + (v∘b)mᵀ + diag(s∘b) )
     *     + mmᵀτ + m(δ∘s)ᵀ + (δ∘s)mᵀ + 2(vvᵀ)∘P + diag( vτ + δ∘(q − 3v²) ).</pre>
     */
    @Override
    public FieldMatrix<T> fourth(FieldMatrix<T> p) {
        T two = field.of(2.0);
        T three = field.of(3.0);
        FieldMatrix<T> b = p.times(mean);
        FieldMatrix<T> delta = p.diagonal();
        T tau = delta.dot(variance);
        FieldMatrix<T> outer = mean.times(mean.transpose());
        FieldMatrix<T> linear = mean.times(variance.entrywise(b).transpose())
                .plusTranspose()
                .plus(FieldMatrix.diagonal(skew.entrywise(b)))
                .times(two);
        FieldMatrix<T> cubic = mean.times(delta.entrywise(skew).transpose()).plusTranspose();
        FieldMatrix<T> pairs = variance.times(variance.transpose()).entrywise(p).times(two);
        FieldMatrix<T> excess =
                quartic.minus(variance.entrywise(variance).times(three)).entrywise(delta);
        return second().times(mean.dot(b))
                .plus(linear)
                .plus(outer.times(tau))
                .plus(cubic)
                .plus(pairs)
                .plus(FieldMatrix.diagonal(variance.times(tau).plus(excess)));
    }
}
