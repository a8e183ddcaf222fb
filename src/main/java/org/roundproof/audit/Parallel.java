package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinTask;
import java.util.function.IntFunction;

/** Splits a check into independent parts on the audit's own worker threads; results come in the order of their index. */
final class Parallel {
    private Parallel() {}

    /** {@code part(0), …, part(count − 1)}, each a pure function of its index. */
    static <T> List<T> map(int count, IntFunction<T> part) {
        List<ForkJoinTask<T>> tasks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int index = i;
            tasks.add(ForkJoinTask.adapt(() -> part.apply(index)));
        }
        ForkJoinTask.invokeAll(tasks);
        List<T> results = new ArrayList<>(count);
        for (ForkJoinTask<T> task : tasks) {
            results.add(task.join());
        }
        return results;
    }
}
