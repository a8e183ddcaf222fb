package org.roundproof.cli;

import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;

/** Runs a computation, and whatever it splits off, on a given number of threads. */
final class Workers {
    private Workers() {}

    static <T> T call(int threads, Supplier<T> computation) {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(computation::get).join();
        } finally {
            pool.shutdownNow();
        }
    }
}
