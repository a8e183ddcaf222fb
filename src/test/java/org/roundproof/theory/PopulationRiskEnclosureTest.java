package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.quantizer.Operator;

/** Rows 1 and 2 with labels 1 and 3: H = 5/2, h = 7/2, w* = 7/5, ½h·w* = 2.45, L(w*) = 0.05; E w = 2 and E w² = 5. */
class PopulationRiskEnclosureTest {
    private static final FinitePopulation ROWS =
            FinitePopulation.of(List.of("x"), new double[] {1, 2}, new double[] {1, 3}, "two rows");

    private static double radius(
            FinitePopulation rows,
            String operator,
            RiskConvention convention,
            double value,
            double mean,
            double second) {
        Operator both = Populations.operator(operator);
        PopulationMoments<Interval> quantized = QuantizedPopulation.of(IntervalField.INSTANCE, rows, both, both);
        IterateMoments<Double> moments = new IterateMoments<>(
                FieldMatrix.column(DoubleField.INSTANCE, List.of(2.0)),
                FieldMatrix.column(DoubleField.INSTANCE, List.of(5.0)));
        return PopulationRiskEnclosure.of(rows, quantized, SecondMoments.of(quantized), convention)
                .radius(value, moments, new RecursionRounding.Radii(mean, second));
    }

    private static void assertRadius(double expected, double found) {
        assertTrue(found >= expected * (1 - 1e-15), () -> found + "");
        assertEquals(expected, found, 1e-10);
    }

    /** ½·5/2·5 − 7 + 2.45 = 1.7; errors of the moments count ½·5/2 and 7/2. */
    @Test
    void cleanRisks() {
        assertRadius(0, radius(ROWS, "identity", RiskConvention.CLEAN, 1.7, 0, 0));
        assertRadius(0.125, radius(ROWS, "identity", RiskConvention.CLEAN, 1.825, 0, 0));
        assertRadius(0.125, radius(ROWS, "identity", RiskConvention.CLEAN, 1.575, 0, 0));
        assertRadius(0.875, radius(ROWS, "identity", RiskConvention.CLEAN, 1.7, 0.25, 0));
        assertRadius(0.625, radius(ROWS, "identity", RiskConvention.CLEAN, 1.7, 0, 0.5));
        assertRadius(1.625, radius(ROWS, "additive(0.5)", RiskConvention.CLEAN, 1.825, 0.25, 0.5));
    }

    /** ½·3·5 − 7 + ½·5.5 − 0.05 = 3.2. */
    @Test
    void quantizedRisks() {
        assertRadius(0, radius(ROWS, "additive(0.5)", RiskConvention.QUANTIZED, 3.2, 0, 0));
        assertRadius(1.75, radius(ROWS, "additive(0.5)", RiskConvention.QUANTIZED, 3.325, 0.25, 0.5));
    }

    /** Two features that differ by 2⁻²⁶ in one row: λ_min(H) is some 2⁻⁵⁴, which is not proved positive, and ½h·w* has no upper end. */
    @Test
    void nearlyDependentFeatures() {
        FinitePopulation rows = FinitePopulation.of(
                List.of("a", "b"), new double[] {1.1, 1.1, 1.3, 1.3 + 0x1p-26}, new double[] {1, 3}, "two rows");
        PopulationMoments<Interval> moments = QuantizedPopulation.of(
                IntervalField.INSTANCE, rows, Populations.operator("identity"), Populations.operator("identity"));
        IterateMoments<Double> zero = new IterateMoments<>(
                FieldMatrix.zero(DoubleField.INSTANCE, 2, 1), FieldMatrix.zero(DoubleField.INSTANCE, 2, 2));
        double radius = PopulationRiskEnclosure.of(rows, moments, SecondMoments.of(moments), RiskConvention.CLEAN)
                .radius(0, zero, new RecursionRounding.Radii(0, 0));
        assertEquals(Double.POSITIVE_INFINITY, radius);
    }
}
