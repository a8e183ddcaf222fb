package org.roundproof.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MonteCarloTest {
    /** Quantiles of Student's t at 0.995 with 1, 9 and 100 degrees of freedom, from printed tables. */
    @Test
    void intervalsAreStudents() {
        assertEquals(63.657, new MonteCarlo.Estimate(0, 1, 2).halfWidth(), 5e-4);
        assertEquals(3.250, new MonteCarlo.Estimate(7, 1, 10).halfWidth(), 5e-4);
        assertEquals(2 * 2.626, new MonteCarlo.Estimate(-1, 2, 101).halfWidth(), 2 * 5e-4);
    }

    /** What lies outside has a p-value below 1 − level, and what lies inside a larger one. */
    @Test
    void intervalsHoldWhatTheTestAccepts() {
        MonteCarlo.Estimate estimate = new MonteCarlo.Estimate(3, 0.25, 8);
        double end = 3 + estimate.halfWidth();
        assertEquals(1 - MonteCarlo.LEVEL, estimate.pValue(end), 1e-12);
        assertEquals(1 - MonteCarlo.LEVEL, estimate.pValue(6 - end), 1e-12);
    }
}
