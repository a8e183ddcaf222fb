package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class EffectiveDimensionTest {
    /** λ = 1/(Nγ) is learned, the next double below is not; the order does not matter. */
    @Test
    void theThresholdItselfCounts() {
        double[] eigenvalues = {0.125, Math.nextDown(0.5), 4, 0.5};
        assertEquals(2, EffectiveDimension.of(eigenvalues, 0.25, 8));
        assertEquals(4, EffectiveDimension.of(eigenvalues, 0.25, 32));
        assertEquals(0, EffectiveDimension.of(eigenvalues, 0.0, 8));
    }
}
