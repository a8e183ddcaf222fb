package org.roundproof.sgd.fast;

import org.roundproof.problem.Problem;
import org.roundproof.sgd.Engine;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.SgdRun;
import org.roundproof.sgd.TraceSink;

/**
 * The process in plain double arithmetic. Every rounding decision is exact for the double that it is given; the double
 * itself carries the rounding errors of the sums before it. No allocation within a step but the problem's batch.
 */
public final class FastEngine implements Engine {
    @Override
    public String name() {
        return "fast";
    }

    @Override
    public SgdRun run(Problem problem, SgdConfiguration configuration, long seed, int replicate, TraceSink trace) {
        return new FastRun(problem, configuration, seed, replicate).run(trace);
    }
}
