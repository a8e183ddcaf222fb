package org.roundproof.audit;

import java.util.List;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.TraceSink;
import org.roundproof.sgd.fast.FastEngine;

/**
 * What unbiased quantizers on labels, parameters, activations and output gradients add to the clean risk, as a sum of squares: runs with
 * and without them on the same rows and label noise. A step is affine in the weights given the rows, and a rounding error has mean 0 given
 * everything before it, so the mean of the quantized path given all rows is the path of full precision, and
 *
 * <pre>
 * E‖w̄_Q − w*‖²_H − E‖w̄ − w*‖²_H = E‖w̄_Q − w̄‖²_H.
 * </pre>
 *
 * <p>No cancellation: the standard error is a fraction of the extra risk and not of the risk. Proof: proofs-notes/rates.md, section 6.
 */
final class PairedPaths {
    private static final int CHUNK = 4;

    private PairedPaths() {}

    /**
     * Extra risks ½E‖w̄_Q − w̄‖²_H, estimated on the audit's threads.
     *
     * @param problem the design
     * @param plain the process in full precision
     * @param quantized the same with operators on any of the four targets
     * @param seed of the random words
     * @param replicates sample size
     */
    static List<MonteCarlo.Estimate> extra(
            GaussianProblem problem,
            SgdConfiguration plain,
            List<SgdConfiguration> quantized,
            long seed,
            int replicates) {
        double[] lambda = problem.eigenvalues();
        double[][] extra = new double[quantized.size()][replicates];
        Parallel.map((replicates + CHUNK - 1) / CHUNK, chunk -> {
            FastEngine engine = new FastEngine();
            for (int r = chunk * CHUNK; r < Math.min(replicates, (chunk + 1) * CHUNK); r++) {
                double[] path =
                        engine.run(problem, plain, seed, r, TraceSink.NONE).reportedIterate();
                for (int i = 0; i < extra.length; i++) {
                    double[] other = engine.run(problem, quantized.get(i), seed, r, TraceSink.NONE)
                            .reportedIterate();
                    extra[i][r] = energy(lambda, path, other);
                }
            }
            return chunk;
        });
        return List.of(extra).stream().map(MonteCarlo::estimate).toList();
    }

    /** ½‖v − w‖²_H. */
    private static double energy(double[] lambda, double[] w, double[] v) {
        double sum = 0;
        for (int i = 0; i < lambda.length; i++) {
            sum += lambda[i] * (v[i] - w[i]) * (v[i] - w[i]);
        }
        return 0.5 * sum;
    }
}
