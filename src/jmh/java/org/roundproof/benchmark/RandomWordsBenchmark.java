package org.roundproof.benchmark;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.roundproof.random.RandomWords;
import org.roundproof.random.Role;

/** Philox words of 10⁴ consecutive elements; times are of one word. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(RandomWordsBenchmark.LENGTH)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RandomWordsBenchmark {
    static final int LENGTH = 10_000;

    private final RandomWords words = new RandomWords(1);
    private final int[] out = new int[LENGTH];

    @Benchmark
    public int[] baselineWords() {
        words.fill(Role.DATA_QUANTIZER, 1, 0, 0, 0, 0, out);
        return out;
    }

    @Benchmark
    @Fork(value = 3, jvmArgsAppend = WithSimd.MODULE)
    public int[] wordsVector(WithSimd simd) {
        return baselineWords();
    }
}
