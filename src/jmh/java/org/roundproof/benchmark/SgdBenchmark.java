package org.roundproof.benchmark;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.roundproof.sgd.SgdRun;
import org.roundproof.sgd.certified.CertifiedEngine;
import org.roundproof.sgd.fast.FastEngine;

/**
 * Whole runs of quantized SGD on one thread; times are of one element of the features, N·B·d in all, everything included: the
 * drawing or the copying of the data, random words, quantizers, sums, the average. HotSpot compiles a fork's loops once, and not
 * alike in each: several short forks say more than a long one. Compiling takes a second on two idle cores, and longer on busy ones.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(SgdBenchmark.ELEMENTS)
@Fork(2)
@Warmup(iterations = 4, time = 750, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class SgdBenchmark {
    /** N·B·d. */
    static final int ELEMENTS = 3_200_000;

    @Benchmark
    public double[] baselinePlain(SgdSetting setting) {
        return setting.plain(setting.steps(ELEMENTS));
    }

    @Benchmark
    public SgdRun baselineFast(SgdSetting setting) {
        return setting.run(new FastEngine(), setting.steps(ELEMENTS));
    }

    @Benchmark
    public double[] baselineTextbook(SgdSetting setting) {
        return setting.textbook(setting.steps(ELEMENTS));
    }

    @Benchmark
    public SgdRun certified(SgdSetting setting) {
        return setting.run(new CertifiedEngine(), setting.steps(ELEMENTS));
    }
}
