package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.roundproof.NoteBlock;
import org.roundproof.format.FloatFormat;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.problem.Optimum;
import org.roundproof.problem.Spectrum;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.sgd.TraceSink;
import org.roundproof.sgd.fast.FastEngine;

/** The theorems and tables of proofs-notes/range.md. */
class RangeNoteTest {
    private static final int[] DIMENSIONS = {50, 200, 800};

    private static Operator parse(String expression) {
        return OperatorExpression.parse(expression).resolve();
    }

    private static Interval second(double lambda, Operator data) {
        return QuantizedSpectrum.of(GaussianProblem.of(new double[] {lambda}, new double[1], 0), data)
                .quantizedEigenvalues()
                .get(0);
    }

    /** Theorem 1: E Q² = λ + h²ψ(λ/h²), by quadrature with proven error against the theta series. */
    @Test
    void uniformGridsLiftByPsi() {
        Operator data = parse("int12(step=0.125):sr");
        double square = 1.0 / 64;
        for (double t = 1e-5; t < 100; t *= 1.7) {
            double lambda = t * square;
            double expected = lambda + square * SubnormalLift.psi(t);
            Interval found = second(lambda, data);
            assertTrue(
                    found.lower() <= expected * (1 + 1e-13) && expected * (1 - 1e-13) <= found.upper(),
                    "t = " + t + ": " + expected + " and " + found);
        }
    }

    /** ψ is concave and increasing from 0 to 1/6, and both expansions agree where they meet. */
    @Test
    void psiIsWhatTheNoteSays() {
        assertEquals(0, SubnormalLift.psi(0));
        assertEquals(1.0 / 6, SubnormalLift.psi(50), 1e-16);
        assertEquals(SubnormalLift.psi(0.01), SubnormalLift.psi(Math.nextDown(0.01)), 1e-15);
        double before = Double.POSITIVE_INFINITY;
        for (double t = 0.001; t < 0.5; t += 0.001) {
            double slope = (SubnormalLift.psi(t + 0.001) - SubnormalLift.psi(t)) / 0.001;
            assertTrue(slope > 0 && slope < before, "t = " + t);
            before = slope;
        }
        for (double level : new double[] {0.01, 1, 100}) {
            double t = SubnormalLift.solve(level);
            assertEquals(level, SubnormalLift.psi(t) / t, 1e-12 * level);
        }
    }

