package org.roundproof.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.roundproof.Effort;
import org.roundproof.InputException;
import org.roundproof.random.Gaussians;
import org.roundproof.random.RandomWords;
import org.roundproof.random.Role;

class GaussianProblemTest {
    private static final RandomWords WORDS = new RandomWords(0x1234_5678_9ABC_DEF0L);

    @Test
    void batchFollowsItsFormula() {
        GaussianProblem problem = GaussianProblem.of(Spectrum.parse("power(2)"), Optimum.parse("power(1)"), 7, 0.3);
        Batch batch = problem.batch(WORDS, 5, 9, 3);
        assertEquals(3, batch.rows());
        assertEquals(7, batch.columns());
        for (int row = 0; row < 3; row++) {
            double signal = 0;
            for (int i = 0; i < 7; i++) {
                double z = Gaussians.draw(WORDS.element(Role.FEATURES, 9, 5, row * 7 + i));
                double x = StrictMath.sqrt(StrictMath.pow(i + 1, -2)) * z;
                assertEquals(x, batch.features()[row * 7 + i]);
                signal += StrictMath.pow(i + 1, -1) * x;
            }
            double noise = Gaussians.draw(WORDS.element(Role.LABEL_NOISE, 9, 5, row));
            assertEquals(signal + StrictMath.sqrt(0.3) * noise, batch.labels()[row]);
        }
    }

    @Test
    void rowsDoNotDependOnTheBatchTheyComeIn() {
        GaussianProblem problem = GaussianProblem.of(Spectrum.parse("power(2)"), Optimum.parse("ones"), 5, 1)
                .rotated(1);
        Batch one = problem.batch(WORDS, 0, 3, 1);
        Batch four = problem.batch(WORDS, 0, 3, 4);
        for (int i = 0; i < 5; i++) {
            assertEquals(one.features()[i], four.features()[i]);
        }
        assertEquals(one.labels()[0], four.labels()[0]);
    }

    @Test
    void rotationTurnsFeaturesAndOptimumAlike() {
        GaussianProblem plain = GaussianProblem.of(Spectrum.parse("power(1.5)"), Optimum.parse("ones"), 40, 0.5);
        GaussianProblem turned = plain.rotated(20);
        double[] r = turned.rotation().orElseThrow();
        Batch before = plain.batch(WORDS, 1, 2, 2);
        Batch after = turned.batch(WORDS, 1, 2, 2);
        for (int row = 0; row < 2; row++) {
            for (int i = 0; i < 40; i++) {
                double sum = 0;
                for (int j = 0; j < 40; j++) {
                    sum += r[i * 40 + j] * before.features()[row * 40 + j];
                }
                assertEquals(sum, after.features()[row * 40 + i]);
            }
        }
        assertArrayEquals(before.labels(), after.labels(), 1e-13);
        double[] zero = new double[40];
        assertEquals(plain.excessRisk(zero), turned.excessRisk(zero), 1e-13);
        assertEquals(0, turned.excessRisk(turned.optimum()));
        assertTrue(plain.rotation().isEmpty());
        assertThrows(InputException.class, () -> turned.rotated(1));
    }

    @Test
    void rotationsAreOrthogonal() {
        for (int d : new int[] {1, 2, 3, 17, 60}) {
            double[] r = RandomRotation.of(d, d);
            double worst = 0;
            for (int i = 0; i < d; i++) {
                for (int k = 0; k <= i; k++) {
                    double dot = 0;
                    for (int j = 0; j < d; j++) {
                        dot += r[i * d + j] * r[k * d + j];
                    }
                    worst = Math.max(worst, Math.abs(dot - (i == k ? 1 : 0)));
                }
            }
            assertTrue(worst < 1e-14, "d = " + d + ": " + worst);
        }
    }

    /**
     * Haar measure: over 4000 rotations of d = 4 each entry has mean 0, variance 1/4 and E r⁴ = 3/(4·6); 48 comparisons
     * within 7 standard errors (false alarm about 10^−10). A matrix without the random signs has a mean of its diagonal far
     * from 0.
     */
    @Test
    void rotationsHaveHaarMoments() {
        int n = Effort.scaled(4000);
        int d = 4;
        double[] sums = new double[16];
        double[] squares = new double[16];
        double[] fourths = new double[16];
        for (int seed = 0; seed < n; seed++) {
            double[] r = RandomRotation.of(seed, d);
            for (int e = 0; e < 16; e++) {
                sums[e] += r[e] / n;
                squares[e] += r[e] * r[e] / n;
                fourths[e] += Math.pow(r[e], 4) / n;
            }
        }
        for (int e = 0; e < 16; e++) {
            assertEquals(0, sums[e], 7 * Math.sqrt(0.25 / n), "mean of entry " + e);
            assertEquals(0.25, squares[e], 7 * Math.sqrt((0.125 - 0.0625) / n), "variance of entry " + e);
            // E r⁸ = 105/(4·6·8·10)
            assertEquals(0.125, fourths[e], 7 * Math.sqrt((105.0 / 1920 - 0.015625) / n), "fourth moment " + e);
        }
    }

