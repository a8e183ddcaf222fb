package org.roundproof.theory;

import java.util.List;

/**
 * The sums over the spectrum of H_q of which the bounds are made. With x_i = γNλ_i and δ_i the components of w_0 − w_q* in the
 * eigenbasis, k = k* = #{i : x_i ≥ 1},
 *
 * <pre>
 * bias      = Σ λ_i δ_i² min(1, 1/x_i)²   = ‖δ‖²_{H_q⁻¹,≤k}/(γN)² + ‖δ‖²_{H_q,&gt;k}
 * drift     = Σ δ_i² min(1, x_i)           = ‖δ‖²_{I,≤k} + Nγ‖δ‖²_{H_q,&gt;k}
 * dimension = (1/N) Σ min(1, x_i²)         = k/N + Nγ² Σ_{i&gt;k} λ_i²
 * averaged  = (1/N) Σ φ(x_i),   φ(x) = x²/3 below 1, 1 − 2/(3x) from there on: at most k/N + (N/3)γ² Σ_{i&gt;k} λ_i²
 * </pre>
 *
 * @param learned k* = #{i : x_i ≥ 1}; of enclosures those that are not proven to be below (at x = 1 the sums are the same either way)
 * @param largest λ_1
 */
record SpectralSums<T>(int learned, T largest, T bias, T drift, T dimension, T averaged) {

    /**
     * The sums.
     *
     * @param eigenvalues λ_i &gt; 0
     * @param squares δ_i²
     * @param slack s by which bias and drift/(γN) can exceed their values, in units of 1 + γλ_1N: where squares are those in a
     *     basis that nearly diagonalizes H_q (proofs-notes/enclosures.md, section 7)
     */
    static <T> SpectralSums<T> of(
            Field<T> field, List<T> eigenvalues, List<T> squares, T slack, double stepSize, int steps) {
        Arithmetic<T> a = new Arithmetic<>(field);
        T one = field.one();
        T gammaN = field.multiply(field.of(stepSize), field.of(steps));
        T third = field.divide(one, field.of(3));
        T twoThirds = field.divide(field.of(2), field.of(3));
        int learned = 0;
        T largest = field.zero();
        T bias = field.zero();
        T drift = field.zero();
        T dimension = field.zero();
        T averaged = field.zero();
        for (int i = 0; i < eigenvalues.size(); i++) {
            T eigenvalue = eigenvalues.get(i);
            T square = squares.get(i);
            T x = field.multiply(gammaN, eigenvalue);
            T shrink = field.min(one, field.divide(one, x));
            T power = a.square(x);
            largest = field.max(largest, eigenvalue);
            bias = field.add(bias, a.product(eigenvalue, square, a.square(shrink)));
            drift = field.add(drift, field.multiply(square, field.min(one, x)));
            dimension = field.add(dimension, field.min(one, power));
            boolean head = field.lower(x) >= 1; // x²/3 ≥ φ(x) for every x
            averaged = field.add(
                    averaged, head ? field.subtract(one, field.divide(twoThirds, x)) : field.multiply(third, power));
            learned += EffectiveDimension.learned(field.upper(eigenvalue), stepSize, steps) ? 1 : 0;
        }
        T extra = field.multiply(slack, field.add(one, field.multiply(gammaN, largest)));
        T n = field.of(steps);
        return new SpectralSums<>(
                learned,
                largest,
                field.add(bias, extra),
                field.add(drift, field.multiply(gammaN, extra)),
                field.divide(dimension, n),
                field.divide(averaged, n));
    }
}
