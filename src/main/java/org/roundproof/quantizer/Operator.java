package org.roundproof.quantizer;

import java.util.Optional;

/**
 * What is applied to a tensor of the process: {@link Identity}, a true {@link Quantizer}, or one of the ideal error models
 * of {@code quantizer.model}.
 */
public interface Operator {
    /** Canonical expression; parsing it gives an equal operator. */
    String expression();

    /** Whether E[Q(z)|z] = z for every real z within the range. */
    boolean unbiased();

    /**
     * Pointwise bounds of the conditional variance Var[Q(z)|z] within the range; the same law twice where it is exact.
     * Empty where the operator is biased.
     */
    Optional<VarianceBounds> varianceBounds();

    /** Largest magnitude m such that every |z| ≤ m is free of saturation; +∞ where nothing saturates. */
    double unsaturatedMagnitude();
}
