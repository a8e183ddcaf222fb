package org.roundproof.benchmark;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.commons.numbers.fraction.BigFraction;
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
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.random.UnitLaw;
import org.roundproof.sgd.Averaging;
import org.roundproof.theory.DoubleField;
import org.roundproof.theory.ProductMoments;
import org.roundproof.theory.ProductRisk;
import org.roundproof.theory.RiskConvention;
import org.roundproof.theory.TargetLaws;

/**
 * The expected risk of the average of all iterates: λ_i = i^−2, w* = 1, σ² = 1, γ = 0.1, B = 1, additive errors of variance
 * 2^−7 on all five targets. Times are per coordinate and step, everything from the moments to the risk included.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(RiskEngineBenchmark.COORDINATE_STEPS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RiskEngineBenchmark {
    /** N·d. */
    static final int COORDINATE_STEPS = 20_000_000;

    private static final double GAMMA = 0.1;
    private static final double EPSILON = 0x1p-7;

    @Param({"200", "10000"})
    public int dimension;

    private ProductMoments<Double> moments;
    private TargetLaws laws;
    private int steps;

    /** Both ways must say the same before they are timed. */
    @Setup
    public void prepare() {
        double[] lambda = new double[dimension];
        double[] optimum = new double[dimension];
        Arrays.setAll(lambda, i -> 1 / ((i + 1.0) * (i + 1.0)));
        Arrays.fill(optimum, 1);
        moments = ProductMoments.gaussian(
                DoubleField.INSTANCE, lambda, optimum, 1, new AdditiveModel(EPSILON, UnitLaw.GAUSSIAN));
        VarianceLaw law = new VarianceLaw(BigFraction.from(EPSILON), BigFraction.ZERO, false);
        laws = new TargetLaws(law, law, law, law);
        steps = COORDINATE_STEPS / dimension;
        double written = baselineFormulasAsWritten();
        if (!(Math.abs(engine() / written - 1) < 1e-9)) {
            throw new IllegalStateException(engine() + " is not " + written);
        }
    }

    @Benchmark
    public double baselineFormulasAsWritten() {
        return new RiskFormulas(moments, laws, GAMMA, 1).risk(steps);
    }

    @Benchmark
    public double engine() {
        return new ProductRisk(moments, laws, GAMMA, 1).risk(steps, new Averaging.All(), RiskConvention.CLEAN);
    }
}
