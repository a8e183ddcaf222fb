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

    /**
     * |Q| = v between a and b: E|x| = 2σ(φ(α) − φ(β)), P = P(|z| > α) − P(|z| > β) and E x² = σ²(2αφ(α) − 2βφ(β) + P) of
     * each piece, α = a/σ, β = b/σ; small values first, so that later terms outgrow the sum.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.0625, 0.25, 1, 9, 100})
    void stairs(double lambda) {
        double sigma = Math.sqrt(lambda);
        double[] ends = {0, 0.5, 2, Double.POSITIVE_INFINITY};
        double[] values = {0.0625, 1, 3};
        QuantizerPiece[] pieces = new QuantizerPiece[values.length];
        double[] exact = new double[5];
        for (int n = 0; n < values.length; n++) {
            double v = values[n];
            pieces[n] = new QuantizerPiece.Fixed(ends[n], ends[n + 1], v, v, 0);
            double alpha = ends[n] / sigma;
            double beta = Math.min(50, ends[n + 1] / sigma);
            double slope = 2 * sigma * (phi(alpha) - phi(beta));
            double share = Erfc.value(alpha / Math.sqrt(2)) - Erfc.value(beta / Math.sqrt(2));
            exact[0] += v * slope;
            exact[1] += v * v * share;
            exact[2] += Math.pow(v, 4) * share;
            exact[3] += Math.pow(v, 3) * slope;
            exact[4] += v * v * lambda * (2 * alpha * phi(alpha) - 2 * beta * phi(beta) + share);
        }
        List<Interval> m = moments(lambda, pieces);
        for (int k = 0; k < exact.length; k++) {
            assertMoment(exact[k], m.get(k), 1e-12);
        }
    }

    @Test
    void nothingIsZero() {
        for (Interval moment : moments(1, new QuantizerPiece.Fixed(0, Double.POSITIVE_INFINITY, 0, 0, 0))) {
            assertEquals(0, moment.midpoint(), 1e-13);
        }
    }

    /**
     * |Q| = 2: the radius of E x^i Q^k is 2u ∫₀^∞ (64 + 16z²) x^i (2^k + 2^(k−1) x) φ dz, to a thousandth. With J_n = ∫₀^∞ zⁿ φ:
     * ½, φ(0), ½, 2φ(0), 3/2, 8φ(0).
     */
    @ParameterizedTest
    @ValueSource(doubles = {1, 4})
    void radiiCountSixtyFourRoundingsAndMore(double lambda) {
        double sigma = Math.sqrt(lambda);
        double[] j = {0.5, PHI, 0.5, 2 * PHI, 1.5, 8 * PHI};
        List<Interval> m = moments(lambda, new QuantizerPiece.Fixed(0, Double.POSITIVE_INFINITY, 2, 2, 0));
        int[] powers = {1, 0, 0, 1, 2};
        int[] images = {1, 2, 4, 3, 2};
        for (int i = 0; i < m.size(); i++) {
            int p = powers[i];
            double flat = Math.pow(sigma, p) * (64 * j[p] + 16 * j[p + 2]);
            double sloped = Math.pow(sigma, p + 1) * (64 * j[p + 1] + 16 * j[p + 3]);
            double radius = 2 * U * Math.pow(2, images[i]) * (flat + sloped / 2);
            Interval moment = m.get(i);
            double value = moment.midpoint();
            assertTrue(moment.width() >= 2 * radius, moment::toString);
            assertEquals(2 * radius * 1.001, moment.width() - 2 * Math.ulp(value), 3e-4 * radius + 2 * Math.ulp(value));
        }
    }

    /**
     * Far out the density falls so fast that the rule's own error is most of the radius: one panel [14, 14½], ten points, ρ =
     * 16, 2(1 + ρ)² for the modulus on the ellipse, which reaches to 14¼ ± 2.3, and (64/15) ρ^(−2n)/(1 − ρ^(−2)).
     */
    @Test
    void theErrorOfTheRuleIsCounted() {
        List<Interval> m = moments(
                1,
                new QuantizerPiece.Fixed(0, 14, 0, 0, 0),
                new QuantizerPiece.Fixed(14, 14.5, 2, 2, 0),
                new QuantizerPiece.Fixed(14.5, Double.POSITIVE_INFINITY, 0, 0, 0));
        double rule = 64.0 / 15 * 2 * 17 * 17 * Math.pow(16, -20) / (1 - 1 / 256.0);
        // twice a thousandth: room for the rounding of the bound and of the radius
        double error = 1.002 * 2 * rule * 0.25 * PHI * Math.exp(2 - 0.5 * 11.95 * 11.95);
        assertEquals(error * 4, m.get(1).width() / 2, 0.001 * error * 4);
        assertEquals(error * 16, m.get(2).width() / 2, 0.001 * error * 16);
        assertEquals(error * 4 * 16.55 * 16.55, m.get(4).width() / 2, 0.001 * error * 4 * 16.55 * 16.55);
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
