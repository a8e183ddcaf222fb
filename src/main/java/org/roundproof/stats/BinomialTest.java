package org.roundproof.stats;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The exact two-sided binomial test of a success probability: twice the smaller tail (C. J. Clopper, E. S. Pearson,
 * Biometrika 26 (1934) 404–413).
 *
 * <p>P(pValue ≤ α) ≤ α for every α under the hypothesis, at any sample size. The tails are regularized incomplete beta
 * functions in double, with a relative error far below 10^−9.
 *
 * @param trials n ≥ 1
 * @param probability p₀ in [0, 1], the hypothesis
 */
public record BinomialTest(int trials, double probability) {
    public BinomialTest {
        if (trials < 1 || !(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("a binomial test of probability " + probability + " with " + trials
                    + " trials; it needs a probability in [0, 1] and at least one trial");
        }
    }

    /**
     * The successes that the test accepts at level α: those with a p-value above α.
     *
     * @param from least
     * @param to greatest
     */
    public record Acceptance(int from, int to) {}

    /** min(1, 2·min(P(X ≤ k), P(X ≥ k))). */
    public double pValue(int successes) {
        if (successes < 0 || successes > trials) {
            throw new IllegalArgumentException(successes + " successes in " + trials + " trials");
        }
        BinomialDistribution law = law(probability);
        double tail = Math.min(law.cumulativeProbability(successes), law.survivalProbability(successes - 1));
        return Math.min(1, 2 * tail);
    }

    /** The region of acceptance at level α in (0, 1). */
    public Acceptance acceptance(double alpha) {
        checkLevel(alpha);
        BinomialDistribution law = law(probability);
        // least k with P(X <= k) > alpha/2, greatest k with P(X >= k) > alpha/2
        int from = law.inverseCumulativeProbability(alpha / 2);
        while (law.cumulativeProbability(from) <= alpha / 2) {
            from++;
        }
        int to = law.inverseSurvivalProbability(alpha / 2);
        while (law.survivalProbability(to - 1) <= alpha / 2) {
            to--;
        }
        return new Acceptance(from, to);
    }

    /** P(the test at level α rejects) when the probability is {@code alternative}. */
    public double power(double alternative, double alpha) {
        Acceptance accepted = acceptance(alpha);
        BinomialDistribution law = law(alternative);
        return law.cumulativeProbability(accepted.from() - 1) + law.survivalProbability(accepted.to());
    }

    /**
     * A number of trials at which the test at level α has at least the wanted power against an alternative. The power climbs
     * in saw teeth, so the number, found by doubling and bisection, is sufficient and within a tooth of the least one.
     *
     * @throws IllegalArgumentException where fewer than 2^30 trials do not reach the power
     */
    public static int requiredTrials(double probability, double alternative, double alpha, double power) {
        checkLevel(alpha);
        int enough = 1;
        while (new BinomialTest(enough, probability).power(alternative, alpha) < power) {
            if (enough >= 1 << 29) {
                throw new IllegalArgumentException("telling " + alternative + " from " + probability + " with power "
                        + power + " takes more than 2^30 trials");
            }
            enough *= 2;
        }
        int tooFew = enough / 2;
        while (enough - tooFew > 1) {
            int middle = tooFew + (enough - tooFew) / 2;
            if (new BinomialTest(middle, probability).power(alternative, alpha) < power) {
                tooFew = middle;
            } else {
                enough = middle;
            }
        }
        return enough;
    }

    private BinomialDistribution law(double p) {
        return BinomialDistribution.of(trials, p);
    }

    private static void checkLevel(double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("level " + alpha + " is not in (0, 1)");
        }
    }
}
