package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/**
 * Runs checks over worker threads. What a check finds is a function of the context's profile and seed alone, so results do
 * not depend on the number of threads; only the seconds do.
 */
public final class Auditor {
    private final AuditContext context;
    private final ProgressListener listener;
    private final int total;
    private int done;

    private Auditor(AuditContext context, ProgressListener listener, int total) {
        this.context = context;
        this.listener = listener;
        this.total = total;
    }

    /**
     * Checks every claim given. A check that throws ends as {@link Verdict.Failed}; the others go on.
     *
     * @throws CancellationException when the calling thread is interrupted
     */
    public static AuditResult run(AuditContext context, List<Claim> claims, ProgressListener listener) {
        long start = System.nanoTime();
        Auditor auditor = new Auditor(context, listener, claims.size());
        ForkJoinPool pool = new ForkJoinPool(Math.max(1, context.threads()));
        try {
            List<ForkJoinTask<AuditResult.Entry>> tasks = new ArrayList<>();
            for (Claim claim : claims) {
                tasks.add(pool.submit(() -> auditor.entry(claim)));
            }
            List<AuditResult.Entry> entries = new ArrayList<>();
            for (ForkJoinTask<AuditResult.Entry> task : tasks) {
                entries.add(task.get());
            }
            return new AuditResult(context, List.copyOf(entries), secondsSince(start));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("audit interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("the audit itself broke: " + e.getCause(), e);
        } finally {
            pool.shutdownNow();
        }
    }

    private AuditResult.Entry entry(Claim claim) {
        report(() -> listener.started(claim));
        long start = System.nanoTime();
        Finding finding;
        try {
            finding = claim.check(context);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError e) {
            finding = failed(e);
        }
        AuditResult.Entry entry = new AuditResult.Entry(claim, finding, secondsSince(start));
        report(() -> listener.finished(entry, ++done, total));
        return entry;
    }

    private synchronized void report(Runnable call) {
        call.run();
    }

    /** A fork-join task that failed in another thread is joined with a copy, which may have lost the message. */
    private static Throwable original(Throwable e) {
        Throwable cause = e.getCause();
        return cause != null && cause.getClass() == e.getClass() ? original(cause) : e;
    }

    private static Finding failed(Throwable thrown) {
        Throwable e = original(thrown);
        StackTraceElement[] trace = e.getStackTrace();
        String where = trace.length == 0 ? "" : " at " + trace[0];
        String what = e.getMessage() == null
                ? e.getClass().getSimpleName()
                : e.getClass().getSimpleName() + ": " + e.getMessage();
        return new Finding(
                new Verdict.Failed("the check ended in an error and says nothing about the claim: " + what + where),
                List.of());
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) * 1e-9;
    }
}
