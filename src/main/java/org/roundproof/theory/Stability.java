package org.roundproof.theory;

import java.util.List;

/**
 * Mean-square stability of the product-design recursion. Its map of second moments is S ↦ diag(s) S + m2·fᵀS with
 *
 * <pre>
 * 1 − s_i   = γ (2 m2_i − γ q_i)
 * q_i       = (1+β_p)[ (1+β_o)(1+β_a)(m4_i − k22 m2_i²)/B + (1 − 1/B)(1+[o]β_o)(1+[a]β_a) m2_i² ]
 * m2_i f_i  = γ² g_i,   g_i = (1+β_p)(1+β_o)(1+β_a) k22 m2_i² / B
 * </pre>
 *
 * a nonnegative matrix similar to a diagonal plus a rank-one symmetric one; its spectral radius is below 1 iff every s_i &lt; 1
 * and the secular function stays below 1:
 *
 * <pre>γ Σ_i g_i / (2 m2_i − γ q_i) &lt; 1.</pre>
 *
 * <p>{@link ProductThreshold} encloses the same number. The left side grows with γ, so there is one threshold. Proof: proofs-notes/enclosures.md. Rank-one eigenproblem: Golub,
 * SIAM Review 15 (1973).
 */
public final class Stability {
    private final double[] m2;
    private final double[] q;
    private final double[] g;

    private Stability(double[] m2, double[] q, double[] g) {
        this.m2 = m2;
        this.q = q;
        this.g = g;
    }

    /** The greatest γ* such that the second moments stay bounded for every step size below it; +∞ for zero features. */
    public static double threshold(ProductMoments<Double> moments, TargetLaws laws, int batch) {
        StabilityCoefficients<Double> numbers = StabilityCoefficients.of(DoubleField.INSTANCE, moments, laws, batch);
        return new Stability(array(numbers.m2()), array(numbers.q()), array(numbers.g())).threshold();
    }

    private static double[] array(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private double threshold() {
        double low = 0;
        double high = 1;
        while (stable(high)) {
            low = high;
            high *= 2;
            if (high == Double.POSITIVE_INFINITY) {
                return high;
            }
        }
        while (true) {
            double middle = low + 0.5 * (high - low);
            if (middle <= low || middle >= high) {
                return low;
            }
            if (stable(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }

    private boolean stable(double gamma) {
        double secular = 0;
        for (int i = 0; i < m2.length; i++) {
            double room = 2 * m2[i] - gamma * q[i];
            if (m2[i] > 0 && room <= 0) {
                return false;
            }
            secular += g[i] > 0 ? g[i] / room : 0;
        }
        return gamma * secular < 1;
    }
}
