package org.roundproof.benchmark;

import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.problem.Problem;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.theory.Interval;
import org.roundproof.theory.QuantizedSpectrum;

/**
 * Verified spectra of H and H_q at d = 200, with the distortion, the quantized optimum and ApproxErr: a rotated Gaussian design of λ_i = i^−2
 * under elementwise multiplicative errors, and a table of 600 rows under {@code e4m3:sr}. The baseline is the approximate decomposition of
 * H alone, which proves nothing. What is measured is what {@code spectrum} does once.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 0)
@Measurement(iterations = 3)
public class SpectrumBenchmark {
    private static final int DIMENSION = 200;

    /** What the enclosures must be before they are timed: relative width. */
    private static final double WIDTH = 1e-10;

    @Param({"rotated", "table"})
    public String problem;

    private Problem rows;
    private Operator data;
    private DMatrixRMaj moments;

    @Setup
    public void prepare() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        double[] table = random.doubles(3L * DIMENSION * DIMENSION, -1, 1).toArray();
        DMatrixRMaj matrix = DMatrixRMaj.wrap(3 * DIMENSION, DIMENSION, table);
        moments = new DMatrixRMaj(DIMENSION, DIMENSION);
        CommonOps_DDRM.multTransA(matrix, matrix, moments);
        if (problem.equals("table")) {
            rows = FinitePopulation.of(
                    Collections.nCopies(DIMENSION, "x"),
                    table,
                    random.doubles(3 * DIMENSION, -1, 1).toArray(),
                    "table");
            data = OperatorExpression.parse("e4m3:sr").resolve();
        } else {
            double[] lambda = new double[DIMENSION];
            double[] ones = new double[DIMENSION];
            Arrays.setAll(lambda, i -> 1 / ((i + 1.0) * (i + 1.0)));
            Arrays.fill(ones, 1);
            rows = GaussianProblem.of(lambda, ones, 1).rotated(1);
            data = OperatorExpression.parse("multiplicative(0.01)").resolve();
        }
    }

    @Benchmark
    public double baselineDecompositionAlone() {
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(DIMENSION, true, true);
        if (!eigen.decompose(moments.copy())) {
            throw new IllegalStateException("no decomposition");
        }
        return eigen.getEigenvalue(0).getReal();
    }

    /** Every eigenvalue of both matrices, to a relative width of 1e-10. */
    @Benchmark
    public QuantizedSpectrum verified() {
        QuantizedSpectrum spectrum = QuantizedSpectrum.of(rows, data);
        for (Interval value : spectrum.quantizedEigenvalues()) {
            if (!(value.width() <= WIDTH * value.lower())) {
                throw new IllegalStateException("too wide: " + value);
            }
        }
        return spectrum;
    }
}
