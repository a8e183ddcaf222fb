package org.roundproof.audit;

import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.roundproof.audit.Evidence.Series;
import org.roundproof.audit.Evidence.Style;
import org.roundproof.problem.Problem;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.TraceSink;
import org.roundproof.sgd.fast.FastEngine;

/**
 * Clean excess risks of the process itself, run by the fast engine. Replicate r of every configuration gets the same random
 * words, so differences between configurations are much less noisy than the risks.
 */
final class MonteCarlo {
    /** Probability that one comparison rejects a true expectation. */
    static final double SIGNIFICANCE = 1e-9;

    /** Probability with which an error of the size of {@link Estimate#detectable} is found. */
    static final double POWER = 0.999;

    /** Level of the intervals that plots show. */
    static final double LEVEL = 0.99;

    private static final int CHUNK = 4;

    /** One row a configuration, one column a replicate. */
    private final double[][] risks;

    private MonteCarlo(double[][] risks) {
        this.risks = risks;
    }

    /**
     * Means with their intervals, as points of a plot whose caption has {@link #intervals}.
     *
     * @param curve name of the curve that they estimate
     */
    static Series points(String curve, double[] x, List<Estimate> estimates) {
        return new Series(
                Series.measured(curve),
                Style.POINTS,
                x,
                estimates.stream().mapToDouble(Estimate::mean).toArray(),
                estimates.stream().mapToDouble(Estimate::halfWidth).toArray());
    }

    /** What the error bars of {@link #points} are. */
    static String intervals() {
        return Digits.plain(100 * LEVEL) + "\u00a0% intervals by Student's $t$";
    }

    /**
     * A sample mean.
     *
     * @param mean of the replicates
     * @param standardError of the mean
     * @param replicates sample size
     */
    record Estimate(double mean, double standardError, int replicates) {
        /**
         * P(|t| ≥ |mean − value|/standard error) for Student's t with one degree of freedom less than there are replicates:
         * the probability of so large a distance if {@code value} is the expectation and the mean is close to normal.
         */
        double pValue(double value) {
            return 2 * TDistribution.of(replicates - 1.0).survivalProbability(Math.abs(score(value)));
        }

        /** Whether the mean is too far from {@code value}: a p-value below {@link #SIGNIFICANCE}, or no number at all. */
        boolean contradicts(double value) {
            return !(pValue(value) >= SIGNIFICANCE);
        }

        /**
         * Power: an error of the expectation as large as this is detected with probability {@link #POWER}, (t* + z)·standard
         * error, t* the critical value of {@link #contradicts} and z the normal quantile of the power.
         */
        double detectable() {
            double critical = TDistribution.of(replicates - 1.0).inverseSurvivalProbability(SIGNIFICANCE / 2);
            return (critical + NormalDistribution.of(0, 1).inverseCumulativeProbability(POWER)) * standardError;
        }

        /** Distance of the mean from a number, in standard errors. */
        double score(double value) {
            return mean == value ? 0 : (mean - value) / standardError;
        }

        /**
         * Half width of the interval about the mean that holds the expectation with probability {@link #LEVEL}: the quantile
         * of Student's t with one degree of freedom less than there are replicates, times the standard error (nearly normal means).
         */
        double halfWidth() {
            return TDistribution.of(replicates - 1.0).inverseSurvivalProbability((1 - LEVEL) / 2) * standardError;
        }

        /** {@code mean ± standard error}. */
        String text() {
            return Digits.scientific(mean, 4) + " ± " + Digits.scientific(standardError, 2);
        }
    }

    /** Replicates {@code first} … {@code first + replicates − 1} of each configuration, on the audit's threads. */
    static MonteCarlo run(
            Problem problem, List<SgdConfiguration> configurations, long seed, int first, int replicates) {
        double[][] risks = new double[configurations.size()][replicates];
        Parallel.map((replicates + CHUNK - 1) / CHUNK, chunk -> {
            FastEngine engine = new FastEngine();
            int end = Math.min(replicates, (chunk + 1) * CHUNK);
            for (int replicate = chunk * CHUNK; replicate < end; replicate++) {
                for (int i = 0; i < risks.length; i++) {
                    risks[i][replicate] = problem.excessRisk(
                            engine.run(problem, configurations.get(i), seed, first + replicate, TraceSink.NONE)
                                    .reportedIterate());
                }
            }
            return chunk;
        });
        return new MonteCarlo(risks);
    }

    /** Mean excess risk of configuration i. */
    Estimate risk(int i) {
        return estimate(risks[i]);
    }

    /** Mean of risk i − risk j, replicate by replicate. */
    Estimate difference(int i, int j) {
        double[] differences = new double[risks[i].length];
        for (int r = 0; r < differences.length; r++) {
            differences[r] = risks[i][r] - risks[j][r];
        }
        return estimate(differences);
    }

    /** Mean and standard error of a sample. */
    static Estimate estimate(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new Estimate(mean, Math.sqrt(squares / (values.length - 1.0) / values.length), values.length);
    }
}
