package org.roundproof.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.junit.jupiter.api.Test;

class BinomialTestTest {
    /** P(X ≤ k) in exact rationals. */
    private static BigFraction lowerTail(int n, int k, BigFraction p) {
        BigFraction sum = BigFraction.ZERO;
        BigInteger choose = BigInteger.ONE;
        for (int i = 0; i <= k; i++) {
            sum = sum.add(
                    p.pow(i).multiply(BigFraction.ONE.subtract(p).pow(n - i)).multiply(choose));
            choose = choose.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1));
        }
        return sum;
    }

    @Test
    void pValuesAreTheExactTails() {
        int n = 40;
        for (BigFraction p : new BigFraction[] {BigFraction.of(1, 2), BigFraction.of(1, 8), BigFraction.of(31, 32)}) {
            for (int k = 0; k <= n; k++) {
                BigFraction lower = lowerTail(n, k, p);
                BigFraction upper = k == 0 ? BigFraction.ONE : BigFraction.ONE.subtract(lowerTail(n, k - 1, p));
                BigFraction smaller = lower.subtract(upper).signum() < 0 ? lower : upper;
                double expected = Math.min(1, 2 * smaller.doubleValue());
                assertEquals(1, new BinomialTest(n, p.doubleValue()).pValue(k) / expected, 1e-11, n + " " + k);
            }
        }
    }

    /** Known value: 9 heads in 10 tosses of a fair coin, p = 22/1024; and the peer's one-sided tails. */
    @Test
    void knownValues() {
        assertEquals(22 / 1024.0, new BinomialTest(10, 0.5).pValue(9), 1e-15);
        assertEquals(1, new BinomialTest(10, 0.5).pValue(5));
        double peer = org.apache.commons.statistics.inference.BinomialTest.withDefaults()
                .with(AlternativeHypothesis.GREATER_THAN)
                .test(2000, 1100, 0.5)
                .getPValue();
        assertEquals(2 * peer, new BinomialTest(2000, 0.5).pValue(1100), 1e-18);
        assertEquals(0, new BinomialTest(5, 0).pValue(1));
        assertEquals(1, new BinomialTest(5, 0).pValue(0));
        assertEquals(0, new BinomialTest(5, 1).pValue(4));
    }

    @Test
    void acceptanceIsWhereThePValueExceedsTheLevel() {
        for (double p : new double[] {0, 1e-3, 0.25, 0.5, 0.9, 1}) {
            for (double alpha : new double[] {0.3, 0.05, 1e-4, 1e-9}) {
                BinomialTest test = new BinomialTest(100, p);
                BinomialTest.Acceptance accepted = test.acceptance(alpha);
                for (int k = 0; k <= 100; k++) {
                    boolean inside = k >= accepted.from() && k <= accepted.to();
                    assertEquals(test.pValue(k) > alpha, inside, p + " " + alpha + " " + k);
                }
            }
        }
    }

    /** The size never exceeds the level, and the power is the probability of the rejected values. */
    @Test
    void powerIsTheProbabilityOfRejection() {
        BinomialTest test = new BinomialTest(60, 0.25);
        for (double alternative : new double[] {0.25, 0.3, 0.6}) {
            double sum = 0;
            for (int k = 0; k <= 60; k++) {
                if (test.pValue(k) <= 0.01) {
                    sum += org.apache.commons.statistics.distribution.BinomialDistribution.of(60, alternative)
                            .probability(k);
                }
            }
            assertEquals(sum, test.power(alternative, 0.01), 1e-13);
        }
        assertTrue(test.power(0.25, 0.01) <= 0.01);
    }

    @Test
    void requiredTrialsReachThePower() {
        double fault = 0.5 + 1.0 / 256;
        int n = BinomialTest.requiredTrials(0.5, fault, 1e-9, 0.999);
        assertTrue(new BinomialTest(n, 0.5).power(fault, 1e-9) >= 0.999);
        assertFalse(new BinomialTest((int) (0.98 * n), 0.5).power(fault, 1e-9) >= 0.999, "98 % of them are not enough");
        // normal approximation: ((z(α/2) + z(β))·½/δ)², z(5·10^−10) = 6.1094, z(10^−3) = 3.0902
        assertEquals(Math.pow((6.1094 + 3.0902) / 2 * 256, 2), n, 0.01 * n);
        assertThrows(IllegalArgumentException.class, () -> BinomialTest.requiredTrials(0.5, 0.5 + 1e-9, 1e-9, 0.999));
    }

    @Test
    void impossibleArgumentsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new BinomialTest(0, 0.5));
        assertThrows(IllegalArgumentException.class, () -> new BinomialTest(1, 1.5));
        assertThrows(IllegalArgumentException.class, () -> new BinomialTest(1, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new BinomialTest(3, 0.5).pValue(4));
        assertThrows(IllegalArgumentException.class, () -> new BinomialTest(3, 0.5).pValue(-1));
        assertThrows(IllegalArgumentException.class, () -> new BinomialTest(3, 0.5).acceptance(0));
    }
}