    /** An entry of H estimated from 20 000 rows, within 7 standard errors; 21 comparisons, false alarm about 5·10^−11. */
    @Test
    void featuresHaveTheCovarianceTheyClaim() {
        int d = 6;
        GaussianProblem problem = GaussianProblem.of(Spectrum.parse("power(1)"), Optimum.parse("ones"), d, 1)
                .rotated(8);
        double[] r = problem.rotation().orElseThrow();
        int n = Effort.scaled(20_000);
        Batch batch = problem.batch(WORDS, 0, 1, n);
        for (int i = 0; i < d; i++) {
            for (int k = 0; k <= i; k++) {
                double expected = h(problem, r, i, k);
                double mean = 0;
                for (int row = 0; row < n; row++) {
                    mean += batch.features()[row * d + i] * batch.features()[row * d + k] / n;
                }
                double variance = h(problem, r, i, i) * h(problem, r, k, k) + expected * expected;
                assertEquals(expected, mean, 7 * Math.sqrt(variance / n));
            }
        }
    }

    private static double h(GaussianProblem problem, double[] r, int i, int k) {
        double sum = 0;
        int d = problem.dimension();
        for (int j = 0; j < d; j++) {
            sum += r[i * d + j] * problem.eigenvalues()[j] * r[k * d + j];
        }
        return sum;
    }

    @Test
    void excessRiskIsTheQuadraticForm() {
        GaussianProblem problem = GaussianProblem.of(new double[] {4, 0.25}, new double[] {1, -2}, 0);
        assertEquals(0.5 * (4 * 9 + 0.25 * 16), problem.excessRisk(new double[] {4, 2}));
        assertEquals(0, problem.excessRisk(problem.optimum()));
    }

    @Test
    void spectraFollowTheirFormulas() {
        assertArrayEquals(
                new double[] {1, 0.25, 1 / 9.0}, Spectrum.parse("power(2)").eigenvalues(3), 1e-17);
        assertArrayEquals(
                new double[] {Math.exp(-0.5), Math.exp(-1)},
                Spectrum.parse("exponential(0.5)").eigenvalues(2),
                1e-15);
        assertArrayEquals(
                new double[] {Math.pow(Math.log(2), -2), 0.5 * Math.pow(Math.log(3), -2)},
                Spectrum.parse("logpower(1, 2)").eigenvalues(2),
                1e-15);
        assertArrayEquals(
                new double[] {10, 10, 1, 1}, Spectrum.parse("spiked(2,10)").eigenvalues(4));
        assertArrayEquals(new double[] {1, 1, 1}, Optimum.parse("ones").coordinates(3));
        assertArrayEquals(new double[] {1, 2, 3}, Optimum.parse("power(-1)").coordinates(3));
    }

    @Test
    void expressionsAreCanonical() {
        for (String text : new String[] {"power(2)", "exponential(0.1)", "logpower(1,2)", "spiked(5,10)"}) {
            assertEquals(text, Spectrum.parse(text).expression());
            assertEquals(Spectrum.parse(text), Spectrum.parse(" " + text.replace("(", " ( ") + " "));
        }
        assertEquals("power(0.5)", Optimum.parse("POWER(0.50)").expression());
        assertEquals("ones", Optimum.parse("ones").expression());
    }

    @Test
    void wrongExpressionsAreAnsweredInOneLine() {
        for (String text : new String[] {
            "power",
            "power(x)",
            "power(1,2)",
            "power(NaN)",
            "power(-1)",
            "spiked(1.5,2)",
            "spiked(-1,2)",
            "spiked(1,0)",
            "flat(1)",
            "power(1",
            "",
            "values(/no/such/file)",
            "exponential(1\n2)"
        }) {
            String message = assertThrows(InputException.class, () -> Spectrum.parse(text), text)
                    .getMessage();
            assertEquals(1, message.lines().count(), message);
        }
        assertThrows(InputException.class, () -> Optimum.parse("ones(1)"));
        assertThrows(InputException.class, () -> Optimum.parse("twos"));
        assertThrows(InputException.class, () -> Spectrum.parse("power(2)").eigenvalues(0));
        assertThrows(
                InputException.class, () -> Spectrum.parse("exponential(1)").eigenvalues(800));
        assertThrows(InputException.class, () -> Optimum.parse("power(-400)").coordinates(10));
    }

    @Test
    void wrongProblemsAreAnsweredInOneLine() {
        double[] one = {1};
        assertThrows(InputException.class, () -> GaussianProblem.of(one, new double[2], 1));
        assertThrows(InputException.class, () -> GaussianProblem.of(new double[0], new double[0], 1));
        assertThrows(InputException.class, () -> GaussianProblem.of(new double[] {0}, one, 1));
        assertThrows(InputException.class, () -> GaussianProblem.of(one, new double[] {Double.NaN}, 1));
        assertThrows(InputException.class, () -> GaussianProblem.of(one, one, -1));
        assertThrows(InputException.class, () -> GaussianProblem.of(one, one, Double.NaN));
        GaussianProblem problem = GaussianProblem.of(one, one, 1);
        assertThrows(InputException.class, () -> problem.batch(WORDS, 0, 1, 0));
        assertThrows(InputException.class, () -> GaussianProblem.of(
                        Spectrum.parse("power(0)"), Optimum.parse("ones"), 100_000, 0)
                .batch(WORDS, 0, 1, 100_000));
    }

    @Test
    void argumentsAndResultsAreCopies() {
        double[] eigenvalues = {1, 0.5};
        GaussianProblem problem = GaussianProblem.of(eigenvalues, new double[] {1, 1}, 1);
        eigenvalues[0] = 7;
        problem.eigenvalues()[1] = 7;
        problem.optimum()[0] = 7;
        assertArrayEquals(new double[] {1, 0.5}, problem.eigenvalues());
        assertArrayEquals(new double[] {1, 1}, problem.optimum());
    }
}
