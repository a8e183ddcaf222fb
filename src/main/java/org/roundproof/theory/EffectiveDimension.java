package org.roundproof.theory;

import java.math.BigDecimal;
import java.util.List;

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

    /** k* of enclosed eigenvalues: those that are not proven to be below 1/(Nγ). */
    static int of(List<Interval> eigenvalues, double stepSize, int steps) {
        return of(eigenvalues.stream().mapToDouble(Interval::upper).toArray(), stepSize, steps);
    }

    /** λγN ≥ 1, of the doubles as they are, without rounding. */
    static boolean learned(double eigenvalue, double stepSize, int steps) {
        if (!(eigenvalue > 0) || eigenvalue == Double.POSITIVE_INFINITY) {
            return eigenvalue > 0;
        }
        BigDecimal time = new BigDecimal(stepSize).multiply(BigDecimal.valueOf(steps));
        return time.multiply(new BigDecimal(eigenvalue)).compareTo(BigDecimal.ONE) >= 0;
    }
}
