package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.roundproof.InputException;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.quantizer.Quantizer;

/** What saturation adds on a rotated design, where it is just below what is negligible; the axes stay where they are. */
class RotatedSpectrumTest {
    private static final double[] LAMBDA = {2, 1.8};

    private static QuantizedSpectrum spectrum(String data) {
        GaussianProblem problem =
                GaussianProblem.of(LAMBDA, new double[] {1, 1}, 1).rotated(3, 0);
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
     * M = 127·55/512 = 13.6: H_q is known to 2√(3.8 T) + T = 1e-9, and c to √3.8(√T + √δ), δ the change by the value that only one side
     * has, so that w_q* is known to the sum of this and of the former times ‖w*‖ over λ_min.
     */
    @Test
    void rareSaturationWidens() {
        QuantizedSpectrum found = spectrum("int8(step=55/512):sr");
        double tails = tails(127 * 55.0 / 512);
        double radius = 2 * Math.sqrt(3.8 * tails) + tails;
        for (Interval value : found.quantizedEigenvalues()) {
            assertEquals(radius, value.width() / 2, 1e-3 * radius);
            assertTrue(value.width() / 2 >= radius * (1 - 1e-10), value::toString);
        }
        double least = found.quantizedEigenvalues().get(1).lower();
        double changes = 0;
        for (double h : LAMBDA) {
            changes += RangeChange.of((Quantizer) Populations.operator("int8(step=55/512):sr"), h)
                    .second();
        }
        double error = (Math.sqrt(3.8) * (Math.sqrt(tails) + Math.sqrt(changes)) + radius * Math.sqrt(2)) / least;
        for (Interval weight : found.approximation().orElseThrow().optimum()) {
            assertEquals(error, weight.width() / 2, 3e-3 * error);
        }
    }

    /** M = 127·27/256 = 13.4: 2.8e-9 is more than 1e-9 of the least eigenvalue. */
    @Test
    void moreIsRefused() {
        InputException refused = assertThrows(InputException.class, () -> spectrum("int8(step=27/256):sr"));
        assertTrue(refused.getMessage().contains("only known to 2.8e-09"), refused::getMessage);
        assertThrows(InputException.class, () -> spectrum("int4(step=1):ties-to-even"));
    }

    /** H_q = H + εI, (1 + ε)H and H + ε diag H on the axes, to the last place. */
    @Test
    void idealModels() {
        assertValues(2.25, 2.05, spectrum("additive(0.25)"));
        assertValues(2.5, 2.25, spectrum("multiplicative(0.25,uniform,shared)"));
        assertValues(2.5, 2.25, spectrum("multiplicative(0.25)"));
        assertValues(2, 1.8, spectrum("identity"));
    }

    private static void assertValues(double first, double second, QuantizedSpectrum found) {
        assertTrue(found.quantizedEigenvalues().get(0).contains(first));
        assertEquals(first, found.quantizedEigenvalues().get(0).midpoint(), 4e-15);
        assertEquals(second, found.quantizedEigenvalues().get(1).midpoint(), 4e-15);
    }

    /** λ_2 = 10⁻⁸ beside λ_1 = 1: the least eigenvalue of H_q is that of H and half the variance of rounding, known relative to itself. */
    @Test
    void smallEigenvaluesOfRoundedDesignsAreNarrow() {
        GaussianProblem problem = GaussianProblem.of(new double[] {1, 1e-8}, new double[] {1, 1}, 1)
                .rotated(3);
        QuantizedSpectrum spectrum = QuantizedSpectrum.of(problem, Populations.operator("binary16:sr"));
        Interval least = spectrum.quantizedEigenvalues().get(1);
        assertTrue(least.lower() > 1e-8, least::toString);
        assertTrue(least.width() <= 1e-11 * least.lower(), least::toString);
    }
}
