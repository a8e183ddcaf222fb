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
