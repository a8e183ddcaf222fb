package org.roundproof.sgd.certified;

import java.util.Optional;
import org.roundproof.problem.Problem;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.sgd.Engine;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.SgdRun;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TraceEntry;
import org.roundproof.sgd.TraceSink;
import org.roundproof.sgd.exact.ExactEngine;

/**
 * The process with the results of {@link ExactEngine}, bit for bit, in double arithmetic that certifies itself. What it
 * cannot certify (ideal models; residuals that are no doubles; sums that outgrow three doubles) is run in exact arithmetic:
 * {@link SgdRun#unfiltered} then says why, and {@link SgdRun#fallbacks} counts every decision of the run.
 */
public final class CertifiedEngine implements Engine {
    /** Why a run is in exact arithmetic from the start. */
    static final String NO_FILTER = "an ideal model, or no quantizer on parameter, activation and gradient";

    private final Engine exact = new ExactEngine();
    private final Slack slack;

    /** The engine; it keeps nothing between runs. */
    public CertifiedEngine() {
        this(Slack.NONE);
    }

    /** An engine with other error bounds, for tests. */
    CertifiedEngine(Slack slack) {
        this.slack = slack;
    }

    @Override
    public String name() {
        return "certified";
    }

    @Override
    public SgdRun run(Problem problem, SgdConfiguration configuration, long seed, int replicate, TraceSink trace) {
        if (!filters(configuration)) {
            return slow(problem, configuration, seed, replicate, trace, NO_FILTER);
        }
        Resumable resumable = new Resumable(trace);
        try {
            TraceSink sink = trace == TraceSink.NONE ? trace : resumable;
            return new CertifiedRun(problem, configuration, seed, replicate, slack).run(sink);
        } catch (Abandoned e) {
            resumable.rewind();
            TraceSink sink = trace == TraceSink.NONE ? trace : resumable;
            return slow(problem, configuration, seed, replicate, sink, e.reason());
        }
    }

    private SgdRun slow(
            Problem problem, SgdConfiguration configuration, long seed, int replicate, TraceSink trace, String reason) {
        SgdRun run = exact.run(problem, configuration, seed, replicate, trace);
        return new SgdRun(
                run.lastIterate(),
                run.reportedIterate(),
                run.exactWeights(),
                decisions(configuration, problem),
                Optional.of(reason));
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

    /** Decisions of quantizers in a run. */
    static long decisions(SgdConfiguration configuration, Problem problem) {
        long each = 0;
        for (Target target : Target.values()) {
            if (configuration.operators().get(target) instanceof Quantizer) {
                long rows = target == Target.PARAMETER ? 1 : configuration.batch();
                boolean vectors = target == Target.PARAMETER || target == Target.DATA;
                each += rows * (vectors ? problem.dimension() : 1);
            }
        }
        return each * configuration.steps();
    }

    /** A trace that can be sent a second time: what the first sending delivered is not delivered again. */
    private static final class Resumable implements TraceSink {
        private final TraceSink to;
        private long delivered;
        private long position;
        private boolean stopped;

        Resumable(TraceSink to) {
            this.to = to;
        }

        void rewind() {
            position = 0;
        }

        @Override
        public boolean accept(TraceEntry entry) {
            if (position++ == delivered) {
                delivered++;
                stopped = !to.accept(entry);
            }
            return position < delivered || !stopped;
        }
    }
}
