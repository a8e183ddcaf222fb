package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.roundproof.problem.GaussianProblem;

class EigenvalueEnclosureTest {
    private static List<Interval> of(double[] symmetric, int d) {
        return EigenvalueEnclosure.of(SymmetricEnclosure.of(symmetric, d));
    }

    /** 2×2: the characteristic polynomial changes sign between the two ends, in exact arithmetic. */
    @Property
    void twoByTwoEndsBracketTheRoots(@ForAll long seed) {
        Random random = new Random(seed);
        double a = random.nextGaussian();
        double b = random.nextGaussian() * Math.pow(10, -random.nextInt(12));
        double c = random.nextGaussian();
        List<Interval> bounds = of(new double[] {a, b, b, c}, 2);
        for (Interval bound : bounds) {
            int below = polynomial(a, b, c, bound.lower()).signum();
            int above = polynomial(a, b, c, bound.upper()).signum();
            boolean separate = bounds.get(1).upper() < bounds.get(0).lower();
            assertTrue(!separate || below * above <= 0, bound + " holds no root");
            assertTrue(bound.width() < 1e-13, bound.toString());
        }
    }

    private static BigDecimal polynomial(double a, double b, double c, double x) {
        BigDecimal left = new BigDecimal(a).subtract(new BigDecimal(x));
        BigDecimal right = new BigDecimal(c).subtract(new BigDecimal(x));
        return left.multiply(right).subtract(new BigDecimal(b).pow(2, MathContext.UNLIMITED));
    }

    /** tridiagonal(−1, 2, −1) has the eigenvalues 2 − 2 cos(kπ/(d+1)). */
    @Property(tries = 20)
    void laplacianIsEnclosed(@ForAll @IntRange(min = 1, max = 60) int d) {
        double[] a = new double[d * d];
        for (int i = 0; i < d; i++) {
            a[i * d + i] = 2;
            if (i > 0) {
                a[i * d + i - 1] = -1;
                a[(i - 1) * d + i] = -1;
            }
        }
        List<Interval> bounds = of(a, d);
        for (int k = 1; k <= d; k++) {
            double expected = 2 + 2 * Math.cos(k * Math.PI / (d + 1));
            Interval bound = bounds.get(k - 1);
            assertTrue(bound.lower() <= expected + 1e-15 && expected - 1e-15 <= bound.upper(), k + " " + bound);
            assertTrue(bound.width() < 1e-12, bound.toString());
        }
    }

    @Test
    void integerMatricesHaveTheirTraceBetweenTheEnds() {
        double[] a = {4, 1, -2, 1, 2, 0, -2, 0, 3};
        List<Interval> bounds = of(a, 3);
        assertTrue(bounds.stream().mapToDouble(Interval::lower).sum() <= 9);
        assertTrue(bounds.stream().mapToDouble(Interval::upper).sum() >= 9);
    }

    @Test
    void theRadiusIsAdded() {
        List<Interval> bounds = EigenvalueEnclosure.of(
                SymmetricEnclosure.of(new double[] {1, 0, 0, -1}, 2).widened(0.25));
        assertTrue(bounds.get(0).lower() <= 0.75 && bounds.get(0).upper() >= 1.25);
        assertTrue(bounds.get(1).lower() <= -1.25 && bounds.get(1).upper() >= -0.75);
        assertEquals(0.5, bounds.get(1).width(), 1e-12);
    }

    @Test
    void intervalEntriesWidenByTheirLargestRow() {
        FieldMatrix<Interval> entries = FieldMatrix.of(
                IntervalField.INSTANCE, 2, 2, (i, j) -> new Interval(i == j ? 1 : -0.125, i == j ? 1.5 : 0.125));
        SymmetricEnclosure set = SymmetricEnclosure.of(entries);
        assertEquals(0.375, set.radius(), 1e-12);
        assertTrue(set.radius() >= 0.375);
    }

    @Test
    void diagonalEntriesAreSortedEndByEnd() {
        List<Interval> bounds =
                EigenvalueEnclosure.ofDiagonal(List.of(new Interval(1, 4), new Interval(2, 3), Interval.of(5)));
        assertEquals(List.of(Interval.of(5), new Interval(2, 4), new Interval(1, 3)), bounds);
    }

    /** Dot products that cancel to nothing in plain arithmetic. */
    @Test
    void compensatedDotStaysWithinItsBound() {
        Random random = new Random(11);
        for (int trial = 0; trial < 200; trial++) {
            int n = 1 + random.nextInt(50);
            double[] a = new double[2 * n];
            double[] b = new double[2 * n];
            BigDecimal exact = new BigDecimal(0.5);
            double magnitude = 0.5;
            for (int k = 0; k < n; k++) {
                a[k] = random.nextGaussian();
                b[k] = random.nextGaussian();
                a[n + k] = -a[k];
                b[n + k] = b[k] * (1 + 0x1p-45 * random.nextGaussian());
            }
            for (int k = 0; k < 2 * n; k++) {
                exact = exact.add(new BigDecimal(a[k]).multiply(new BigDecimal(b[k])));
                magnitude += Math.abs(a[k] * b[k]);
            }
            double computed = CompensatedDot.of(0.5, a, 0, 1, b, 0, 1, 2 * n);
            double error = new BigDecimal(computed).subtract(exact).abs().doubleValue();
            double bound = CompensatedDot.error(computed, magnitude * (1 + 0x1p-40), 2 * n + 1);
            assertTrue(error <= bound, error + " > " + bound);
            assertTrue(bound < 1e-15);
        }
    }

    /** H = R diag(λ) Rᵀ with R orthogonal to rounding: every λ_i within 1e-10 relative of the enclosure, which is tight. */
    @Test
    void rotatedSpectrumOfTwoHundredDimensions() {
        double[] lambda = new double[200];
        double[] ones = new double[200];
        for (int i = 0; i < 200; i++) {
            lambda[i] = 1 / ((i + 1.0) * (i + 1.0));
            ones[i] = 1;
        }
        GaussianProblem problem = GaussianProblem.of(lambda, ones, 1).rotated(3);
        QuantizedSpectrum spectrum = QuantizedSpectrum.of(problem, Populations.operator("identity"));
        for (int i = 0; i < 200; i++) {
            Interval bound = spectrum.eigenvalues().get(i);
            assertTrue(bound.width() < 2e-13, bound.toString());
            assertEquals(lambda[i], bound.midpoint(), 2e-13);
        }
    }
}
