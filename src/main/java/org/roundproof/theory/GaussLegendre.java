package org.roundproof.theory;

/**
 * Gauss–Legendre rules on [−1, 1] with 2 … 10 points, each node and weight correct to a few units of 2⁻⁵³. A rule of n points
 * is exact for polynomials up to degree 2n − 1; for f analytic and |f| ≤ M in the Bernstein ellipse ρ (semi-axes (ρ ± 1/ρ)/2)
 * its error is at most
 *
 * <pre>(64/15)·M·ρ^(−2n) / (1 − ρ^(−2)),   n ≥ 2,</pre>
 *
 * because the Chebyshev coefficients of f are at most 2Mρ^(−k), odd ones cancel, and the rule differs from the integral by at
 * most 2 + 2/15 on T_k, k ≥ 4 (Trefethen, <i>Approximation Theory and Approximation Practice</i>, chapter 19).
 */
final class GaussLegendre {
    static final int MAX_POINTS = 10;

    private static final GaussLegendre[] RULES = new GaussLegendre[MAX_POINTS + 1];

    static {
        for (int n = 2; n <= MAX_POINTS; n++) {
            RULES[n] = new GaussLegendre(n);
        }
    }

    private final double[] nodes;
    private final double[] weights;

    // Newton on P_n from the Chebyshev guess; w = 2/((1 − x²) P_n'(x)²)
    private GaussLegendre(int n) {
        nodes = new double[n];
        weights = new double[n];
        for (int i = 0; i < n; i++) {
            double x = StrictMath.cos(StrictMath.PI * (i + 0.75) / (n + 0.5));
            for (int iteration = 0; iteration < 8; iteration++) {
                double[] p = legendre(n, x);
                x -= p[0] / p[1];
            }
            double slope = legendre(n, x)[1];
            nodes[i] = 2 * i + 1 == n ? 0 : x;
            weights[i] = 2 / ((1 - x * x) * slope * slope);
        }
    }

    /** P_n(x) and P_n′(x), by the three-term recurrence. */
    private static double[] legendre(int n, double x) {
        double previous = 1;
        double current = x;
        for (int k = 2; k <= n; k++) {
            double next = ((2 * k - 1) * x * current - (k - 1) * previous) / k;
            previous = current;
            current = next;
        }
        return new double[] {current, n * (x * current - previous) / (x * x - 1)};
    }

    /** The rule of n points. */
    static GaussLegendre of(int n) {
        return RULES[n];
    }

    int points() {
        return nodes.length;
    }

    double node(int i) {
        return nodes[i];
    }

    double weight(int i) {
        return weights[i];
    }
}
