package org.roundproof.sgd;

import org.roundproof.problem.Problem;

/** A way to carry out the process. */
public interface Engine {
    /** Name on the command line: {@code exact}, {@code fast}, {@code certified}. */
    String name();

    /**
     * One replicate; a pure function of its arguments.
     *
     * @param trace receives every tensor; {@link TraceSink#NONE} costs nothing
     * @throws org.roundproof.InputException when the configuration is beyond this engine's budget, in one line
     */
    SgdRun run(Problem problem, SgdConfiguration configuration, long seed, int replicate, TraceSink trace);
}
