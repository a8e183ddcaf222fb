package org.roundproof.stats;

/**
 * A test that a sum of independent, bounded random variables has mean zero, whatever their laws, with a p-value proven at
 * every sample size: with S = Σ X_k, E X_k = 0, |X_k| ≤ 1 and V = Σ Var X_k,
 *
 * <pre>P(|S| ≥ t) ≤ 2·exp(−V·h(t/V)),   h(u) = (1 + u)·ln(1 + u) − u.</pre>
 *
 * <p>Source: G. Bennett, J. Amer. Statist. Assoc. 57 (1962) 33–45; S. Boucheron, G. Lugosi, P. Massart, <i>Concentration
 * Inequalities</i> (2013), Theorem 2.9.
 *
 * @param sum S
 * @param variance V ≥ 0
 */
public record BennettTest(double sum, double variance) {
    public BennettTest {
        if (!(variance >= 0) || !Double.isFinite(sum)) {
            throw new IllegalArgumentException("a sum of " + sum + " with variance " + variance);
        }
    }

    /** The bound above, at most 1. */
    public double pValue() {
        double t = Math.abs(sum);
        if (t == 0) {
            return 1;
        }
        double u = t / variance;
        return variance == 0 ? 0 : Math.min(1, 2 * Math.exp(-variance * ((1 + u) * Math.log1p(u) - u)));
    }
}
