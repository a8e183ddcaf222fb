package org.roundproof.benchmark;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.roundproof.format.Formats;
import org.roundproof.format.NumberFormat;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;
import org.roundproof.random.RandomWords;
import org.roundproof.random.Role;
import org.roundproof.random.WordSource;
import org.roundproof.sgd.fast.CodeArrays;
import org.roundproof.sgd.fast.FastRounder;
import org.roundproof.sgd.fast.TensorWords;

/**
 * Rounding an array of standard normal doubles to a format, out of place, on one thread; times are of one value. Stochastic
 * rounding includes the drawing of its words, a code the one of a value rounded before. {@code …Vector} is the same call in
 * a JVM with explicit vector instructions.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ArrayKernelBenchmark.VALUES)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ArrayKernelBenchmark {
    /** In one invocation: an array of 10⁶, or one of 10⁴ a hundred times. */
    static final int VALUES = 1_000_000;

    private static final RandomWords WORDS = new RandomWords(1);
    private static final TensorWords MORE =
            (element, use, level) -> WORDS.word(Role.DATA_QUANTIZER, 1, 0, element, use, level);

    /** Ties to even asks for no word. */
    private static final WordSource NONE = (use, level) -> 0;

    @Param({"10000", "1000000"})
    public int length;

    @Param({"e4m3", "bfloat16", "binary16", "int8(step=1/16)"})
    public String format;

    private double[] in;
    private double[] out;
    private double[] rounded;
    private short[] codes;
    private int[] words;
    private FastRounder nearest;
    private FastRounder stochastic;
    private CodeArrays coder;
    private TextbookRounder textbook;

    /** The textbook loop, the scalar rounder and the kernel must say the same before they are timed. */
    @Setup
    public void prepare() {
        NumberFormat target = Formats.parse(format);
        nearest = FastRounder.of(new Quantizer(target, Rounding.Deterministic.TIES_TO_EVEN, Overflow.SAT_FINITE));
        stochastic = FastRounder.of(new Quantizer(target, new Rounding.Stochastic(), Overflow.SAT_FINITE));
        coder = CodeArrays.of(target);
        textbook = TextbookRounder.of(target);
        Random random = new Random(1);
        in = random.doubles(length).map(u -> random.nextGaussian()).toArray();
        out = new double[length];
        rounded = new double[length];
        codes = new short[length];
        words = new int[length];
        nearest.round(in, rounded, length);
        for (int i = 0; i < length; i++) {
            if (rounded[i] != textbook.round(in[i]) || rounded[i] != nearest.round(in[i], NONE)) {
                throw new IllegalStateException(rounded[i] + " is not " + textbook.round(in[i]));
            }
        }
    }

    @Benchmark
    public double[] baselineArraycopy() {
        for (int done = 0; done < VALUES; done += length) {
            System.arraycopy(in, 0, out, 0, length);
        }
        return out;
    }

    @Benchmark
    public double[] baselineTextbook() {
        for (int done = 0; done < VALUES; done += length) {
            for (int i = 0; i < length; i++) {
                out[i] = textbook.round(in[i]);
            }
        }
        return out;
    }

    @Benchmark
    public double[] baselineElements() {
        for (int done = 0; done < VALUES; done += length) {
            for (int i = 0; i < length; i++) {
                out[i] = nearest.round(in[i], NONE);
            }
        }
        return out;
    }

    @Benchmark
    public double[] tiesToEven() {
        for (int done = 0; done < VALUES; done += length) {
            nearest.round(in, out, length);
        }
        return out;
    }

    @Benchmark
    public double[] stochastic() {
        for (int done = 0; done < VALUES; done += length) {
            WORDS.fill(Role.DATA_QUANTIZER, 1, 0, 0, 0, 0, words);
            stochastic.round(in, out, length, words, words, MORE);
        }
        return out;
    }

    @Benchmark
    @Fork(value = 3, jvmArgsAppend = WithSimd.MODULE)
    public double[] stochasticVector(WithSimd simd) {
        return stochastic();
    }

    @Benchmark
    public short[] codes() {
        for (int done = 0; done < VALUES; done += length) {
            coder.encode(rounded, codes, length);
        }
        return codes;
    }
}
