package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.quantizer.Identity;

/** Radii carried beside a run of invented states, by hand from the bounds of each step; the factor 1 + 2⁻¹⁰ comes last. */
class RecursionRoundingTest {
    private static final double U = 0x1p-53;
    private static final double PAID = 1 + 0x1p-10;
    /** ρ = 2, λ_min(X) = ½, ‖X‖ = 3, r = ¾. */
    private static final StepCertificate CERTIFICATE = new StepCertificate(2, 0.5, 3, 0.75);

    private static final StepRounding STEP = step();

    /** One row x = y = 1, γ = ¼. */
    private static StepRounding step() {
        PopulationMoments<Double> moments = QuantizedPopulation.of(
                DoubleField.INSTANCE,
                FinitePopulation.of(List.of("x"), new double[] {1}, new double[] {1}, "one row"),
                new Identity(),
                new Identity());
        SecondMoments seconds = new SecondMoments(BallMatrix.of(new double[] {1}, 1), List.of(Interval.of(1)));
        return new StepRounding(seconds, moments, new PrimitivePopulationRecursion(moments), StepLaws.NONE, 1, 0.25);
    }

    private static IterateMoments<Double> reported(double mean, double second) {
        return new IterateMoments<>(
                FieldMatrix.column(DoubleField.INSTANCE, List.of(mean)),
                FieldMatrix.column(DoubleField.INSTANCE, List.of(second)));
    }

    private static void see(RecursionRounding errors, double mean, double second) {
        errors.see(new double[] {mean}, new double[] {second});
    }

    private static void accumulated(RecursionRounding errors, double sum, double cross, double squares) {
        errors.accumulated(new double[] {sum}, new double[] {cross}, new double[] {squares});
    }

    private static void assertRadii(double mean, double second, RecursionRounding.Radii found) {
        assertEquals(mean * PAID, found.mean(), 1e-12 * mean);
        assertEquals(second * PAID, found.second(), 1e-12 * second);
    }

    /** ε_1 and η_1 from the first state, ε_2 and η_2 from the second. */
    @Test
    void radiiOfTheLastIterate() {
        RecursionRounding errors = new RecursionRounding(CERTIFICATE, STEP);
        see(errors, 1, 2);
        see(errors, -3, 5);
        double first = STEP.mean(1);
        double second = 2 * STEP.second(1, 2);
        assertRadii(
                0.75 * first + STEP.mean(3),
                3 * (2 * second + 2 * (STEP.influence() * first + STEP.second(3, 5))),
                errors.radii(0, reported(1, 1)));
    }

    /** Three states that enter an average, η_0 = ε_0 = 0. */
    @Test
    void radiiOfAnAverage() {
        RecursionRounding errors = new RecursionRounding(CERTIFICATE, STEP);
        see(errors, 1, 2);
        accumulated(errors, 4, -6, 7);
        see(errors, 3, 5);
        accumulated(errors, 8, 9, 10);
        see(errors, 2, 4);
        accumulated(errors, 11, 12, 13);
        double mean1 = STEP.mean(1);
        double state1 = 2 * STEP.second(1, 2);
        double mean2 = 0.75 * mean1 + STEP.mean(3);
        double state2 = 2 * state1 + 2 * (STEP.influence() * mean1 + STEP.second(3, 5));
        double sum1 = 4 * U;
        double sum2 = sum1 + mean1 + 8 * U;
        double sum3 = sum2 + mean2 + 11 * U;
        double cross1 = STEP.crossInfluence() * sum1 + STEP.cross(2, 6, 4);
        double cross2 = 0.75 * (cross1 + 3 * state1) + STEP.crossInfluence() * sum2 + STEP.cross(6 + 5, 9, 8);
        double squares = (2 * 7 + 2 * 2) * U
                + 3 * state1
                + 2 * cross1
                + (2 * 10 + 2 * 5 + 4 * 6) * U
                + 3 * state2
                + 2 * cross2
                + (2 * 13 + 2 * 4 + 4 * 9) * U;
        assertRadii(sum3 / 3 + 2 * 14 * U, squares / 9 + 4 * 15 * U, errors.radii(3, reported(-14, 15)));
    }

    private static void assertUnknown(RecursionRounding errors) {
        RecursionRounding.Radii radii = errors.radii(0, reported(1, 1));
        assertEquals(Double.POSITIVE_INFINITY, radii.mean());
        assertEquals(Double.POSITIVE_INFINITY, radii.second());
    }

    /** An X that is not proved positive, and more than 2²⁰ steps. */
    @Test
    void whatIsNotPaidForIsNotKnown() {
        RecursionRounding singular = new RecursionRounding(new StepCertificate(1, 0, 1, 1), STEP);
        see(singular, 0, 0);
        assertUnknown(singular);
        RecursionRounding lasting = new RecursionRounding(new StepCertificate(0.5, 1, 1, 0.5), STEP);
        for (int t = 0; t < 1 << 20; t++) {
            see(lasting, 0, 0);
        }
        assertTrue(Double.isFinite(lasting.radii(1, reported(1, 1)).second()));
        see(lasting, 0, 0);
        assertUnknown(lasting);
    }
}
