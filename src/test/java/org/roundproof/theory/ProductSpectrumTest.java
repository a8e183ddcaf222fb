package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.roundproof.InputException;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.quantizer.Quantizer;

/** What a range that is not symmetric adds on a product design, where it is just below what is negligible. */
class ProductSpectrumTest {
    private static final double[] LAMBDA = {2, 1.6};
    private static final double[] OPTIMUM = {3, 2};

    private static QuantizedSpectrum spectrum(String data) {
        return QuantizedSpectrum.of(GaussianProblem.of(LAMBDA, OPTIMUM, 1), Populations.operator(data));
    }

    /**
     * M = 127·40/512 = 9.9 is 7.02 standard deviations: δ_1 = 1.8e-12. With it go H_q, and w_q* by (√Σ w²λδ + δ_1 √Σ w²λ/m2)/λ_min(H_q), in
     * which the first root is a million times the second term.
     */
    @Test
    void rareSaturationWidens() {
        String data = "int8(step=40/512):sr";
        QuantizedSpectrum found = spectrum(data);
        double force = 0;
        double length = 0;
        double[] delta = new double[2];
        for (int i = 0; i < 2; i++) {
            delta[i] = RangeChange.of((Quantizer) Populations.operator(data), LAMBDA[i])
                    .second();
            double square = OPTIMUM[i] * OPTIMUM[i] * LAMBDA[i];
            force += square * delta[i];
            length += square / found.quantizedEigenvalues().get(i).midpoint();
        }
        assertTrue(delta[0] > 1e-12 && delta[0] < 2e-12, () -> delta[0] + "");
        Interval largest = found.quantizedEigenvalues().get(0);
        assertTrue(largest.width() / 2 >= delta[0]);
        assertEquals(delta[0], largest.width() / 2, 5e-2 * delta[0]);
        double error = (Math.sqrt(force) + delta[0] * Math.sqrt(length))
                / found.quantizedEigenvalues().get(1).lower();
        for (Interval weight : found.approximation().orElseThrow().optimum()) {
            assertTrue(weight.width() / 2 >= error * (1 - 1e-8), weight::toString);
            assertEquals(error, weight.width() / 2, 1e-7 * error);
        }
    }

    /** 6.84 standard deviations: 6e-12 is more than 1e-12 of λ_1. */
    @Test
    void moreIsRefused() {
        InputException refused = assertThrows(InputException.class, () -> spectrum("int8(step=39/512):sr"));
        assertTrue(refused.getMessage().contains("coordinate 1 with probability up to 3.9"), refused::getMessage);
    }

    /** λ/(λ + ε) times w*. */
    @Test
    void optimaOfAnIdealModel() {
        double[] optimum = spectrum("additive(0.5)").quantizedOptimum();
        assertEquals(2.4, optimum[0], 1e-14);
        assertEquals(3.2 / 2.1, optimum[1], 1e-14);
    }

    /** A symmetric range changes nothing: m2 to its own width. */
    @Test
    void symmetricRanges() {
        List<Interval> values = spectrum("int8(step=39/512,symmetric=true):sr").quantizedEigenvalues();
        assertTrue(values.get(0).width() < 2e-13, values::toString);
    }
}
