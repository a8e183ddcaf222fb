package org.roundproof.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class MultinomialTestTest {
    /** Every outcome of n = 40 draws from 3 cells: the bound is at least the exact p-value, in the far tail too. */
    @Test
    void boundIsNeverBelowTheExactPValue() {
        int n = 40;
        double[] p = {0.5, 0.375, 0.125};
        record Outcome(double statistic, double bound, double probability) {}
        List<Outcome> outcomes = new ArrayList<>();
        double[] logFactorial = new double[n + 1];
        for (int i = 1; i <= n; i++) {
            logFactorial[i] = logFactorial[i - 1] + Math.log(i);
        }
        for (int a = 0; a <= n; a++) {
            for (int b = 0; a + b <= n; b++) {
                int c = n - a - b;
                double probability = Math.exp(logFactorial[n]
                        - logFactorial[a]
                        - logFactorial[b]
                        - logFactorial[c]
                        + a * Math.log(p[0])
                        + b * Math.log(p[1])
                        + c * Math.log(p[2]));
                MultinomialTest test = MultinomialTest.of(new long[] {a, b, c}, p);
                outcomes.add(new Outcome(test.statistic(), test.pValue(), probability));
            }
        }
        outcomes.sort(Comparator.comparingDouble(Outcome::statistic).reversed());
        double tail = 0;
        double tightest = 0;
        for (Outcome outcome : outcomes) {
            tail += outcome.probability();
            assertTrue(outcome.bound() >= tail * (1 - 1e-9), outcome + " against " + tail);
            tightest = Math.max(tightest, tail / outcome.bound());
        }
        assertEquals(1, tail, 1e-12);
        assertTrue(tightest > 0.01, "the bound is not vacuous: " + tightest);
    }

    @Test
    void knownValues() {
        double[] fair = {0.5, 0.5};
        MultinomialTest test = MultinomialTest.of(new long[] {100, 0}, fair);
        assertEquals(100 * Math.log(2), test.statistic(), 1e-12);
        assertEquals(Math.exp(1 - 100 * Math.log(2)) * 100 * Math.log(2), test.pValue(), 1e-40);
        assertEquals(1, MultinomialTest.of(new long[] {50, 50}, fair).pValue());
        assertEquals(0, MultinomialTest.of(new long[] {50, 50}, fair).statistic());
    }

    /** R: chisq.test(c(20, 30, 50), p = c(.25, .25, .5)): X-squared = 2, df = 2, p = e^−1. */
    @Test
    void chiSquareKnownValues() {
        ChiSquareTest fit = ChiSquareTest.goodnessOfFit(new long[] {20, 30, 50}, new double[] {0.25, 0.25, 0.5});
        assertEquals(2, fit.statistic(), 1e-12);
        assertEquals(2, fit.degreesOfFreedom());
        assertEquals(Math.exp(-1), fit.pValue(), 1e-12);
        // 2×2 with margins 100: n(ad − bc)²/(product of margins)
        ChiSquareTest table = ChiSquareTest.independence(new long[][] {{60, 40}, {45, 55}});
        assertEquals(200.0 * Math.pow(60 * 55 - 40 * 45, 2) / (100.0 * 100 * 105 * 95), table.statistic(), 1e-12);
        assertEquals(1, table.degreesOfFreedom());
        double peer = org.apache.commons.statistics.inference.ChiSquareTest.withDefaults()
                .test(new long[][] {{60, 40}, {45, 55}})
                .getPValue();
        assertEquals(peer, table.pValue(), 1e-14);
    }

    @Test
    void impossibleArgumentsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> MultinomialTest.of(new long[] {1}, new double[] {1}));
        assertThrows(IllegalArgumentException.class, () -> MultinomialTest.of(new long[2], new double[] {0.5, 0.5}));
        assertThrows(
                IllegalArgumentException.class, () -> MultinomialTest.of(new long[] {1, 1}, new double[] {0.5, 0.4}));
        assertThrows(IllegalArgumentException.class, () -> MultinomialTest.of(new long[] {1, 1}, new double[] {1, 0}));
        assertThrows(
                IllegalArgumentException.class,
                () -> ChiSquareTest.goodnessOfFit(new long[] {4, 4}, new double[] {0.5, 0.5}));
    }

    /** Every table of 24 independent pairs of biased coins: the bound is at least the exact p-value. */
    @Test
    void independenceBoundIsNeverBelowTheExactPValue() {
        int n = 24;
        double[] p = {0.3 * 0.8, 0.3 * 0.2, 0.7 * 0.8, 0.7 * 0.2};
        record Outcome(double statistic, double bound, double probability) {}
        List<Outcome> outcomes = new ArrayList<>();
        double[] logFactorial = new double[n + 1];
        for (int i = 1; i <= n; i++) {
            logFactorial[i] = logFactorial[i - 1] + Math.log(i);
        }
        for (int a = 0; a <= n; a++) {
            for (int b = 0; a + b <= n; b++) {
                for (int c = 0; a + b + c <= n; c++) {
                    int[] counts = {a, b, c, n - a - b - c};
                    double log = logFactorial[n];
                    for (int i = 0; i < 4; i++) {
                        log += counts[i] * Math.log(p[i]) - logFactorial[counts[i]];
                    }
                    MultinomialTest test = MultinomialTest.independence(new long[][] {{a, b}, {c, n - a - b - c}});
                    outcomes.add(new Outcome(test.statistic(), test.pValue(), Math.exp(log)));
                }
            }
        }
        outcomes.sort(Comparator.comparingDouble(Outcome::statistic).reversed());
        double tail = 0;
        for (Outcome outcome : outcomes) {
            tail += outcome.probability();
            assertTrue(outcome.bound() >= tail * (1 - 1e-9), outcome + " against " + tail);
        }
        assertEquals(1, tail, 1e-12);
        assertEquals(
                100 * Math.log(2),
                MultinomialTest.independence(new long[][] {{50, 0}, {0, 50}}).statistic(),
                1e-12);
        assertEquals(
                1,
                MultinomialTest.independence(new long[][] {{10, 20}, {20, 40}}).pValue());
        assertThrows(IllegalArgumentException.class, () -> MultinomialTest.independence(new long[2][2]));
    }

    @Test
    void familyWiseAdjustment() {
        double[] p = {0.01, 0.04, 0.03, 0.005};
        // R: p.adjust(c(.01, .04, .03, .005), "holm") and "bonferroni"
        assertClose(new double[] {0.03, 0.06, 0.06, 0.02}, FamilyWise.holm(p));
        assertClose(new double[] {0.04, 0.16, 0.12, 0.02}, FamilyWise.bonferroni(p));
        assertClose(new double[] {1, 1}, FamilyWise.holm(0.9, 0.8));
        assertClose(new double[0], FamilyWise.holm());
        assertThrows(IllegalArgumentException.class, () -> FamilyWise.holm(Double.NaN, 0.5));
        assertThrows(IllegalArgumentException.class, () -> FamilyWise.bonferroni(1.5));
    }

    private static void assertClose(double[] expected, double[] actual) {
        org.junit.jupiter.api.Assertions.assertArrayEquals(expected, actual, 1e-15);
    }
}
