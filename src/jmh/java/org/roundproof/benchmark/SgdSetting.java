package org.roundproof.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.roundproof.problem.Batch;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.problem.Optimum;
import org.roundproof.problem.Problem;
import org.roundproof.problem.Spectrum;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.random.RandomWords;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.Engine;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.SgdRun;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.sgd.TraceSink;
import org.roundproof.sgd.certified.CertifiedEngine;
import org.roundproof.sgd.exact.ExactEngine;
import org.roundproof.sgd.fast.FastEngine;

/**
 * The paper's setting (λ_i = i^−2, w* = 1, σ² = 1, γ = 0.1) with one quantizer on all five targets, for a given amount of work:
 * N·B·d elements of features.
 */
@State(Scope.Benchmark)
public class SgdSetting {
    private static final double STEP_SIZE = 0.1;
    private static final int CHECKED_STEPS = 3;
    private static final long SEED = 1;

    @Param({"e4m3:sr", "e5m2:sr", "int8(step=1/32):tpdf", "bfloat16:sr"})
    public String quantizer;

    @Param({"200", "2000"})
    public int dimension;

    @Param({"1", "16"})
    public int batch;

    /** {@code stored}: rows of a table of doubles; {@code generated}: Gaussian features and label noise drawn in every step. */
    @Param({"stored", "generated"})
    public String data;

    private final RandomWords words = new RandomWords(SEED);
    private GaussianProblem design;
    private Problem problem;
    private Quantizer operator;
    private double[] features = {};
    private double[] labels = {};

    /** The engines and the textbook must say the same before they are timed, and so must the two plain loops. */
    @Setup
    public void prepare() {
        design = GaussianProblem.of(new Spectrum.Power(2), new Optimum.Ones(), dimension, 1);
        operator = (Quantizer) OperatorExpression.parse(quantizer).resolve();
        problem = data.equals("stored") ? table() : design;
        SgdRun exact = run(new ExactEngine(), CHECKED_STEPS);
        require(
                exact.exactWeights()
                        .equals(run(new CertifiedEngine(), CHECKED_STEPS).exactWeights()),
                "certified");
        double[] average = exact.reportedIterate();
        require(close(average, run(new FastEngine(), CHECKED_STEPS).reportedIterate()), "fast");
        require(close(average, textbook(TextbookUniforms.of(words), CHECKED_STEPS)), "textbook");
        SgdConfiguration unquantized = configuration(TargetOperators.NONE, CHECKED_STEPS);
        double[] expected = new FastEngine()
                .run(problem, unquantized, SEED, 0, TraceSink.NONE)
                .reportedIterate();
        require(close(expected, plain(CHECKED_STEPS)), "plain");
    }

    /** N for a given N·B·d. */
    int steps(int elements) {
        return elements / (batch * dimension);
    }

    SgdRun run(Engine engine, int steps) {
        return engine.run(problem, configuration(TargetOperators.all(operator), steps), SEED, 0, TraceSink.NONE);
    }

    double[] plain(int steps) {
        PlainSgd sgd = new PlainSgd(dimension, batch, STEP_SIZE);
        return data.equals("stored")
                ? sgd.stored(features, labels, words, steps)
                : sgd.generated(problem, words, steps);
    }

    double[] textbook(int steps) {
        return textbook(TextbookUniforms.sequence(SEED), steps);
    }

    private double[] textbook(TextbookUniforms uniforms, int steps) {
        return new TextbookSgd(operator, batch, STEP_SIZE, uniforms).run(problem, words, steps);
    }

    private SgdConfiguration configuration(TargetOperators operators, int steps) {
        return new SgdConfiguration(steps, batch, STEP_SIZE, operators, new Averaging.All());
    }

    /** Rows of the design, a quarter more than least squares needs. */
    private Problem table() {
        int rows = dimension + dimension / 4;
        Batch drawn = design.batch(words, 1, 1, rows);
        features = drawn.features();
        labels = drawn.labels();
        List<String> names =
                IntStream.rangeClosed(1, dimension).mapToObj(j -> "x" + j).toList();
        return FinitePopulation.of(names, features, labels, "stored rows of a Gaussian design");
    }

    private static boolean close(double[] a, double[] b) {
        double largest = Arrays.stream(a).map(Math::abs).max().orElseThrow();
        return IntStream.range(0, a.length).allMatch(i -> Math.abs(a[i] - b[i]) <= 1e-12 * largest);
    }

    private void require(boolean condition, String name) {
        if (!condition) {
            throw new IllegalStateException(name + " computes something else: " + quantizer + ", d = " + dimension
                    + ", B = " + batch + ", " + data);
        }
    }
}
