package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.problem.Optimum;
import org.roundproof.problem.Spectrum;
import org.roundproof.quantizer.Identity;

/** Entries against exact decimals: within their errors, and the errors far below a unit in the last place. */
class SplitMatrixTest {
    private static final MathContext DIGITS = new MathContext(80);

    /** Entry (i, j) of the exact matrix. */
    private interface Exact {
        BigDecimal at(int i, int j);
    }

    private static void assertHolds(SplitMatrix set, Exact exact, double relative) {
        int d = set.dimension();
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                int k = i * d + j;
                BigDecimal known = new BigDecimal(set.high()[k]).add(new BigDecimal(set.low()[k]));
                double off = exact.at(i, j).subtract(known).abs().doubleValue();
                assertTrue(off <= set.errors()[k], i + ", " + j + ": " + off + " > " + set.errors()[k]);
                assertTrue(set.errors()[k] <= relative, i + ", " + j + ": " + set.errors()[k]);
                assertTrue(Math.abs(set.low()[k]) <= 2 * Math.ulp(set.high()[k]), "low is not low");
            }
        }
    }

    private static SplitMatrix covariance(GaussianProblem problem) {
        return RotatedCovariance.of(problem);
    }

    private static BigDecimal rotated(GaussianProblem problem, int i, int j) {
        double[] r = problem.rotation().orElseThrow();
        double[] lambda = problem.eigenvalues();
        int d = lambda.length;
        BigDecimal sum = BigDecimal.ZERO;
        for (int k = 0; k < d; k++) {
            sum = sum.add(new BigDecimal(r[i * d + k])
                    .multiply(new BigDecimal(lambda[k]))
                    .multiply(new BigDecimal(r[j * d + k])));
        }
        return sum;
    }

    private static GaussianProblem problem(int seed) {
        return GaussianProblem.of(new Spectrum.Power(2), new Optimum.Ones(), 9, 1)
                .rotated(seed);
    }

    @Test
    void rotatedCovariances() {
        for (int seed = 1; seed <= 5; seed++) {
            GaussianProblem problem = problem(seed);
            assertHolds(covariance(problem), (i, j) -> rotated(problem, i, j), 1e-28);
        }
    }

    /** On the axes, H = diag(4, 1): 2(6u)² of magnitudes 4, 2 and 1, four products an entry. */
    @Test
    void productsOfARotatedCovarianceAreCounted() {
        double[] lambda = {4, 1};
        SplitMatrix h = covariance(GaussianProblem.of(lambda, new double[2], 1).rotated(1, 0));
        double[] magnitudes = {4, 2, 2, 1};
        for (int k = 0; k < 4; k++) {
            assertCounted(72 * 0x1p-106 * magnitudes[k], h.errors()[k]);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0x1p-60, 3, 1e-300})
    void scaledAndLifted(double epsilon) {
        GaussianProblem problem = problem(7);
        BigDecimal factor = new BigDecimal(epsilon).add(BigDecimal.ONE);
        double f = 1 + epsilon;
        double g = factor.subtract(new BigDecimal(f)).doubleValue();
        assertHolds(
                covariance(problem).times(f, g),
                (i, j) -> rotated(problem, i, j).multiply(factor),
                1e-28);
        assertHolds(
                covariance(problem).plusDiagonal(i -> Interval.of(epsilon)),
                (i, j) -> rotated(problem, i, j).add(i == j ? new BigDecimal(epsilon) : BigDecimal.ZERO),
                1e-28);
    }

    @Test
    void anIntervalOnTheDiagonalIsAdded() {
        SplitMatrix sum =
                SplitMatrix.of(new double[] {1, 0.5, 0.5, 0x1p-60}, 2).plusDiagonal(i -> new Interval(1, 1.5));
        for (double end : new double[] {1, 1.25, 1.5}) {
            assertHolds(
                    sum,
                    (i, j) -> i != j
                            ? new BigDecimal(0.5)
                            : new BigDecimal(i == 0 ? 1 : 0x1p-60).add(new BigDecimal(end)),
                    0.26);
        }
        assertEquals(0.5, sum.high()[1]);
        assertTrue(sum.radius() >= 0.25 && sum.radius() < 0.2501);
        assertTrue(sum.widened(0.125).radius() >= 0.375);
        assertTrue(sum.entry(0, 0).contains(2) && sum.entry(0, 0).contains(2.5));
        assertTrue(sum.rounded().radius() >= 0.25);
    }

    private static void assertCounted(double exact, double found) {
        assertTrue(found >= exact, () -> found + " is below " + exact);
        assertEquals(exact, found, 1e-9 * exact);
    }

    private static SplitMatrix one(double high, double low, double error, double spread) {
        return new SplitMatrix(1, new double[] {high}, new double[] {low}, new double[] {error}, spread);
    }

    /** 3(1 + 2⁻⁵²) = 3 + 2⁻⁵⁰ − 2⁻⁵², and 3·2⁻⁵⁵ + 2⁻⁵⁴ of the parts: 4u(8 + 3 + 2)2⁻⁵⁵ for their sum, 2⁻¹⁰⁹ left out. */
    @Test
    void productsAreCountedTermByTerm() {
        SplitMatrix product = one(1 + 0x1p-52, 0x1p-55, 0, 0).times(3, 0x1p-54);
        assertEquals(3 + 0x1p-50, product.high()[0]);
        assertEquals(-3 * 0x1p-55, product.low()[0], 0x1p-100);
        assertCounted(52.5 * 0x1p-108, product.errors()[0]);
        SplitMatrix uncertain = one(1, 0, 0.125, 0.25).times(-3, 0);
        assertCounted(0.75, uncertain.errors()[0]);
        assertCounted(1.5, uncertain.spread());
        assertEquals(0x1p-1060, one(1, 0, 0, 0).times(3, 0).errors()[0]);
        assertEquals(0, one(0, 0, 0, 0).times(3, 0).errors()[0]);
    }

    /** 1 + 2⁻⁶⁰ is kept in the low part, which was rounded to u of itself; uncertainties add. */
    @Test
    void sumsAreCountedTermByTerm() {
        SplitMatrix sum = one(1, 0, 0, 0).plusDiagonal(i -> Interval.of(0x1p-60));
        assertEquals(0x1p-60, sum.low()[0]);
        assertCounted(0x1p-113, sum.errors()[0]);
        assertCounted(
                0.375,
                one(1, 0, 0.25, 0).plusDiagonal(i -> new Interval(1, 1.25)).errors()[0]);
    }

    /** [1, 3] in place of 2 + ¼ ± ⅛; the entry holds all of it, and the spread is beside. */
    @Test
    void otherDiagonalsAndTheirSpread() {
        SplitMatrix set = new SplitMatrix(
                2,
                new double[] {2, 1, 1, 2},
                new double[] {0.25, 0, 0, 0.25},
                new double[] {0.125, 0.25, 0.25, 0.125},
                0.5);
        SplitMatrix changed = set.withDiagonal(i -> new Interval(1, 3));
        assertEquals(2, changed.high()[3]);
        assertEquals(0, changed.low()[3]);
        assertCounted(1, changed.errors()[3]);
        assertCounted(0.25, changed.errors()[1]);
        assertCounted(2.375, set.entry(0, 0).upper());
        assertEquals(1.625, set.entry(0, 0).lower(), 1e-14);
        // rows of ⅛ + ¼ beside ½, of ⅜ + ¼ around the high part
        assertCounted(0.875, set.radius());
        assertCounted(1.125, set.rounded().radius());
        assertCounted(0.375, set.ball().radius()[0]);
        assertCounted(0.625, set.widened(0.125).spread());
        assertEquals(0.25, set.low()[0], "a set is not changed");
    }

    @Test
    void covariancesOfRows() {
        int n = 37;
        int d = 4;
        Random random = new Random(3);
        double[] x = IntStream.range(0, n * d)
                .mapToDouble(k -> random.nextGaussian() * Math.pow(10, -random.nextInt(6)))
                .toArray();
        FinitePopulation rows =
                FinitePopulation.of(IntStream.range(0, d).mapToObj(i -> "x" + i).toList(), x, new double[n], "rows");
        SplitMatrix h =
                PopulationCovariance.of(QuantizedPopulation.secondOrder(IntervalField.INSTANCE, rows, new Identity()));
        assertHolds(
                h,
                (i, j) -> {
                    BigDecimal sum = BigDecimal.ZERO;
                    for (int k = 0; k < n; k++) {
                        sum = sum.add(new BigDecimal(x[k * d + i]).multiply(new BigDecimal(x[k * d + j])));
                    }
                    return sum.divide(new BigDecimal(n), DIGITS);
                },
                1e-28);
    }
}
