package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.numbers.gamma.Erfc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roundproof.quantizer.Quantizer;

class QuantizedLabelTest {
    private static Quantizer quantizer(String expression) {
        return (Quantizer) Populations.operator(expression);
    }

    /** Q = sign(y) where |y| > ½, else 0: with a = 1/(2s), φ the density of N(0, 1), moments of a Gaussian beyond a. */
    @ParameterizedTest
    @ValueSource(doubles = {0.25, 1, 4})
    void threeLevelsByHand(double variance) {
        QuantizedLabel found = QuantizedLabel.of(quantizer("int2(step=1,symmetric=true):ties-to-even"), variance);
        double s = Math.sqrt(variance);
        double a = 1 / (2 * s);
        double density = Math.exp(-a * a / 2) / Math.sqrt(2 * Math.PI);
        double beyond = Erfc.value(a / Math.sqrt(2));
        double product = 2 * s * density;
        double cubic = 2 * s * s * s * (a * a + 2) * density;
        double weighted = variance * (beyond + 2 * a * density);
        assertEquals(product, found.product(), 1e-14);
        assertEquals(beyond, found.square(), 1e-14);
        assertEquals(weighted, found.weighted(), 1e-13);
        assertEquals(cubic, found.cubic(), 1e-13 * (1 + cubic));
        double slope = product / variance;
        assertEquals(slope, found.slope(), 1e-13);
        assertEquals(beyond - slope * slope * variance, found.spread(), 1e-13);
        assertEquals(weighted - variance * beyond - 2 * slope * slope * variance * variance, found.dependence(), 1e-12);
        assertEquals(cubic - 3 * slope * variance * variance, found.curvature(), 1e-12 * (1 + cubic));
    }

    /** Unbiased where it matters: E[yQ] = s², E[y³Q] = 3s⁴, and the variance Δ²/6 to 1e-9 at s = Δ. */
    @Test
    void aFineGridIsNearlyTheLabel() {
        QuantizedLabel found = QuantizedLabel.of(quantizer("int8(step=1,symmetric=true):sr"), 4);
        assertEquals(1, found.slope(), 1e-12);
        assertEquals(1.0 / 6, found.spread(), 1e-8);
        assertEquals(0, found.curvature(), 1e-10);
    }

    @Test
    void anAsymmetricRangeIsRefused() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> QuantizedLabel.of(quantizer("int4(step=1/4):sr"), 1));
        assertTrue(refused.getMessage().contains("symmetric"), refused.getMessage());
    }
}
