package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roundproof.problem.Batch;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.problem.Optimum;
import org.roundproof.problem.Spectrum;
import org.roundproof.random.RandomWords;

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
        assertArrayEquals(new double[] {1.25, 0, 0, 1.25}, set.centre());
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
    @Tag("slow")
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

    /** The least eigenvalue is 2.5e-5 of the largest; relative widths, as the tail of a spectrum needs them. */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "identity",
                "additive(0.01)",
                "multiplicative(0.01)",
                "multiplicative(0.01,shared)",
                "e4m3:sr",
                "int8(step=1/8):sr"
            })
    void relativeWidthsAtDimension200(String data) {
        GaussianProblem power = GaussianProblem.of(new Spectrum.Power(2), new Optimum.Ones(), 200, 1);
        for (GaussianProblem problem : List.of(power, power.rotated(1))) {
            assertNarrow(QuantizedSpectrum.of(problem, Populations.operator(data)));
        }
    }

    /** A condition of 8e6: what is known of a true quantizer's variance must be relative to it, not to the feature's. */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"e4m3:sr", "binary16:sr"})
    void relativeWidthsOfIllConditionedDesigns(String data) {
        GaussianProblem power = GaussianProblem.of(new Spectrum.Power(3), new Optimum.Ones(), 200, 1);
        assertNarrow(QuantizedSpectrum.of(power.rotated(1), Populations.operator(data)));
    }

    @Tag("slow")
    @Test
    void relativeWidthsOfAPopulationAtDimension200() {
        assertNarrow(QuantizedSpectrum.of(wide(), Populations.operator("e4m3:sr")));
    }

    private static FinitePopulation wide() {
        GaussianProblem power = GaussianProblem.of(new Spectrum.Power(3), new Optimum.Ones(), 200, 1);
        Batch rows = power.rotated(3).batch(new RandomWords(5), 0, 1, 600);
        return FinitePopulation.of(
                IntStream.range(0, 200).mapToObj(i -> "x" + i).toList(), rows.features(), rows.labels(), "600 rows");
    }

    private static void assertNarrow(QuantizedSpectrum spectrum) {
        for (List<Interval> side : List.of(spectrum.eigenvalues(), spectrum.quantizedEigenvalues())) {
            for (Interval value : side) {
                assertTrue(value.width() <= 1e-10 * value.lower(), value::toString);
            }
        }
    }

    /** A multiple eigenvalue is nowhere separated: the bound of first order holds it. */
    @Test
    void multipleEigenvaluesAreHeld() {
        double[] a = {2, 1, 1, 1, 2, 1, 1, 1, 2};
        List<Interval> bounds = of(a, 3);
        assertTrue(bounds.get(0).contains(4));
        assertTrue(bounds.get(1).contains(1) && bounds.get(2).contains(1));
        assertTrue(bounds.get(1).width() < 1e-13);
    }

    /** Against 60 decimal digits: the sign of the characteristic polynomial of a Hilbert matrix changes between the ends. */
    @Test
    void separatedEigenvaluesAreHeldToHighRelativeAccuracy() {
        int d = 6;
        double[] a = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                a[i * d + j] = 1.0 / (i + j + 1);
            }
        }
        for (Interval bound : of(a, d)) {
            int below = determinant(a, d, bound.lower()).signum();
            int above = determinant(a, d, bound.upper()).signum();
            assertTrue(below * above < 0, bound + " holds no root, or two");
            assertTrue(bound.width() <= 1e-10 * bound.lower(), bound::toString);
        }
    }

    private static BigDecimal determinant(double[] a, int d, double x) {
        MathContext digits = new MathContext(60);
        BigDecimal[][] m = new BigDecimal[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                m[i][j] = new BigDecimal(a[i * d + j]).subtract(i == j ? new BigDecimal(x) : BigDecimal.ZERO);
            }
        }
        BigDecimal product = BigDecimal.ONE;
        for (int k = 0; k < d; k++) {
            product = product.multiply(m[k][k], digits);
            for (int i = k + 1; i < d; i++) {
                BigDecimal factor = m[i][k].divide(m[k][k], digits);
                for (int j = k; j < d; j++) {
                    m[i][j] = m[i][j].subtract(factor.multiply(m[k][j], digits), digits);
                }
            }
        }
        return product;
    }
}
