package org.roundproof.sgd;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.ToDoubleFunction;
import org.roundproof.InputException;
import org.roundproof.problem.Problem;

/**
 * Independent replicates 0 … R−1 of a run, in parallel. Every replicate is a pure function of its number and sums are taken
 * in the order of the numbers, so the result has the same bits for every number of threads.
 *
 * @param engine the engine
 * @param problem the problem
 * @param configuration the process
 * @param seed seed of all random words
 */
public record Replicates(Engine engine, Problem problem, SgdConfiguration configuration, long seed) {
    private static final int LARGEST = 100_000_000;

    /** Excess risk on clean data of the reported iterate, ½‖w − w*‖²_H. */
    public ReplicateSummary run(int replicates, int threads, LongConsumer progress) {
        return run(replicates, threads, problem::excessRisk, progress);
    }

    /**
     * Any risk of the reported iterate.
     *
     * @param replicates R ≥ 1
     * @param threads worker threads, ≥ 1
     * @param risk risk of a weight vector; called by several threads
     * @param progress receives the number of finished replicates after each; called by several threads
     * @throws InputException the one that ended the replicate of the lowest number, if any did
     * @throws CancellationException when the calling thread is interrupted; the workers stop after their current replicate
     */
    public ReplicateSummary run(int replicates, int threads, ToDoubleFunction<double[]> risk, LongConsumer progress) {
        if (replicates < 1 || replicates > LARGEST) {
            throw new InputException("the number of replicates is " + replicates + "; it must be 1 to " + LARGEST);
        }
        if (threads < 1) {
            throw new InputException("threads is " + threads + "; it must be at least 1");
        }
        double[] risks = new double[replicates];
        SgdRun[] last = new SgdRun[1];
        AtomicInteger next = new AtomicInteger();
        AtomicLong fallbacks = new AtomicLong();
        AtomicLong finished = new AtomicLong();
        RuntimeException[] failures = new RuntimeException[replicates];
        Runnable worker = () -> {
            int replicate = next.getAndIncrement();
            while (replicate < replicates && !Thread.currentThread().isInterrupted()) {
                try {
                    SgdRun run = engine.run(problem, configuration, seed, replicate, TraceSink.NONE);
                    risks[replicate] = risk.applyAsDouble(run.reportedIterate());
                    fallbacks.addAndGet(run.fallbacks());
                    if (replicate == replicates - 1) {
                        last[0] = run;
                    }
                } catch (RuntimeException e) {
                    // later replicates need not run, earlier ones do: the lowest failing number is reported
                    failures[replicate] = e;
                    next.set(replicates);
                    return;
                }
                progress.accept(finished.incrementAndGet());
                replicate = next.getAndIncrement();
            }
        };
        join(worker, Math.min(threads, replicates));
        for (RuntimeException failure : failures) {
            if (failure != null) {
                throw failure;
            }
        }
        return ReplicateSummary.of(risks, last[0], fallbacks.get());
    }

    private static void join(Runnable worker, int threads) {
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "roundproof-replicates");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(pool.submit(worker));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }
}
