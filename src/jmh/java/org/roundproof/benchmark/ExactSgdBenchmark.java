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
import org.roundproof.sgd.exact.ExactEngine;

/** The exact engine beside the certified one on the same run, shorter than those of {@link SgdBenchmark}. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ExactSgdBenchmark.ELEMENTS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class ExactSgdBenchmark {
    /** N·B·d. */
    static final int ELEMENTS = 320_000;

    @Benchmark
    public SgdRun baselineCertified(SgdSetting setting) {
        return setting.run(new CertifiedEngine(), setting.steps(ELEMENTS));
    }

    @Benchmark
    public SgdRun exact(SgdSetting setting) {
        return setting.run(new ExactEngine(), setting.steps(ELEMENTS));
    }
}
