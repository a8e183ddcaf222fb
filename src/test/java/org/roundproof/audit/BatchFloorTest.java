package org.roundproof.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;

/** What no batch removes, by the decoupled recursion at B = ∞ written down once more, and its bound: proofs-notes/rates.md, section 4. */
class BatchFloorTest {
    @Property(tries = 60)
    void theFloorIsThatOfTheDecoupledRecursionAndBelowItsBound(
            @ForAll @IntRange(min = 1, max = 5) int dimension,
            @ForAll @IntRange(min = 3, max = 60) int steps,
            @ForAll @DoubleRange(min = 0, max = 3) double exponent,
            @ForAll @DoubleRange(min = 0.05, max = 1) double stepSize) {
        Setting setting = new Setting(exponent, dimension, steps, 1, stepSize, TargetOperators.NONE);
        for (SweepTable.Row row : BatchFloor.ROWS) {
            double expected = 0;
            for (double lambda : setting.problem().eigenvalues()) {
                expected += decoupled(lambda, stepSize, steps, row);
            }
            String where = row + " of " + setting;
            double floor = BatchFloor.floor(setting, row, new double[] {steps}).extra()[0];
            assertEquals(expected, floor, 1e-5 * expected, where);
            double bound = BatchFloor.bound(setting, row);
            assertTrue(expected <= bound * (1 + 1e-12), where + ": " + expected + " above " + bound);
        }
    }

    /** Variance of Σ w_t in one coordinate, w* = 1, by the sum over all pairs of steps. */
    private static double decoupled(double lambda, double stepSize, int steps, SweepTable.Row row) {
        double contraction = 1 - stepSize * lambda;
        double force = Math.pow(stepSize * lambda, 2) * BatchFloor.LEVEL;
        Target target = row.targets().targets().get(0);
        boolean additive = row.noise() == Noise.ADDITIVE;
        double[] variance = new double[steps];
        for (int t = 1; t < steps; t++) {
            double mean = 1 - Math.pow(contraction, t - 1);
            double signal =
                    switch (target) {
                        case LABEL -> 1;
                        case PARAMETER, ACTIVATION -> additive ? 1 : mean * mean + variance[t - 1];
                        case GRADIENT -> (1 - mean) * (1 - mean) + variance[t - 1];
                        case DATA -> throw new IllegalStateException();
                    };
            variance[t] = contraction * contraction * variance[t - 1] + force * signal;
        }
        double sum = 0;
        for (int s = 0; s < steps; s++) {
            for (int t = s; t < steps; t++) {
                sum += (t == s ? 1 : 2) * Math.pow(contraction, t - s) * variance[s];
            }
        }
        return lambda * sum / (2.0 * steps * steps);
    }
}
