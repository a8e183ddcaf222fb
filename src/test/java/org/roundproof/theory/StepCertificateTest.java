package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.TargetOperators;

/** Growths that are known: I where the rows are orthogonal and equally long, and diagonal X where they are not. */
class StepCertificateTest {
    private static StepCertificate of(double[] x, StepLaws laws, int batch, double gamma, int steps) {
        FinitePopulation rows = FinitePopulation.of(List.of("a", "b"), x, new double[x.length / 2], "rows");
        Identity none = new Identity();
        PopulationMoments<Double> moments = QuantizedPopulation.of(DoubleField.INSTANCE, rows, none, none);
        BallMatrix covariance = SecondMoments.of(QuantizedPopulation.of(IntervalField.INSTANCE, rows, none, none))
                .covariance();
        return StepCertificate.of(
                covariance,
                moments,
                new PrimitivePopulationRecursion(moments),
                laws,
                new SgdConfiguration(steps, batch, gamma, TargetOperators.NONE, new Averaging.All()));
    }

    private static VarianceLaw law(double beta) {
        return new VarianceLaw(BigFraction.ZERO, BigFraction.from(beta), true);
    }

    /** H = 2I, T(I) = 8I: Q(I) = (1 + β_p)(1 + β_o)(1 + β_a)(8/B + 4(1 − 1/B))I, ρ = 1 − 4γ + γ²Q, r = |1 − 2γ|. */
    @ParameterizedTest
    @CsvSource({"1, 0.125, 0", "2, 0.125, 0.25", "2, 0.75, 0.5", "4, 0.5, 1"})
    void isotropicRows(int batch, double gamma, double beta) {
        StepLaws laws = new StepLaws(law(beta), law(beta), law(beta));
        StepCertificate found = of(new double[] {2, 0, 0, 2}, laws, batch, gamma, 10);
        double q = Math.pow(1 + beta, 3) * (8.0 / batch + 4 * (1 - 1.0 / batch));
        double growth = 1 - 4 * gamma + gamma * gamma * q;
        assertTrue(found.growth() >= growth);
        assertEquals(growth, found.growth(), 1e-12);
        assertTrue(found.contraction() >= Math.abs(1 - 2 * gamma));
        assertEquals(Math.abs(1 - 2 * gamma), found.contraction(), 1e-12);
        assertEquals(1, found.norm() / found.floor(), 1e-12);
    }

    /** H = diag(2, ½), eigenvalues on both sides of 1/γ: ‖I − γH‖ by the nearer or the farther one. */
    @Test
    void contractionsOfBothEnds() {
        assertEquals(
                0.9375,
                of(new double[] {2, 0, 0, 1}, StepLaws.NONE, 1, 0.125, 10).contraction(),
                1e-12);
        assertEquals(
                1.5, of(new double[] {2, 0, 0, 1}, StepLaws.NONE, 1, 1.25, 10).contraction(), 1e-12);
    }

    /**
     * Four rows with ρ > 1 for I just below the threshold: a run of 1000 steps is worth the X of the power iteration, whose λ_min is less
     * than its norm, a run of one step is not. No ρ is less than the rate at which the moments shrink.
     */
    @Test
    void theCheaperCertificateIsTaken() {
        double[] x = {1, 1, 1, -1, 1, 0.5, 1, -0.25};
        PopulationMoments<Double> moments = QuantizedPopulation.of(
                DoubleField.INSTANCE,
                FinitePopulation.of(List.of("a", "b"), x, new double[4], "rows"),
                new Identity(),
                new Identity());
        double gamma =
                0.97 * PopulationStability.threshold(new PrimitivePopulationRecursion(moments), StepLaws.NONE, 1);
        StepCertificate last = of(x, StepLaws.NONE, 1, gamma, 1000);
        StepCertificate first = of(x, StepLaws.NONE, 1, gamma, 1);
        assertTrue(last.growth() < 1 && last.floor() < 0.99 * last.norm(), last::toString);
        assertTrue(first.growth() > 1 && first.floor() > 0.99 * first.norm(), first::toString);
        double rate = trace(moments, gamma, 1001) / trace(moments, gamma, 1000);
        assertTrue(rate < last.growth() && last.growth() < 1 - (1 - rate) / 2, rate + " in " + last);
    }

    /** tr E[wwᵀ] of the last iterate, from I and without noise. */
    private static double trace(PopulationMoments<Double> moments, double gamma, int steps) {
        DoubleField field = DoubleField.INSTANCE;
        IterateMoments<Double> start = new IterateMoments<>(
                FieldMatrix.zero(field, 2, 1), FieldMatrix.of(field, 2, 2, (i, j) -> i == j ? 1.0 : 0.0));
        FieldMatrix<Double> second = new PopulationRecursion<>(moments, StepLaws.NONE)
                .run(start, steps, 1, gamma, new Averaging.Last())
                .second();
        return second.get(0, 0) + second.get(1, 1);
    }
}
