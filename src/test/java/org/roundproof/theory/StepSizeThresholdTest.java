package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.problem.Problem;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;

class StepSizeThresholdTest {
    private static final GaussianProblem DESIGN =
            GaussianProblem.of(new double[] {1, 0.25, 0.1}, new double[] {1, 1, 1}, 1);

    private static SgdConfiguration configuration(double stepSize, TargetOperators operators) {
        return new SgdConfiguration(400, 1, stepSize, operators, new Averaging.Last());
    }

    private static OptionalDouble threshold(Problem problem, TargetOperators operators) {
        return StepSizeThreshold.of(problem, configuration(0.1, operators));
    }

    private static TargetOperators with(Target target, String expression) {
        return TargetOperators.NONE.with(
                target, OperatorExpression.parse(expression).resolve());
    }

    /** d = 1, Gaussian, B = 1: E w² ← (1 − 2γλ + 3γ²λ²) E w² + …, stable iff γ < 2/(3λ). */
    @Test
    void oneGaussianFeature() {
        GaussianProblem one = GaussianProblem.of(new double[] {0.5}, new double[] {1}, 1);
        assertEquals(4.0 / 3, threshold(one, TargetOperators.NONE).orElseThrow(), 1e-12);
    }

    /** One row x: E w² ← (1 − γx²)² E w² + …, stable iff γ < 2/x². */
    @Test
    void oneRow() {
        FinitePopulation one = FinitePopulation.of(List.of("x"), new double[] {2}, new double[] {1}, "one row");
        assertEquals(0.5, threshold(one, TargetOperators.NONE).orElseThrow(), 1e-9);
    }

    /** The risk itself: bounded just below, enormous just above. */
    @Test
    void theRiskTurnsThere() {
        FinitePopulation rows = FinitePopulation.of(
                List.of("a", "b"), new double[] {1, 0.5, -1, 0.25, 0.3, -2}, new double[] {1, -1, 0.5}, "three rows");
        TargetOperators noisy = with(Target.ACTIVATION, "multiplicative(0.5)");
        for (Problem problem : List.of(DESIGN, rows)) {
            double at = threshold(problem, noisy).orElseThrow();
            assertTrue(risk(problem, 0.9 * at, noisy) < 1e3, problem.description());
            assertTrue(risk(problem, 1.1 * at, noisy) > 1e6, problem.description());
        }
    }

    private static double risk(Problem problem, double stepSize, TargetOperators operators) {
        SgdConfiguration run = new SgdConfiguration(4000, 1, stepSize, operators, new Averaging.Last());
        return ExpectedRisk.of(problem, run, RiskConvention.CLEAN) instanceof RiskResult.Exact exact
                ? exact.value()
                : Double.NaN;
    }

    @Test
    void aRotationChangesNothingWithoutQuantizedFeatures() {
        double plain = threshold(DESIGN, TargetOperators.NONE).orElseThrow();
        assertEquals(plain, threshold(DESIGN.rotated(3), TargetOperators.NONE).orElseThrow());
        assertTrue(
                threshold(DESIGN.rotated(3), with(Target.DATA, "additive(0.1)")).isEmpty());
        assertTrue(threshold(DESIGN.rotated(3), with(Target.PARAMETER, "multiplicative(0.1)"))
                .isEmpty());
    }

    @Test
    void whatCannotBeKnownIsEmptyAndLabelsDoNotMatter() {
        FinitePopulation one = FinitePopulation.of(List.of("x"), new double[] {2}, new double[] {1}, "one row");
        TargetOperators biased = with(Target.GRADIENT, "e4m3:ties-to-even");
        assertTrue(threshold(DESIGN, biased).isEmpty());
        assertTrue(threshold(DESIGN, with(Target.DATA, "int4(step=1024):ties-to-even"))
                .isEmpty());
        assertTrue(threshold(one, biased).isEmpty());
        TargetOperators label = with(Target.LABEL, "e4m3:ties-to-even");
        assertEquals(threshold(DESIGN, TargetOperators.NONE), threshold(DESIGN, label));
        FinitePopulation wide =
                FinitePopulation.of(java.util.Collections.nCopies(33, "x"), identity(33), new double[33], "33 columns");
        assertTrue(threshold(wide, TargetOperators.NONE).isEmpty());
    }

    /** Rows e_1 … e_32, the largest dimension that is answered: each touches one coordinate, stable iff γ < 2. */
    @Test
    void thirtyTwoDimensionsAreAnswered() {
        FinitePopulation rows =
                FinitePopulation.of(java.util.Collections.nCopies(32, "x"), identity(32), new double[32], "32 columns");
        assertEquals(2, threshold(rows, TargetOperators.NONE).orElseThrow(), 1e-9);
    }

    private static Optional<Interval> enclosure(Problem problem, TargetOperators operators) {
        return StepSizeThreshold.enclosure(problem, configuration(0.1, operators));
    }

    /** The enclosure holds the same closed forms, narrowly, and is not bound to a dimension. */
    @Test
    void closedFormsAreEnclosed() {
        GaussianProblem feature = GaussianProblem.of(new double[] {0.5}, new double[] {1}, 1);
        FinitePopulation row = FinitePopulation.of(List.of("x"), new double[] {2}, new double[] {1}, "one row");
        FinitePopulation wide =
                FinitePopulation.of(java.util.Collections.nCopies(33, "x"), identity(33), new double[33], "33 columns");
        assertEncloses(BigFraction.of(4, 3), feature, TargetOperators.NONE);
        assertEncloses(BigFraction.of(4, 3), feature.rotated(1), TargetOperators.NONE);
        assertEncloses(BigFraction.of(1, 2), row, TargetOperators.NONE);
        assertEncloses(BigFraction.of(2), wide, TargetOperators.NONE);
        // 1 + β_a = 2 halves it
        assertEncloses(BigFraction.of(2, 3), feature, with(Target.ACTIVATION, "multiplicative(1)"));
        assertEncloses(BigFraction.of(1, 4), row, with(Target.ACTIVATION, "multiplicative(1)"));
    }

    private static void assertEncloses(BigFraction exact, Problem problem, TargetOperators operators) {
        Interval found = enclosure(problem, operators).orElseThrow();
        assertTrue(found.contains(exact), () -> found + " misses " + exact);
        assertTrue(found.width() < 1e-9, found::toString);
    }

    @Test
    void nothingIsEnclosedWhereNothingIsProved() {
        FinitePopulation small =
                FinitePopulation.of(List.of("a", "b"), new double[] {1, 0.1, 2, -0.1}, new double[] {1, 2}, "two rows");
        FinitePopulation row = FinitePopulation.of(List.of("x"), new double[] {2}, new double[] {1}, "one row");
        TargetOperators biased = with(Target.GRADIENT, "e4m3:ties-to-even");
        assertTrue(
                enclosure(small, with(Target.DATA, "int8(step=1):ties-to-even")).isEmpty());
        assertTrue(enclosure(row, biased).isEmpty());
        assertTrue(enclosure(DESIGN, biased).isEmpty());
        assertTrue(enclosure(DESIGN, with(Target.DATA, "int4(step=1024):ties-to-even"))
                .isEmpty());
        assertTrue(
                enclosure(DESIGN.rotated(3), with(Target.DATA, "additive(0.1)")).isEmpty());
        assertTrue(enclosure(DESIGN.rotated(3), with(Target.PARAMETER, "multiplicative(0.1)"))
                .isEmpty());
    }

    private static double[] identity(int d) {
        double[] matrix = new double[d * d];
        for (int i = 0; i < d; i++) {
            matrix[i * d + i] = 1;
        }
        return matrix;
    }
}
