package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.roundproof.InputException;
import org.roundproof.problem.GaussianProblem;

/** What saturation adds on a rotated design, where it is just below what is negligible; the axes stay where they are. */
class RotatedSpectrumTest {
    private static final double[] LAMBDA = {1, 0.9};

    private static QuantizedSpectrum spectrum(String data) {
        GaussianProblem problem = GaussianProblem.of(LAMBDA, new double[] {1, 1}, 1).rotated(3, 0);
        return QuantizedSpectrum.of(problem, Populations.operator(data));
    }

    /** T = Σ 2h·φ(a)(a + 1/a), a = M/√h, φ(a) below 0.4 e^(−a²/2). */
    private static double tails(double magnitude) {
        double sum = 0;
        for (double h : LAMBDA) {
            double a = magnitude / Math.sqrt(h);
            sum += 2 * h * 0.4 * Math.exp(-a * a / 2) * (a + 1 / a);
        }
        return sum;
    }

    /**
     * M = 127·39/512 = 9.67: H_q is known to 2√(1.9 T) + T = 5.3e-10, and c to √(1.9 T), so that w_q* is known to the sum of this and
     * of the former times ‖w*‖ over λ_min.
     */
    @Test
    void rareSaturationWidens() {
        QuantizedSpectrum found = spectrum("int8(step=39/512):sr");
        double tails = tails(127 * 39.0 / 512);
        double radius = 2 * Math.sqrt(1.9 * tails) + tails;
        for (Interval value : found.quantizedEigenvalues()) {
            assertEquals(radius, value.width() / 2, 1e-3 * radius);
            assertTrue(value.width() / 2 >= radius * (1 - 1e-10), value::toString);
        }
        double least = found.quantizedEigenvalues().get(1).lower();
        double error = (Math.sqrt(1.9 * tails) + radius * Math.sqrt(2)) / least;
        for (Interval weight : found.approximation().orElseThrow().optimum()) {
            assertEquals(error, weight.width() / 2, 4e-2 * error);
        }
    }

    /** M = 127·77/1024 = 9.55: 9.6e-10 is more than 1e-9 of the least eigenvalue. */
    @Test
    void moreIsRefused() {
        InputException refused = assertThrows(InputException.class, () -> spectrum("int8(step=77/1024):sr"));
        assertTrue(refused.getMessage().contains("only known to 9.6e-10"), refused::getMessage);
        assertThrows(InputException.class, () -> spectrum("int4(step=1):ties-to-even"));
    }

    /** H_q = H + εI, (1 + ε)H and H + ε diag H on the axes, to the last place. */
    @Test
    void idealModels() {
        assertValues(1.25, 1.15, spectrum("additive(0.25)"));
        assertValues(1.25, 1.125, spectrum("multiplicative(0.25,uniform,shared)"));
        assertValues(1.25, 1.125, spectrum("multiplicative(0.25)"));
        assertValues(1, 0.9, spectrum("identity"));
    }

    private static void assertValues(double first, double second, QuantizedSpectrum found) {
        assertTrue(found.quantizedEigenvalues().get(0).contains(first));
        assertEquals(first, found.quantizedEigenvalues().get(0).midpoint(), 2e-15);
        assertEquals(second, found.quantizedEigenvalues().get(1).midpoint(), 2e-15);
    }
}
