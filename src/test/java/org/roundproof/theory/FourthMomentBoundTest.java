package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FourthMomentBoundTest {
    private static void assertBound(double kurtosis, double stateShare, FourthMomentBound found) {
        assertTrue(found.kurtosis() >= kurtosis && found.stateShare() >= stateShare, found::toString);
        assertEquals(kurtosis, found.kurtosis(), 1e-3);
        assertEquals(stateShare, found.stateShare(), 1e-3);
    }

    /** One entry m: s + |m − s| and s + |m − 1 − s| are least at 0, a negative m − 1 by its magnitude. */
    @Test
    void oneMoment() {
        for (double m : new double[] {0.25, 1, 3}) {
            FourthMomentBound found =
                    FourthMomentBound.of(SymmetricTensor.of(IntervalField.INSTANCE, 1, 4, i -> Interval.of(m)));
            assertBound(m, Math.abs(m - 1), found);
        }
    }
}
