package org.roundproof.quantizer;

/**
 * Pointwise bounds lower(z) ≤ Var[Q(z)|z] ≤ upper(z) within the range.
 *
 * @param lower law that the variance never falls below
 * @param upper law that it never exceeds
 */
public record VarianceBounds(VarianceLaw lower, VarianceLaw upper) {
    /** Whether the variance is the law itself. */
    public boolean exact() {
        return lower.equals(upper);
    }
}
