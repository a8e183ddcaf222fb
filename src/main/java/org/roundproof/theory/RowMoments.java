package org.roundproof.theory;

/**
 * The conditional moments of one quantized row x̃ = Q_d(x), given the row x.
 *
 * @param <T> numbers
 */
public sealed interface RowMoments<T> permits IndependentRow, FactorRow {
    /** m = E x̃, a vector of d. */
    FieldMatrix<T> mean();

    /** D = E[x̃x̃ᵀ], d×d. */
    FieldMatrix<T> second();

    /** J = E[x̃x̃ᵀ(x̃·μ)], d×d, for a vector μ of d. */
    FieldMatrix<T> third(FieldMatrix<T> mu);

    /** T = E[x̃x̃ᵀ P x̃x̃ᵀ], d×d, for a symmetric d×d matrix P. */
    FieldMatrix<T> fourth(FieldMatrix<T> p);

    /** E[Π_k x̃_{i_k}] for one to four indices in ascending order, repeated ones next to each other. */
    T product(int... ascending);
}
