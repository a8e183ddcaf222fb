package org.roundproof.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roundproof.problem.Spectrum;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.theory.ProjectedVariance;
import org.roundproof.theory.QuantizedLabel;
import org.roundproof.theory.RiskConvention;

/** The exact risk of quantized labels, saturation included: proofs-notes/claims/RP-15.md, section 8. */
class QuantizedLabelRiskTest {
    /** Inside its range the law that it projects to says the same; on quantized test data ½E V more. */
    @ParameterizedTest
    @ValueSource(strings = {"int12(step=4,symmetric=true):sr", "int12(step=0.5,symmetric=true):tpdf", "e4m3:sr"})
    void unsaturatedLabelsFollowTheirProjectedLaw(String text) {
        Setting setting = new Setting(
                new Spectrum.Values("three", List.of(0.5, 0.25, 0.125)), 3, 40, 2, 0.5, TargetOperators.NONE);
        Quantizer quantizer = quantizer(text);
        double variance = TrueFormatRates.labelVariance(setting);
        ProjectedVariance law = ProjectedVariance.of(quantizer, variance);
        double expected = TrueFormatRates.label(setting, quantizer);
        double tolerance = 1e-12;
        assertEquals(expected, QuantizedLabelRisk.extra(setting, quantizer, RiskConvention.CLEAN), tolerance);
        assertEquals(
                expected + (law.alpha() + law.beta() * variance) / 2,
                QuantizedLabelRisk.extra(setting, quantizer, RiskConvention.QUANTIZED),
                tolerance);
    }

    /**
     * Three steps at d = B = 1 by hand, a range that most labels leave: w_1 = γxq, w_2 = w_1 + γx(q − xw_1), and the moments of (x, q) by
     * midpoints in the plane of (x, ξ). An average that forgets the cubic moment is off by a hundred times the tolerance.
     */
    @Test
    void threeStepsByHandUnderHeavySaturation() {
        double gamma = 0.5;
        Setting setting = new Setting(1, 1, 3, 1, gamma, TargetOperators.NONE);
        Quantizer quantizer = quantizer("int3(step=0.25,symmetric=true):sr");
        // E xq, E x²q², E x³q, E yq, E q²
        double[] moments = new double[5];
        int half = 400;
        double width = 7.5 / half;
        for (int a = -half; a < half; a++) {
            for (int b = -half; b < half; b++) {
                double x = (a + 0.5) * width;
                double y = x + (b + 0.5) * width;
                double weight = width * width / (2 * Math.PI) * Math.exp(-(x * x + (y - x) * (y - x)) / 2);
                double clipped = Math.max(-0.75, Math.min(0.75, y));
                double low = Math.floor(4 * clipped) / 4;
                double mean = clipped;
                double square = clipped * clipped + (clipped - low) * (low + 0.25 - clipped);
                moments[0] += weight * x * mean;
                moments[1] += weight * x * x * square;
                moments[2] += weight * x * x * x * mean;
                moments[3] += weight * y * mean;
                moments[4] += weight * square;
            }
        }
        double first = gamma * moments[0];
        double firstSquare = gamma * gamma * moments[1];
        double second = first + gamma * (moments[0] - first);
        // E w_2² = E w_1² + 2γ E[w_1(xq − x²w_1)] + γ² E[x²q² − 2x³q w_1 + x⁴w_1²]
        double secondSquare = firstSquare
                + 2 * gamma * (first * moments[0] - firstSquare)
                + gamma * gamma * (moments[1] - 2 * moments[2] * first + 3 * firstSquare);
        double lagged = firstSquare + gamma * (moments[0] * first - firstSquare);
        double mean = (first + second) / 3;
        double square = (firstSquare + secondSquare + 2 * lagged) / 9;
        double clean = (square - 2 * mean + 1) / 2;
        double quantized = (moments[4] - 2 * moments[0] * mean + square) / 2 - 0.5;
        double base = FullPrecision.risk(setting);
        // midpoints miss kinks by the square of the width
        assertEquals(clean - base, QuantizedLabelRisk.extra(setting, quantizer, RiskConvention.CLEAN), 1e-5);
        assertEquals(quantized - base, QuantizedLabelRisk.extra(setting, quantizer, RiskConvention.QUANTIZED), 1e-4);
        QuantizedLabel label = QuantizedLabel.of(quantizer, 2);
        double forgotten = gamma * gamma * label.curvature() * first / 4 / 9;
        assertTrue(Math.abs(forgotten) > 1e-3, "the cubic moment does not matter here: " + forgotten);
    }

    /** The process itself, half of whose labels saturate. Seed fixed; false alarm 1e-9. The law without saturation would not pass. */
    @Test
    void theProcessUnderHeavySaturation() {
        Setting clean = Setting.paper(10, 50).withBatch(2);
        Quantizer quantizer = quantizer("int4(step=0.25,symmetric=true):sr");
        Setting noisy = clean.with(TargetOperators.NONE.with(Target.LABEL, quantizer));
        MonteCarlo.Estimate estimate = MonteCarlo.run(
                        clean.problem(), List.of(noisy.configuration(), clean.configuration()), 7, 0, 6000)
                .difference(0, 1);
        double expected = QuantizedLabelRisk.extra(clean, quantizer, RiskConvention.CLEAN);
        assertFalse(estimate.contradicts(expected), estimate.text() + " against " + expected);
        double unsaturated = TrueFormatRates.label(clean, quantizer("int12(step=0.25,symmetric=true):sr"));
        assertTrue(estimate.contradicts(unsaturated), estimate.text() + " does not exclude " + unsaturated);
    }

    private static Quantizer quantizer(String text) {
        return (Quantizer) OperatorExpression.parse(text).resolve();
    }
}
