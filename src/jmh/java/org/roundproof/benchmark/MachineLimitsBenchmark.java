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
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.roundproof.problem.Batch;
import org.roundproof.random.Gaussians;
import org.roundproof.random.RandomWords;
import org.roundproof.random.Role;

/**
 * What the machine and the parts that every engine shares allow; the cost models of the note are made of these. Times are of one
 * double, one word or one operation.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MachineLimitsBenchmark {
    private static final int CACHED = 1000;
    private static final int SECOND = 10_000;
    private static final int LARGE = 10_000_000;
    private static final int CHAIN = 32;

    private final RandomWords random = new RandomWords(1);
    private double[] near;
    private double[] other;
    private double[] far;
    private double[] target;
    private int[] words;

    @Setup
    public void prepare() {
        near = new double[CACHED];
        other = new double[CACHED];
        far = new double[LARGE];
        target = new double[LARGE];
        words = new int[CACHED];
        Gaussians.fill(random, Role.FEATURES, 1, 0, 0, near);
    }

    /** Products and sums, dependent in chains of {@value #CHAIN}, eight doubles a vector where there are such vectors. */
    @Benchmark
    @OperationsPerInvocation(CHAIN * CACHED)
    public double[] arithmetic() {
        for (int i = 0; i < CACHED; i++) {
            double z = near[i];
            z = (z * 0.5 + 0.25) * 0.5 + 0.125;
            z = (z * 0.5 + 0.25) * 0.5 + 0.125;
            z = (z * 0.5 + 0.25) * 0.5 + 0.125;
            z = (z * 0.5 + 0.25) * 0.5 + 0.125;
            z = (z * 0.5 + 0.25) * 0.5 + 0.125;
            z = (z * 0.5 + 0.25) * 0.5 + 0.125;
            z = (z * 0.5 + 0.25) * 0.5 + 0.125;
            z = (z * 0.5 + 0.25) * 0.5 + 0.125;
            other[i] = z;
        }
        return other;
    }

    /** Quotients, each of its own, at the same width. */
    @Benchmark
    @OperationsPerInvocation(CACHED)
    public double[] division() {
        for (int i = 0; i < CACHED; i++) {
            other[i] = 3 / near[i];
        }
        return other;
    }

    /** 80 kB, read and written: the second-level cache. */
    @Benchmark
    @OperationsPerInvocation(SECOND)
    public double[] copySecond() {
        System.arraycopy(far, 0, target, 0, SECOND);
        return target;
    }

    /** 8 kB, read and written: the first-level cache. */
    @Benchmark
    @OperationsPerInvocation(CACHED)
    public double[] copyCached() {
        System.arraycopy(near, 0, other, 0, CACHED);
        return other;
    }

    /** 80 MB, read and written: memory. */
    @Benchmark
    @OperationsPerInvocation(LARGE)
    public double[] copyMemory() {
        System.arraycopy(far, 0, target, 0, LARGE);
        return target;
    }

    /** A dot product in one chain of additions, as a plain loop has it: the latency of an addition. */
    @Benchmark
    @OperationsPerInvocation(CACHED)
    public double chain() {
        double sum = 0;
        for (int i = 0; i < CACHED; i++) {
            sum += near[i] * other[i];
        }
        return sum;
    }

    /** Random words of Philox4x32-10. */
    @Benchmark
    @OperationsPerInvocation(CACHED)
    public int[] philoxWords() {
        random.fill(Role.DATA_QUANTIZER, 1, 0, 0, 0, 0, words);
        return words;
    }

    /** Standard normal doubles by AS 241, two words each. */
    @Benchmark
    @OperationsPerInvocation(CACHED)
    public double[] gaussians() {
        Gaussians.fill(random, Role.FEATURES, 1, 0, 0, other);
        return other;
    }

    /** A new row of features for each step. */
    @Benchmark
    @OperationsPerInvocation(CACHED)
    public Batch allocatedRow() {
        return new Batch(1, CACHED, near.clone(), new double[1]);
    }
}
