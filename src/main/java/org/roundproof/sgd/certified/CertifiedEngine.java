package org.roundproof.sgd.certified;

import org.roundproof.problem.Problem;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.sgd.Engine;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.SgdRun;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TraceSink;
import org.roundproof.sgd.exact.ExactEngine;

/**
 * The process with the results of {@link ExactEngine}, bit for bit, in double arithmetic that certifies itself. What it
 * cannot certify (ideal models; residuals that are no doubles; sums that outgrow three doubles) is run in exact arithmetic,
 * and {@link SgdRun#fallbacks} then counts every decision of the run.
 */
public final class CertifiedEngine implements Engine {
    private final Engine exact = new ExactEngine();
    private final double slack;

    public CertifiedEngine() {
        this(1);
    }

    /**
     * An engine with other error bounds, for tests.
     *
     * @param slack factor on every error bound; below 1 the engine proves nothing
     */
    CertifiedEngine(double slack) {
        this.slack = slack;
    }

    @Override
    public String name() {
        return "certified";
    }

    @Override
    public SgdRun run(Problem problem, SgdConfiguration configuration, long seed, int replicate, TraceSink trace) {
        if (!filters(configuration)) {
            return slow(problem, configuration, seed, replicate, trace);
        }
        Resumable resumable = new Resumable(trace);
        try {
            TraceSink sink = trace == TraceSink.NONE ? trace : resumable;
            return new CertifiedRun(problem, configuration, seed, replicate, slack).run(sink);
        } catch (Abandoned e) {
            resumable.rewind();
            return slow(problem, configuration, seed, replicate, trace == TraceSink.NONE ? trace : resumable);
        }
    }

    private SgdRun slow(Problem problem, SgdConfiguration configuration, long seed, int replicate, TraceSink trace) {
        SgdRun run = exact.run(problem, configuration, seed, replicate, trace);
        return new SgdRun(
                run.lastIterate(), run.reportedIterate(), run.exactWeights(), decisions(configuration, problem));
    }

    /** Whether doubles can certify this: no ideal model, and something on the way from the weights back to them. */
    static boolean filters(SgdConfiguration configuration) {
        for (Target target : Target.values()) {
            Operator operator = configuration.operators().get(target);
            if (!(operator instanceof Quantizer || operator instanceof Identity)) {
                return false;
            }
        }
        return configuration.operators().get(Target.PARAMETER) instanceof Quantizer
                || configuration.operators().get(Target.GRADIENT) instanceof Quantizer
                || configuration.operators().get(Target.ACTIVATION) instanceof Quantizer;
    }

    /** Quantized elements in a run. */
    static long decisions(SgdConfiguration configuration, Problem problem) {
        long each = (long) configuration.batch() * (problem.dimension() + 3) + problem.dimension();
        return each * configuration.steps();
    }

    /** A trace that can be sent a second time: what the first sending delivered is not delivered again. */
    private static final class Resumable implements TraceSink {
        private final TraceSink to;
        private long delivered;
        private long position;

        Resumable(TraceSink to) {
            this.to = to;
        }

        void rewind() {
            position = 0;
        }

        @Override
        public boolean accept(org.roundproof.sgd.TraceEntry entry) {
            if (position++ < delivered) {
                return true;
            }
            delivered++;
            return to.accept(entry);
        }
    }
}
