package org.roundproof.stats;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Pearson's chi-square test. Its p-value is the limit for large samples: each expected count must be at least 5 (Cochran's
 * rule), and p-values far out in the tail (below 10^−6, say) are only indications; {@link MultinomialTest} has a proven one.
 *
 * @param statistic Σ (observed − expected)²/expected
 * @param degreesOfFreedom number of free cells
 * @param pValue P(χ² ≥ statistic)
 */
public record ChiSquareTest(double statistic, int degreesOfFreedom, double pValue) {
    private static final double LEAST_EXPECTED = 5;

    /**
     * Observed counts against known probabilities.
     *
     * @param probabilities positive, of sum 1; as many as counts, at least two
     */
    public static ChiSquareTest goodnessOfFit(long[] counts, double[] probabilities) {
        MultinomialTest.check(counts, probabilities);
        double n = LongStream.of(counts).sum();
        double statistic = 0;
        for (int i = 0; i < counts.length; i++) {
            statistic += term(counts[i], n * probabilities[i]);
        }
        return of(statistic, counts.length - 1);
    }

    /**
     * Independence of rows and columns of a contingency table.
     *
     * @param table counts, at least 2×2, with no empty row or column
     */
    public static ChiSquareTest independence(long[][] table) {
        int rows = table.length;
        int columns = table[0].length;
        double[] rowSums = new double[rows];
        double[] columnSums = new double[columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                rowSums[i] += table[i][j];
                columnSums[j] += table[i][j];
            }
        }
        double n = Arrays.stream(rowSums).sum();
        double statistic = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                statistic += term(table[i][j], rowSums[i] * columnSums[j] / n);
            }
        }
        return of(statistic, (rows - 1) * (columns - 1));
    }

    private static double term(double observed, double expected) {
        if (!(expected >= LEAST_EXPECTED)) {
            throw new IllegalArgumentException("a chi-square test with an expected count of " + expected + "; at least "
                    + LEAST_EXPECTED + " are needed in each cell");
        }
        return (observed - expected) * (observed - expected) / expected;
    }

    private static ChiSquareTest of(double statistic, int degreesOfFreedom) {
        return new ChiSquareTest(
                statistic,
                degreesOfFreedom,
                ChiSquaredDistribution.of(degreesOfFreedom).survivalProbability(statistic));
    }
}
