package org.roundproof.problem;

/** A family of eigenvalues λ_1 ≥ λ_2 ≥ …. */
public interface Spectrum {
    /** Expression as on the command line, e.g. {@code power(2)}. */
    String expression();

    /** λ_1 … λ_d. */
    double[] eigenvalues(int dimension);
}
