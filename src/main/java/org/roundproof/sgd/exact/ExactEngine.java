package org.roundproof.sgd.exact;

import org.roundproof.problem.Problem;
import org.roundproof.sgd.Engine;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.SgdRun;
import org.roundproof.sgd.TraceSink;

/**
 * The process in exact arithmetic: every sum, product and weight is the real number of the definition, and every rounding
 * decision is made on it.
 */
public final class ExactEngine implements Engine {
    @Override
    public String name() {
        return "exact";
    }

    /**
     * {@inheritDoc}
     *
     * @throws org.roundproof.InputException when exact numbers would outgrow {@link BitBudget}
     */
    @Override
    public SgdRun run(Problem problem, SgdConfiguration configuration, long seed, int replicate, TraceSink trace) {
        BitBudget.require(configuration, problem.dimension());
        return new ExactRun(problem, configuration, seed, replicate).run(trace);
    }
}
