package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.VarianceLaw;

/**
 * The bounds of one step by hand, B = 4 and γ = ¼. Rows (2, 2) and (2, −2) with labels 1 and 3 have H = 4I and c = (4, −2); in
 * magnitudes H = 4(1, 1; 1, 1), T(1 1ᵀ) = 64(1, 1; 1, 1) and ‖J(e_a)‖² = 32², where J itself has 640. A term carries 2 + 6 + 3 + 80 = 91
 * roundings, one of two rows 44. The label's error is shared, ε = ¼: mean E ỹ²x̃x̃ᵀ has the norm 5/4·5·8.
 */
class StepRoundingTest {
    private static final double U = 0x1p-53;
    /** ‖c‖, and (‖J(e_1)‖² + ‖J(e_2)‖²)^½. */
    private static final double ROOT = Math.sqrt(20);

    private static final double THIRD = Math.sqrt(1280);
    private static final StepLaws LAWS = new StepLaws(law(0.25, 0.5), law(0.125, 0.25), law(0.0625, 1));
    /** γ²/B, and γ²(1 − 1/B)(1 + β_o). */
    private static final double OWN = 0.015625;

    private static final double BETWEEN = 0.09375;

    private static VarianceLaw law(double alpha, double beta) {
        return new VarianceLaw(BigFraction.from(alpha), BigFraction.from(beta), true);
    }

    private static StepRounding of(
            double[] x, double[] y, String label, BallMatrix covariance, List<Interval> correlation, StepLaws laws) {
        PopulationMoments<Double> moments = QuantizedPopulation.of(
                DoubleField.INSTANCE,
                FinitePopulation.of(List.of("a", "b"), x, y, "two rows"),
                new Identity(),
                Populations.operator(label));
        return new StepRounding(
                new SecondMoments(covariance, correlation),
                moments,
                new PrimitivePopulationRecursion(moments),
                laws,
                4,
                0.25);
    }

    private static StepRounding of(double covarianceError, List<Interval> correlation) {
        double[] errors = {covarianceError, covarianceError, covarianceError, covarianceError};
        return of(
                new double[] {2, 2, 2, -2},
                new double[] {1, 3},
                "multiplicative(0.25,rademacher,shared)",
                new BallMatrix(2, new double[] {4, 0, 0, 4}, errors),
                correlation,
                LAWS);
    }

    private static void assertClose(double expected, double found) {
        assertEquals(expected, found, 1e-12 * expected);
    }

    /** Coefficients known exactly: rounding alone. */
    @Test
    void roundingsAreCounted() {
        StepRounding rounding = of(0, List.of(Interval.of(4), Interval.of(-2)));
        double product = BETWEEN * 1.25 * 44 * 16;
        double mixed = BETWEEN * 2 * 44 * ROOT * 4;
        double outer = BETWEEN * 1.25 * 44 * 20;
        double perParameter = 91 * OWN * 2 * 1.25 * 64 + product;
        double ofMean = 91 * OWN * 2 * 2 * 8 * Math.sqrt(32) + mixed;
        double constant = 91 * OWN * (0.0625 * 8 + 2 * (0.125 * 8 + 50)) + outer + perParameter * 0.25 * Math.sqrt(2);
        assertClose((6 + 0.25 * (3 * 12 + 4 * (ROOT + 12))) * U, rounding.mean(3));
        double drift = 0.5 * (3 * 18 * ROOT + 5 * 18 * 4);
        assertClose((10 + drift + 3 * ofMean + 5 * perParameter * 1.5 + constant) * U, rounding.second(3, 5));
        assertClose(constant * U, rounding.second(0, 0));
        assertClose((16 + 0.25 * (7 * 10 * ROOT + 3 * 12 * 4)) * U, rounding.cross(3, 5, 7));
        assertClose(0.5 * ROOT + OWN * 4 * THIRD + BETWEEN * 2 * ROOT * 4, rounding.influence());
        assertClose(0.25 * ROOT, rounding.crossInfluence());
    }

    /** H_q within 2⁻¹⁰ entry by entry, e = 2⁻⁹ as a norm; c within 3 and 4 times 2⁻¹¹, f = 5·2⁻¹¹: rounding is far below. */
    @Test
    void coefficientsThatAreOffAreCounted() {
        StepRounding rounding = of(
                0x1p-10,
                List.of(new Interval(4 - 3 * 0x1p-11, 4 + 0x1p-12), new Interval(-2 - 0x1p-12, -2 + 4 * 0x1p-11)));
        double e = 0x1p-9;
        double f = 5 * 0x1p-11;
        double h = 4 + e;
        double c = ROOT + f;
        double product = BETWEEN * 1.25 * e * (2 * h + e);
        double mixed = BETWEEN * 2 * (e * c + f * (h + e));
        double outer = BETWEEN * 1.25 * f * (2 * c + f);
        double constant = outer + product * 0.25 * Math.sqrt(2);
        assertEquals(0.25 * (f + 3 * e), rounding.mean(3), 1e-12);
        assertEquals(0.5 * (3 * f + 5 * e) + 3 * mixed + 5 * 1.5 * product + constant, rounding.second(3, 5), 1e-12);
        assertEquals(0.25 * (7 * f + 3 * e), rounding.cross(3, 5, 7), 1e-12);
        assertEquals(0.5 * c + OWN * 4 * THIRD + BETWEEN * 2 * c * h, rounding.influence(), 1e-12);
        assertEquals(0.25 * c, rounding.crossInfluence(), 1e-12);
    }

    /** Labels 0 and no laws leave underflow: (1 + γ)²(1 + ‖H‖ + 0 + 8 + 64 + 0)2⁻¹⁰⁰⁰. */
    @Test
    void underflowIsCounted() {
        StepRounding rounding = of(
                new double[] {2, 2, 2, -2},
                new double[2],
                "identity",
                BallMatrix.of(new double[] {4, 0, 0, 4}, 2),
                List.of(Interval.ZERO, Interval.ZERO),
                StepLaws.NONE);
        assertClose(120.3125 * 0x1p-1000, rounding.mean(0));
        assertClose(120.3125 * 0x1p-1000, rounding.second(0, 0));
        assertClose(120.3125 * 0x1p-1000, rounding.cross(0, 0, 0));
    }

    /** H = ½(1, 1; 1, 2): ‖H‖ ≤ 3/2 by its second row, (d + 1) and 4 roundings of γ‖H‖‖μ‖, and 2 of ‖μ‖. */
    @Test
    void theLargestRowCounts() {
        StepRounding rounding = of(
                new double[] {1, 1, 0, 1},
                new double[2],
                "identity",
                BallMatrix.of(new double[] {0.5, 0.5, 0.5, 1}, 2),
                List.of(Interval.ZERO, Interval.ZERO),
                StepLaws.NONE);
        assertClose((2 + 0.25 * 7 * 1.5) * U, rounding.mean(1));
    }
}
