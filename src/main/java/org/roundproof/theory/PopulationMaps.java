package org.roundproof.theory;

/**
 * The two state-dependent averages of the finite-population recursion in primitive arithmetic. Matrices are row-major d×d
 * and symmetric.
 */
interface PopulationMaps {
    /** Largest d whose joint moments are tabulated: d²(d+1)²/4 doubles, 2.2 MB at 32. */
    int TABULATED = 32;

    /** {@code out} = E[ỹ (x̃·μ) x̃x̃ᵀ] = mean_k ȳ_k J_k(μ). */
    void third(double[] mu, double[] out);

    /** {@code out} = E[x̃x̃ᵀPx̃x̃ᵀ] = mean_k T_k(P). */
    void fourth(double[] p, double[] out);

    /** Tabulated for small d, row by row otherwise. */
    static PopulationMaps of(PopulationMoments<Double> population) {
        return population.dimension() <= TABULATED ? new MomentTensors(population) : new RowMaps(population);
    }
}