    /** Theorem 2: a float lifts by at least ψ, and by at most β E[x²; |x| > 2^emin] more. */
    @ParameterizedTest
    @ValueSource(strings = {"e4m3:sr", "e5m2:sr", "e3m2:sr", "float(p=1,emin=-2,emax=9):sr"})
    void floatsLiftBetweenTheTwoBounds(String expression) {
        Quantizer data = (Quantizer) parse(expression);
        FloatFormat format = (FloatFormat) data.format();
        double h = format.smallestPositive();
        double normal = Math.scalb(1.0, format.minExponent());
        double beta = data.varianceBounds().orElseThrow().upper().beta().doubleValue();
        for (double sigma = h / 64; sigma < 8 * normal; sigma *= 1.9) {
            double lambda = sigma * sigma;
            double least = lambda + h * h * SubnormalLift.psi(lambda / (h * h));
            double z = normal / sigma;
            double tail =
                    lambda * (2 * z * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) + Erfc.value(z / Math.sqrt(2)));
            Interval found = second(lambda, data);
            assertTrue(found.upper() >= least * (1 - 1e-13), expression + ", σ = " + sigma + ": below");
            assertTrue(found.lower() <= (least + beta * tail) * (1 + 1e-13), expression + ", σ = " + sigma + ": above");
        }
    }

    /** Without subnormal numbers: the first cell [0, h], h the smallest normal number, and nothing else near 0. */
    @Test
    void flushedSubnormalsLiftByTheFirstCell() {
        Operator data = parse("float(p=3,emin=-2,emax=9,subnormals=false):sr");
        double h = 0.25;
        for (double sigma = h / 64; sigma < 4 * h; sigma *= 1.9) {
            double lambda = sigma * sigma;
            double z = h / sigma;
            double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
            double tail = lambda * (2 * z * density + Erfc.value(z / Math.sqrt(2)));
            // E[h|x|; |x| ≤ h] − E[x²; |x| ≤ h]
            double cell = 2 * h * sigma * (1 / Math.sqrt(2 * Math.PI) - density) - (lambda - tail);
            Interval found = second(lambda, data);
            assertTrue(found.upper() >= (lambda + cell) * (1 - 1e-13), "σ = " + sigma + ": below");
            assertTrue(found.lower() <= (lambda + cell + tail / 80) * (1 + 1e-13), "σ = " + sigma + ": above");
            assertTrue(found.upper() >= h * sigma * Math.sqrt(2 / Math.PI) * (1 - 1e-13), "σ = " + sigma);
        }
    }

    /** Excess risk on quantized test data over that of full precision, against the dimension. */
    @Test
    void dimensionTable() throws IOException {
        List<String> lines =
                new ArrayList<>(List.of("| a | data | d = 50 | d = 200 | d = 800 |", "|---|---|---|---|---|"));
        for (String data : List.of("float(p=4,emin=-60,emax=8):sr", "e4m3:sr", "e2m3:sr")) {
            lines.add(row(2, data));
        }
        for (String data : List.of("int12(step=0.125):sr", "int12(step=0.125):tpdf")) {
            lines.add(row(2, data));
        }
        for (String data : List.of("int12(step=0.125):sr", "int12(step=0.125):tpdf")) {
            lines.add(row(3, data));
        }
        NoteBlock.assertHolds("range.md", "dimension", lines);
    }

    private static String row(double exponent, String data) {
        StringBuilder line = new StringBuilder("| " + (int) exponent + " | `" + data + "` |");
        for (int d : DIMENSIONS) {
            GaussianProblem problem = GaussianProblem.of(new Spectrum.Power(exponent), new Optimum.Ones(), d, 1);
            double gap = exact(problem, TargetOperators.NONE.with(Target.DATA, parse(data)))
                    - exact(problem, TargetOperators.NONE);
            line.append(String.format(Locale.ROOT, " %.6f |", gap));
        }
        return line.toString();
    }

    private static double exact(GaussianProblem problem, TargetOperators operators) {
        SgdConfiguration run = new SgdConfiguration(500, 1, 0.1, operators, new Averaging.All());
        return ((RiskResult.Exact) ExpectedRisk.of(problem, run, RiskConvention.QUANTIZED)).value();
    }

    /**
     * Theorem 4, labels: E w_N = (1 − (1 − γλ)^N) P w*. One mean of 2,000 runs; a false alarm has probability below 1e-10 (6.5
     * standard errors, close to normal), and the unsaturated mean is 20 standard errors away and more.
     */
    @ParameterizedTest
    @CsvSource({"'float(p=2,emin=-2,emax=0):sr', 1.5", "'int4(step=0.25,symmetric=true):sr', 1.75"})
    void saturatedLabelsShrinkTheOptimum(String expression, double range) {
        GaussianProblem problem = GaussianProblem.of(new double[] {1}, new double[] {1}, 1);
        int steps = 60;
        SgdConfiguration run = new SgdConfiguration(
                steps, 1, 0.125, TargetOperators.NONE.with(Target.LABEL, parse(expression)), new Averaging.Last());
        double inside = Erf.value(range / 2); // s = √2
        double expected = (1 - Math.pow(0.875, steps)) * inside;
        FastEngine engine = new FastEngine();
        int replicates = 2000;
        double sum = 0;
        double squares = 0;
        for (int r = 0; r < replicates; r++) {
            double w = engine.run(problem, run, 1, r, TraceSink.NONE).lastIterate()[0];
            sum += w;
            squares += w * w;
        }
        double mean = sum / replicates;
        double error = Math.sqrt((squares / replicates - mean * mean) / replicates);
        assertEquals(expected, mean, 6.5 * error);
        assertTrue(Math.abs(1 - Math.pow(0.875, steps) - mean) > 20 * error, "the sample could not tell");
    }

    /**
     * Theorem 4, gradients: three rows x = 1 with labels 0, 0, 3, so w* = 1, and gradients clipped to ±1 by stochastic rounding to the
     * integers. E w_N over every outcome, in rational numbers, tends to about ½.
     */
    @Test
    void saturatedGradientsMoveAnAsymmetricOptimum() throws IOException {
        Map<Integer, BigInteger> law = new TreeMap<>(Map.of(0, BigInteger.ONE));
        BigInteger total = BigInteger.ONE;
        List<String> lines = new ArrayList<>(List.of("| N | E w_N | ½(E w_N − w*)² |", "|---|---|---|"));
        for (int n = 1; n <= 256; n++) {
            Map<Integer, BigInteger> next = new TreeMap<>();
            law.forEach((k, weight) -> {
                for (int label : new int[] {0, 0, 48}) {
                    int o = Math.max(-16, Math.min(16, label - k)); // in sixteenths, as w; γ = 1/16
                    int low = Math.floorDiv(o, 16);
                    int up = o - 16 * low;
                    next.merge(k + low, weight.multiply(BigInteger.valueOf(16L - up)), BigInteger::add);
                    if (up > 0) {
                        next.merge(k + low + 1, weight.multiply(BigInteger.valueOf(up)), BigInteger::add);
                    }
                }
            });
            law = next;
            total = total.multiply(BigInteger.valueOf(48));
            if (n == 64 || n == 256) {
                BigInteger mean = BigInteger.ZERO;
                for (Map.Entry<Integer, BigInteger> state : law.entrySet()) {
                    mean = mean.add(state.getValue().multiply(BigInteger.valueOf(state.getKey())));
                }
                BigFraction expected = BigFraction.of(mean, total.shiftLeft(4));
                lines.add(String.format(
                        Locale.ROOT,
                        "| %d | %.6f | %.6f |",
                        n,
                        expected.doubleValue(),
                        expected.subtract(1).pow(2).divide(2).doubleValue()));
            }
        }
        NoteBlock.assertHolds("range.md", "gradients", lines);
    }
}
