package org.roundproof.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BennettTestTest {
    /** Every outcome of 14 centred coins of different rates: the p-value is never below the exact probability. */
    @Test
    void theBoundIsNeverBelowTheExactProbability() {
        int n = 14;
        double[] rates = new double[n];
        double variance = 0;
        for (int k = 0; k < n; k++) {
            rates[k] = (k + 1) / (n + 2.0);
            variance += rates[k] * (1 - rates[k]);
        }
        double[] sums = new double[1 << n];
        double[] probabilities = new double[1 << n];
        for (int outcome = 0; outcome < 1 << n; outcome++) {
            probabilities[outcome] = 1;
            for (int k = 0; k < n; k++) {
                boolean one = (outcome >> k & 1) == 1;
                sums[outcome] += (one ? 1 : 0) - rates[k];
                probabilities[outcome] *= one ? rates[k] : 1 - rates[k];
            }
        }
        for (double t = 0.1; t < n; t += 0.1) {
            double exact = 0;
            for (int outcome = 0; outcome < 1 << n; outcome++) {
                exact += Math.abs(sums[outcome]) >= t ? probabilities[outcome] : 0;
            }
            assertTrue(new BennettTest(t, variance).pValue() >= exact, "at " + t);
        }
    }

    @Test
    void nothingAndTheImpossible() {
        assertEquals(1, new BennettTest(0, 1).pValue());
        assertEquals(0, new BennettTest(1, 0).pValue());
        assertTrue(new BennettTest(100, 100).pValue() < 1e-15);
    }
}
