package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.VarianceLaw;

/** Its parts by hand, and the whole where the eigenvectors are known. */
class PopulationThresholdTest {
    private static VarianceLaw law(double beta, boolean shared) {
        return new VarianceLaw(BigFraction.ZERO, BigFraction.from(beta), shared);
    }

    private static final BallMatrix COVARIANCE = BallMatrix.of(new double[] {2, 1, 1, 1}, 2);
    private static final BallMatrix SAME_ROW = BallMatrix.of(new double[] {8, 4, 4, 16}, 2);
    private static final BallMatrix P = BallMatrix.of(new double[] {1, 0, 0, 4}, 2);

    private static void assertNoise(double own, double between, StepLaws laws, int batch) {
        // H_qPH_q = (8, 6; 6, 5)
        double[] expected = {8 * own + 8 * between, 4 * own + 6 * between, 4 * own + 6 * between, 16 * own + 5 * between
        };
        BallMatrix found = PopulationThreshold.noise(COVARIANCE, SAME_ROW, P, laws, batch);
        assertArrayEquals(expected, found.centre(), 1e-13);
        for (double radius : found.radius()) {
            assertTrue(radius < 1e-13);
        }
    }

    /** (1 + β_o)(1 + β_a)/B and (1 − 1/B)(1 + [o]β_o)(1 + [a]β_a). */
    @Test
    void noiseOfABatch() {
        VarianceLaw none = law(0, false);
        assertNoise(1, 0, StepLaws.NONE, 1);
        assertNoise(0.25, 0.75, StepLaws.NONE, 4);
        assertNoise(2 * 1.5 / 4, 0.75, new StepLaws(none, law(0.5, false), law(1, false)), 4);
        assertNoise(2 * 1.5 / 4, 1.5 * 0.75, new StepLaws(none, law(0.5, true), law(1, false)), 4);
        assertNoise(2 * 1.5 / 4, 2 * 0.75, new StepLaws(none, law(0.5, false), law(1, true)), 4);
    }

    @Test
    void theUpperTriangleCounts() {
        assertArrayEquals(
                new double[] {1, 2, 3, 2, 5, 6, 3, 6, 9},
                PopulationThreshold.symmetrized(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 3));
    }

    /**
     * Rows (6, 8)/5 and (8, −6)/5, orthogonal and of x² = 4: H = 2I and T(I) = 8I, so that γ* = 4/8. With B = 2 the own row counts half and
     * two rows 2: 4/(4 + 2). An error of the parameters, β = 1 and shared, halves both.
     */
    @Test
    void orthogonalRows() {
        FinitePopulation rows = FinitePopulation.of(
                List.of("a", "b"), new double[] {1.2, 1.6, 1.6, -1.2}, new double[] {0, 0}, "orthogonal rows");
        VarianceLaw none = law(0, false);
        StepLaws parameter = new StepLaws(law(1, true), none, none);
        assertThreshold(0.5, rows, StepLaws.NONE, 1);
        assertThreshold(2.0 / 3, rows, StepLaws.NONE, 2);
        assertThreshold(0.25, rows, parameter, 1);
        assertThreshold(1.0 / 3, rows, parameter, 2);
    }

    private static void assertThreshold(double exact, FinitePopulation rows, StepLaws laws, int batch) {
        Interval found = PopulationThreshold.of(rows, new Identity(), laws, batch);
        assertEquals(exact, found.midpoint(), 1e-6);
        assertTrue(found.width() < 1e-6, found::toString);
    }

    /** Orthogonal rows of unlike length: X loses the shorter one, and the bound of its direction in the end. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 10, 30, 100, 1000, 10000})
    void directionsThatAreLostWiden(double length) {
        FinitePopulation rows = FinitePopulation.of(
                List.of("a", "b"), new double[] {0.6, 0.8, 0.8 * length, -0.6 * length}, new double[2], "two rows");
        Interval found = PopulationThreshold.of(rows, new Identity(), StepLaws.NONE, 1);
        double exact = 2 / (length * length);
        assertTrue(found.lower() <= exact && exact <= found.upper() * (1 + 1e-14), found::toString);
    }

    /** W evens out an X that is no multiple of I. */
    @Test
    void dependentFeatures() {
        FinitePopulation rows = FinitePopulation.of(
                List.of("a", "b"), new double[] {1, 1, 1, -1, 1, 0.5, 1, -0.25}, new double[4], "four rows");
        PopulationMoments<Double> moments =
                QuantizedPopulation.of(DoubleField.INSTANCE, rows, new Identity(), new Identity());
        double power = PopulationStability.threshold(new PrimitivePopulationRecursion(moments), StepLaws.NONE, 1);
        assertEquals(1.168264, power, 1e-6);
        assertThreshold(power, rows, StepLaws.NONE, 1);
    }

    /** Rounded to integers the second feature vanishes: H_q is singular, and nothing is known. */
    @Test
    void singularPopulations() {
        FinitePopulation rows =
                FinitePopulation.of(List.of("a", "b"), new double[] {1, 0.1, 2, -0.1}, new double[] {0, 0}, "two rows");
        assertEquals(
                new Interval(0, Double.POSITIVE_INFINITY),
                PopulationThreshold.of(rows, Populations.operator("int8(step=1):ties-to-even"), StepLaws.NONE, 1));
    }
}
