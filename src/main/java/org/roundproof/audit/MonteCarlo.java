package org.roundproof.audit;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.roundproof.problem.Problem;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.TraceSink;
import org.roundproof.sgd.fast.FastEngine;

/** Means over replicates of the process itself, run by the fast engine; replicate r always gets the same random words. */
final class MonteCarlo {
    private static final int CHUNK = 8;

    private MonteCarlo() {}

    /**
     * A sample mean.
     *
     * @param mean of the replicates
     * @param standardError of the mean
     * @param replicates sample size
     */
    record Estimate(double mean, double standardError, int replicates) {
        /** Distance of a number from the mean, in standard errors. */
        double score(double value) {
            return standardError == 0 && mean == value ? 0 : (mean - value) / standardError;
        }
    }

    /** Clean excess risk of the reported iterate. */
    static Estimate excessRisk(Problem problem, SgdConfiguration configuration, long seed, int replicates) {
        return mean(replicates, replicate -> once(problem, configuration, seed, replicate));
    }

    /** Difference of the clean excess risks of two configurations on the same random words. */
    static Estimate difference(
            Problem problem, SgdConfiguration left, SgdConfiguration right, long seed, int replicates) {
        return mean(
                replicates, replicate -> once(problem, left, seed, replicate) - once(problem, right, seed, replicate));
    }

    private static double once(Problem problem, SgdConfiguration configuration, long seed, int replicate) {
        return problem.excessRisk(new FastEngine()
                .run(problem, configuration, seed, replicate, TraceSink.NONE)
                .reportedIterate());
    }

    private static Estimate mean(int replicates, IntToDoubleFunction sample) {
        List<double[]> chunks = Parallel.map((replicates + CHUNK - 1) / CHUNK, chunk -> {
            double[] values = new double[Math.min(CHUNK, replicates - chunk * CHUNK)];
            for (int i = 0; i < values.length; i++) {
                values[i] = sample.applyAsDouble(chunk * CHUNK + i);
            }
            return values;
        });
        double mean = chunks.stream()
                        .mapToDouble(values -> java.util.Arrays.stream(values).sum())
                        .sum()
                / replicates;
        double squares = 0;
        for (double[] values : chunks) {
            for (double value : values) {
                squares += (value - mean) * (value - mean);
            }
        }
        return new Estimate(mean, Math.sqrt(squares / (replicates - 1) / replicates), replicates);
    }
}
