package org.roundproof.sgd;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.roundproof.problem.Problem;

/** Runs two engines side by side and compares their traces, holding only a few tensors at a time. */
public final class Lockstep {
    private static final int CAPACITY = 16;
    private static final long PATIENCE_MILLIS = 50;

    private final BlockingQueue<Message> queue = new ArrayBlockingQueue<>(CAPACITY);
    private volatile boolean stopped;

    private Lockstep() {}

    /**
     * A tensor of A, or A's end with what ended it.
     *
     * @param entry null at the end
     * @param failure what ended the run early
     */
    private record Message(
            @Nullable TraceEntry entry, @Nullable RuntimeException failure) {}

    /**
     * The first difference of two engines on one replicate.
     *
     * @throws org.roundproof.InputException where one of the runs ends with it before they differ
     * @throws CancellationException when the calling thread is interrupted
     */
    public static TraceComparison compare(
            Engine a, Engine b, Problem problem, SgdConfiguration configuration, long seed, int replicate) {
        Lockstep lockstep = new Lockstep();
        Thread ahead = new Thread(
                () -> lockstep.produce(a, problem, configuration, seed, replicate), "roundproof-" + a.name());
        ahead.setDaemon(true);
        ahead.start();
        try {
            TraceComparator comparator = new TraceComparator(lockstep::take);
            b.run(problem, configuration, seed, replicate, comparator);
            return comparator.result();
        } finally {
            lockstep.stopped = true;
        }
    }

    private void produce(Engine a, Problem problem, SgdConfiguration configuration, long seed, int replicate) {
        RuntimeException failure = null;
        try {
            a.run(problem, configuration, seed, replicate, entry -> put(new Message(TraceSnapshot.of(entry), null)));
        } catch (RuntimeException e) {
            failure = e;
        }
        put(new Message(null, failure));
    }

    private boolean put(Message message) {
        try {
            while (!stopped) {
                if (queue.offer(message, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                    return true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private @Nullable TraceEntry take() {
        try {
            Message message = queue.take();
            if (message.failure() != null) {
                throw message.failure();
            }
            return message.entry();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while comparing traces");
        }
    }
}
