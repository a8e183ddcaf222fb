package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.commons.numbers.gamma.Erfc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Partial moments whose integrals are elementary: their values, and the rounding that their radii count. */
class PartialMomentRadiiTest {
    private static final double U = 0x1p-53;

    /** φ(0). */
    private static final double PHI = 1 / Math.sqrt(2 * Math.PI);

    private static double phi(double z) {
        return PHI * Math.exp(-0.5 * z * z);
    }

    private static List<Interval> moments(double lambda, QuantizerPiece... pieces) {
        return GaussianPartialMomentsTest.list(GaussianPartialMoments.of(List.of(pieces), lambda, 0));
    }

    private static void assertMoment(double exact, Interval moment, double relative) {
        double slack = 8 * Math.ulp(exact);
        assertTrue(
                moment.lower() - slack <= exact && exact <= moment.upper() + slack, () -> moment + " misses " + exact);
        assertTrue(moment.width() <= relative * exact, () -> moment + " is wide");
    }

    /** Q = sign(x) beyond a, 0 within: c11 = c13 = 2σφ(α), m2 = m4 = P(|z| > α), c22 = σ²(2αφ(α) + P), α = a/σ. */
    @ParameterizedTest
    @ValueSource(doubles = {0.0625, 0.25, 1, 9, 1e6})
    void threeValues(double lambda) {
        double sigma = Math.sqrt(lambda);
        double alpha = 0.5 / sigma;
        List<Interval> m = moments(
                lambda,
                new QuantizerPiece.Fixed(0, 0.5, 0, 0, 0),
                new QuantizerPiece.Fixed(0.5, Double.POSITIVE_INFINITY, 1, 1, 0));
        double outside = Erfc.value(alpha / Math.sqrt(2));
        // |z| about α: each rounding is counted 64 + 16z² times
        double relative = 4 * (70 + 40 * alpha * alpha) * (2 + 2 * Math.max(1, alpha) * sigma) * U;
        assertMoment(2 * sigma * phi(alpha), m.get(0), relative);
        assertMoment(outside, m.get(1), relative);
        assertMoment(outside, m.get(2), relative);
        assertMoment(2 * sigma * phi(alpha), m.get(3), relative);
        assertMoment(lambda * (2 * alpha * phi(alpha) + outside), m.get(4), relative);
    }

    /**
     * Q = sign(x): the radius of E x^i Q^k is 2u ∫₀^∞ (64 + 16z²) x^i (1 + x) φ dz, to a thousandth. With J_n = ∫₀^∞ zⁿ φ:
     * ½, φ(0), ½, 2φ(0), 3/2, 8φ(0).
     */
    @ParameterizedTest
    @ValueSource(doubles = {1, 4})
    void radiiCountSixtyFourRoundingsAndMore(double lambda) {
        double sigma = Math.sqrt(lambda);
        double[] j = {0.5, PHI, 0.5, 2 * PHI, 1.5, 8 * PHI};
        List<Interval> m = moments(lambda, new QuantizerPiece.Fixed(0, Double.POSITIVE_INFINITY, 1, 1, 0));
        int[] powers = {1, 0, 0, 1, 2};
        for (int i = 0; i < m.size(); i++) {
            int p = powers[i];
            double flat = Math.pow(sigma, p) * (64 * j[p] + 16 * j[p + 2]);
            double sloped = Math.pow(sigma, p + 1) * (64 * j[p + 1] + 16 * j[p + 3]);
            double radius = 2 * U * (flat + sloped);
            Interval moment = m.get(i);
            double value = moment.midpoint();
            assertTrue(moment.width() >= 2 * radius, moment::toString);
            assertEquals(2 * radius * 1.001, moment.width() - 2 * Math.ulp(value), 3e-4 * radius + 2 * Math.ulp(value));
        }
    }

    /** All of Q ≠ 0 lies beyond 38σ: of even moments the tail's bound alone is left, 10^−300 σ^i M^k. */
    @Test
    void theTailIsCountedWhereNothingElseIs() {
        List<Interval> m = moments(
                0.25,
                new QuantizerPiece.Fixed(0, 20, 0, 0, 0),
                new QuantizerPiece.Fixed(20, Double.POSITIVE_INFINITY, 80, 80, 0));
        assertEquals(1e-300 * 6400, m.get(1).upper(), 1e-310);
        assertEquals(1e-300 * 6400 * 6400, m.get(2).upper(), 1e-305);
        assertEquals(1e-300 * 0.25 * 6400, m.get(4).upper(), 1e-310);
        assertEquals(0.0, m.get(1).lower());
        assertTrue(m.get(0).lower() < 0);
        // a coarse first cell: |Q| ≤ 2|x| + h there, M or not
        List<Interval> far = moments(
                0.25,
                new QuantizerPiece.Fixed(0, 20, 0, 0, 0),
                new QuantizerPiece.Fixed(20, 21, 0, 2, 0.5),
                new QuantizerPiece.Fixed(21, Double.POSITIVE_INFINITY, 80, 80, 0));
        assertEquals(1e-300 * (0.25 + 16), far.get(1).upper(), 1e-310);
    }

    /** |Q(x)| = 1 with probability min(|x|, 1): c11 = c13 = E|x| min(|x|, 1), m2 = m4 = E min(|x|, 1). */
    @Test
    void stochasticRoundingToThreeValues() {
        double sigma = 0.5;
        List<Interval> m = moments(
                sigma * sigma,
                new QuantizerPiece.Linear(0, 1),
                new QuantizerPiece.Fixed(1, Double.POSITIVE_INFINITY, 1, 1, 0));
        double a = 1 / sigma;
        double inside = 1 - Erfc.value(a / Math.sqrt(2)) - 2 * a * phi(a); // E[z²; |z| < a]
        double c11 = sigma * sigma * inside + 2 * sigma * phi(a);
        double m2 = 2 * sigma * (PHI - phi(a)) + Erfc.value(a / Math.sqrt(2));
        assertMoment(c11, m.get(0), 2e-13);
        assertMoment(m2, m.get(1), 2e-13);
        assertMoment(m2, m.get(2), 2e-13);
        assertMoment(c11, m.get(3), 2e-13);
    }
}
