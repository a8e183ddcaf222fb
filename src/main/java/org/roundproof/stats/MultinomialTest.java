package org.roundproof.stats;

import java.util.stream.LongStream;

/**
 * A test of multinomial counts against known probabilities whose p-value is proven at every sample size: with the observed
 * frequencies p̂ of k cells in n draws and t = n·KL(p̂ ‖ p),
 *
 * <pre>P(n·KL ≥ t) ≤ e^(−t)·(e·t/(k − 1))^(k−1)   for t &gt; k − 1.</pre>
 *
 * <p>Source: R. Agrawal, <i>Finite-sample concentration of the multinomial in relative entropy</i>, IEEE Trans. Inform. Theory
 * 66 (2020) 6297–6302, Theorem 1.2 (from E e^(λ·n·KL) ≤ (1 − λ)^(1−k) by Markov's inequality).
 *
 * @param statistic t = Σ_i c_i·ln(c_i/(n p_i)) ≥ 0; half of the G statistic
 * @param cells k ≥ 2
 * @param pValue the bound above, 1 for t ≤ k − 1; never below the true p-value but for rounding
 */
public record MultinomialTest(double statistic, int cells, double pValue) {
    /**
     * Observed counts against known probabilities.
     *
     * @param probabilities positive, of sum 1; as many as counts, at least two
     */
    public static MultinomialTest of(long[] counts, double[] probabilities) {
        check(counts, probabilities);
        double n = LongStream.of(counts).sum();
        double t = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                t += counts[i] * Math.log(counts[i] / (n * probabilities[i]));
            }
        }
        t = Math.max(0, t);
        return new MultinomialTest(t, counts.length, bound(t, counts.length - 1));
    }

    /**
     * Independence of the two members of n independent pairs, whatever their laws: t is n times the mutual information of
     * the observed frequencies. Since KL(p̂ ‖ a ⊗ b) = I(p̂) + KL(p̂₁ ‖ a) + KL(p̂₂ ‖ b) for every product law, n·I ≤
     * n·KL(p̂ ‖ a ⊗ b), so the bound above holds for it with k = rows × columns; a wrong marginal law is never taken for
     * dependence.
     *
     * @param table table[i][j] pairs were (i, j); rectangular, at least two cells and one pair
     */
    public static MultinomialTest independence(long[][] table) {
        int rows = table.length;
        int columns = table[0].length;
        double[] rowSums = new double[rows];
        double[] columnSums = new double[columns];
        double n = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                rowSums[i] += table[i][j];
                columnSums[j] += table[i][j];
                n += table[i][j];
            }
        }
        if (rows * columns < 2 || n < 1) {
            throw new IllegalArgumentException("a table of " + rows + " x " + columns + " cells with " + n
                    + " pairs; at least two cells and one pair are needed");
        }
        double t = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                if (table[i][j] > 0) {
                    t += table[i][j] * Math.log(table[i][j] * n / (rowSums[i] * columnSums[j]));
                }
            }
        }
        t = Math.max(0, t);
        return new MultinomialTest(t, rows * columns, bound(t, rows * columns - 1));
    }

    private static double bound(double t, int freedom) {
        return t <= freedom ? 1 : Math.min(1, Math.exp(freedom - t + freedom * Math.log(t / freedom)));
    }

    static void check(long[] counts, double[] probabilities) {
        if (counts.length < 2
                || counts.length != probabilities.length
                || LongStream.of(counts).sum() < 1) {
            throw new IllegalArgumentException("there are " + counts.length + " counts and " + probabilities.length
                    + " probabilities; there must be as many, at least two, and one draw");
        }
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            if (!(probabilities[i] > 0) || counts[i] < 0) {
                throw new IllegalArgumentException(
                        "cell " + i + " has count " + counts[i] + " and probability " + probabilities[i]);
            }
            sum += probabilities[i];
        }
        if (Math.abs(sum - 1) > 1e-12) {
            throw new IllegalArgumentException("the probabilities add up to " + sum + "; they must add up to 1");
        }
    }
}
