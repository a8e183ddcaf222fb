package org.roundproof.sgd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.roundproof.InputException;
import org.roundproof.problem.Problem;
import org.roundproof.sgd.fast.FastEngine;

class ReplicatesTest {
    private static final SgdConfiguration CONFIGURATION =
            Settings.configuration(50, 2, 0.1, Settings.stochastic("e4m3"));
    private static final Replicates REPLICATES = new Replicates(new FastEngine(), Settings.PROBLEM, CONFIGURATION, 11);

    @Test
    void everyThreadCountGivesTheSameBits() {
        AtomicLong most = new AtomicLong();
        ReplicateSummary one = REPLICATES.run(101, 1, done -> most.accumulateAndGet(done, Math::max));
        assertEquals(101, most.get());
        for (int threads : new int[] {2, 3, 7}) {
            assertEquals(one, REPLICATES.run(101, threads, done -> {}));
        }
        assertEquals(101, one.replicates());
    }

    @Test
    void meanAndStandardErrorAreThoseOfTheRisks() {
        ReplicateSummary summary = REPLICATES.run(40, 2, weights -> weights[0], done -> {});
        double sum = 0;
        for (int r = 0; r < 40; r++) {
            SgdRun run = new FastEngine().run(Settings.PROBLEM, CONFIGURATION, 11, r, TraceSink.NONE);
            assertEquals(run.reportedIterate()[0], summary.risks()[r]);
            sum += run.reportedIterate()[0];
            if (r == 39) {
                assertArrayEquals(run.lastIterate(), summary.last().lastIterate());
            }
        }
        assertEquals(sum / 40, summary.mean());
        double squares = 0;
        for (double risk : summary.risks()) {
            squares += Math.pow(risk - sum / 40, 2);
        }
        assertEquals(Math.sqrt(squares / 39 / 40), summary.standardError(), 1e-15);
        assertTrue(Double.isNaN(REPLICATES.run(1, 1, done -> {}).standardError()));
    }

    @Test
    void lowestFailingReplicateIsReported() {
        Engine failing = new Engine() {
            @Override
            public String name() {
                return "failing";
            }

            @Override
            public SgdRun run(Problem p, SgdConfiguration c, long seed, int replicate, TraceSink trace) {
                if (replicate >= 5) {
                    throw new InputException("replicate " + replicate);
                }
                return new FastEngine().run(p, c, seed, replicate, trace);
            }
        };
        Replicates replicates = new Replicates(failing, Settings.PROBLEM, CONFIGURATION, 11);
        for (int threads = 1; threads <= 4; threads++) {
            int n = threads;
            InputException failure = assertThrows(InputException.class, () -> replicates.run(30, n, done -> {}));
            assertEquals("replicate 5", failure.getMessage());
        }
    }

    @Test
    void interruptionEndsTheWaiting() {
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> REPLICATES.run(1_000_000, 2, done -> {}));
        assertTrue(Thread.interrupted());
    }

    @Test
    void countsAreChecked() {
        assertThrows(InputException.class, () -> REPLICATES.run(0, 1, done -> {}));
        assertThrows(InputException.class, () -> REPLICATES.run(1, 0, done -> {}));
    }
}
