package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
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

    /** Enclosures count by their upper ends; what is no positive number never does, and an eigenvalue without an upper bound does. */
    @Test
    void whatIsNotProvenToBeBelowCounts() {
        double[] eigenvalues = {0, -1, Double.NEGATIVE_INFINITY, Double.NaN, Double.MIN_VALUE, Double.POSITIVE_INFINITY
        };
        assertEquals(1, EffectiveDimension.of(eigenvalues, 0.25, 8));
        assertEquals(
                2,
                EffectiveDimension.of(
                        List.of(new Interval(0.25, 0.5), new Interval(0.1, Math.nextDown(0.5)), new Interval(1, 2)),
                        0.25,
                        8));
    }
}
