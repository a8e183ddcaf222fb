package org.roundproof.theory;

/**
 * The effective dimension k* = #{i : λ_i ≥ 1/(Nγ)} of a spectrum after N steps of size γ: the directions that the run has time
 * to learn.
 */
public final class EffectiveDimension {
    private EffectiveDimension() {}

    /**
     * k*.
     *
     * @param eigenvalues of H or H^(q), in any order
     */
    public static int of(double[] eigenvalues, double stepSize, int steps) {
        int count = 0;
        for (double eigenvalue : eigenvalues) {
            if (learned(eigenvalue, stepSize, steps)) {
                count++;
            }
        }
        return count;
    }

    /** λ ≥ 1/(Nγ). */
    static boolean learned(double eigenvalue, double stepSize, int steps) {
        return eigenvalue * stepSize * steps >= 1;
    }
}
