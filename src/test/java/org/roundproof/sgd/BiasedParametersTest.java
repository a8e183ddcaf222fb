package org.roundproof.sgd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roundproof.NoteBlock;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.problem.Optimum;
import org.roundproof.problem.Spectrum;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.sgd.exact.ExactEngine;
import org.roundproof.sgd.fast.FastEngine;

/** The theorems and the tables of proofs-notes/biased-parameters.md, in rational numbers. */
class BiasedParametersTest {
    private static final String NEAREST = "int8(step=1):ties-to-even";
    private static final List<String> FEW = List.of(
            "int8(step=1):sr",
            "int8(step=1):sr(4,floor)",
            "int8(step=1):sr(3,floor)",
            "int8(step=1):sr(2,floor)",
            "int8(step=1):sr(1,floor)",
            "int8(step=1):sr(4,even)",
            "int8(step=1):sr(2,even)",
            "int8(step=1):sr(1,even)",
            NEAREST);

    /** Theorem 1 as an identity, at every N. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "int8(step=1):sr",
                "int8(step=1):sr(2,floor)",
                "int8(step=1):sr(1,half)",
                "int8(step=1):sr(1,odd)",
                NEAREST,
                "int8(step=1):toward-zero"
            })
    void averageIteratesMissByTheAverageBias(String expression) {
        ScalarProcess process = new ScalarProcess(expression, 33 * 16, 1024, 4, 0);
        BigFraction sum = BigFraction.ZERO;
        BigFraction bias = BigFraction.ZERO;
        BigFraction optimum = BigFraction.of(33, 64);
        for (int n = 1; n <= 40; n++) {
            sum = sum.add(process.mean());
            bias = bias.add(process.meanBias());
            process.advance();
            BigFraction miss = sum.divide(n).subtract(optimum);
            BigFraction rest = process.mean().multiply(16).divide(n); // (E w_N − w_0)/(γN)
            assertEquals(bias.divide(n).negate().subtract(rest), miss, expression + ", N = " + n);
        }
    }

    /** Theorem 2: where nearest rounding stops, for every w* and w_0 on a grid. */
    @Test
    void nearestRoundingStopsInTheCellOfAGridPoint() {
        for (int shift : new int[] {1, 3, 5}) {
            for (long start = -128; start <= 128; start += 5) {
                ScalarProcess process = new ScalarProcess(NEAREST, 0, 64, shift, start);
                long before = start;
                for (int t = 0; t < 200; t++) {
                    process.advance();
                    long now = process.state();
                    boolean inside = Math.abs(before) <= 32;
                    assertTrue(inside ? now == before : Math.abs(now) < Math.abs(before), "w_" + t + " = " + before);
                    assertTrue(inside || now * before >= 0 || Math.abs(now) <= 32, "no jump over the cell");
                    before = now;
                }
                assertTrue(Math.abs(before) <= 32);
            }
        }
    }

    /** Theorem 3: elsewhere w stays in an interval of length γh about the midpoint, and the mean of Q(w) finds w*. */
    @Test
    void nearestRoundingHoversAtTheMidpoint() {
        for (long optimum = 32; optimum < 1024; optimum += 32) {
            ScalarProcess process = new ScalarProcess(NEAREST, optimum, 1024, 4, 0);
            int entered = -1;
            long atEntry = 0;
            for (int t = 0; t < 600; t++) {
                long w = process.state();
                boolean inside = 512 - (1024 - optimum) / 16 <= w && w <= 512 + optimum / 16;
                assertTrue(inside || entered < 0, "left the interval at t = " + t);
                if (inside && entered < 0) {
                    entered = t;
                    atEntry = w;
                }
                process.advance();
            }
            assertTrue(entered >= 0, "never came near the midpoint");
            // n·w* − ΣQ = (w_n − w_0)/γ, at most one step of the grid
            assertTrue(Math.abs(process.state() - atEntry) * 16 <= 1024);
        }
    }

    /** The same trajectory by the exact engine on a population of one row. */
    @ParameterizedTest
    @ValueSource(doubles = {0.625, 1, 0.28125})
    void theEngineAgrees(double optimum) {
        FinitePopulation one = FinitePopulation.of(List.of("x"), new double[] {1}, new double[] {optimum}, "one row");
        int steps = 100;
        SgdRun run = new ExactEngine()
                .run(
                        one,
                        new SgdConfiguration(
                                steps,
                                1,
                                0.0625,
                                TargetOperators.NONE.with(
                                        Target.PARAMETER,
                                        OperatorExpression.parse(NEAREST).resolve()),
                                new Averaging.Last()),
                        1,
                        0,
                        TraceSink.NONE);
        ScalarProcess process = new ScalarProcess(NEAREST, (long) (optimum * 1024), 1024, 4, 0);
        for (int t = 0; t < steps; t++) {
            process.advance();
        }
        assertEquals(
                BigFraction.of(Math.toIntExact(process.state()), 1024),
                run.exactWeights().get(0).toFraction());
    }

    @Test
    void nearestTable() throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "| w* | w_0 | γ | w_N | then | mean of w | mean of Q(w) | ½(mean of w − w*)² |",
                "|---|---|---|---|---|---|---|---|"));
        row(lines, 1024, 0, 4);
        row(lines, 1024, 0, 6);
        row(lines, 1024, 3072, 6);
        row(lines, 1088, 0, 4);
        row(lines, 1088, 0, 6);
        row(lines, 1280, 0, 6);
        NoteBlock.assertHolds("biased-parameters.md", "nearest", lines);
    }

    /** 4096 steps, means over the second half. */
    private static void row(List<String> lines, long optimum, long start, int shift) {
        long unit = 65536;
        ScalarProcess process = new ScalarProcess(NEAREST, optimum * 64, unit, shift, start * 64);
        int steps = 4096;
        BigFraction mean = BigFraction.ZERO;
        BigFraction quantized = BigFraction.ZERO;
        boolean still = true;
        for (int t = 0; t < steps; t++) {
            long before = process.state();
            if (t >= steps / 2) {
                mean = mean.add(BigFraction.of((int) before, (int) unit));
                quantized = quantized.add((int) Math.rint((double) before / unit));
            }
            process.advance();
            still = t < steps / 2 || (still && process.state() == before);
        }
        mean = mean.divide(steps / 2);
        quantized = quantized.divide(steps / 2);
        BigFraction miss = mean.subtract(BigFraction.of((int) optimum, 1024));
        lines.add(String.format(
                Locale.ROOT,
                "| %s | %d | 1/%d | %.6f | %s | %.6f | %.6f | %.6f |",
                BigFraction.of((int) optimum, 1024).toString().replace(" ", ""),
                start / 1024,
                1 << shift,
                (double) process.state() / unit,
                still ? "stays" : "moves on",
                mean.doubleValue(),
                quantized.doubleValue(),
                miss.pow(2).divide(2).doubleValue()));
    }

    @Test
    void fewBitTable() throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "| parameters | E w̄ − w*, N = 64 | N = 256 | N = 512 | E w_N − w*, N = 512 | ½(E w_N − w*)² | risk of w_N |",
                "|---|---|---|---|---|---|---|"));
        BigFraction optimum = BigFraction.of(33, 64);
        for (String expression : FEW) {
            ScalarProcess process = new ScalarProcess(expression, 33 * 16, 1024, 4, 0);
            BigFraction sum = BigFraction.ZERO;
            List<String> cells = new ArrayList<>(List.of("`" + expression + "`"));
            for (int n = 1; n <= 512; n++) {
                sum = sum.add(process.mean());
                process.advance();
                if (n == 64 || n == 256 || n == 512) {
                    cells.add(decimal(sum.divide(n).subtract(optimum)));
                }
            }
            BigFraction miss = process.mean().subtract(optimum);
            cells.add(decimal(miss));
            cells.add(decimal(miss.pow(2).divide(2)));
            cells.add(decimal(process.meanSquare().divide(2)));
            lines.add("| " + String.join(" | ", cells) + " |");
        }
        NoteBlock.assertHolds("biased-parameters.md", "few-bits", lines);
    }

    /**
     * Section 4: d = 20 with noisy rows. 7 standard errors of a mean of 100 runs: by Student's t a false alarm of one comparison has
     * probability below 1e-9, of all eight below 1e-8.
     */
    @Test
    void fewBitsInTwentyDimensions() throws IOException {
        GaussianProblem problem = GaussianProblem.of(new Spectrum.Power(2), new Optimum.Ones(), 20, 1);
        List<String> lines = new ArrayList<>(List.of(
                "| parameters | bias allowed, h2^−R | mean of w̄_1 − w*_1 | ½Σλ_i(mean of w̄_i − w*_i)² | risk of w̄ |",
                "|---|---|---|---|---|"));
        for (int bits = 0; bits <= 3; bits++) {
            String expression = "int8(step=1.9375):" + (bits == 0 ? "sr" : "sr(" + bits + ",floor)");
            double allowed = bits == 0 ? 0 : Math.scalb(1.9375, -bits);
            Sample[] miss = new Sample[20];
            Arrays.setAll(miss, i -> new Sample());
            Sample risk = new Sample();
            SgdConfiguration run = new SgdConfiguration(
                    1000,
                    1,
                    0.1,
                    TargetOperators.NONE.with(
                            Target.PARAMETER,
                            OperatorExpression.parse(expression).resolve()),
                    new Averaging.Tail(500));
            FastEngine engine = new FastEngine();
            for (int r = 0; r < 100; r++) {
                double[] w = engine.run(problem, run, 1, r, TraceSink.NONE).reportedIterate();
                for (int i = 0; i < 20; i++) {
                    miss[i].add(w[i] - 1);
                }
                risk.add(problem.excessRisk(w));
            }
            double floor = 0;
            for (int i = 0; i < 20; i++) {
                floor += 0.5 * problem.eigenvalues()[i] * miss[i].mean() * miss[i].mean();
            }
            double margin = 7 * miss[0].error();
            assertTrue(miss[0].mean() > -margin && miss[0].mean() < allowed + margin, expression);
            assertTrue(bits == 0 || miss[0].mean() > margin, expression + ": the bias does not show");
            lines.add(String.format(
                    Locale.ROOT,
                    "| `%s` | %.4f | %s | %.4f | %s |",
                    expression,
                    allowed,
                    miss[0].text(),
                    floor,
                    risk.text()));
        }
        NoteBlock.assertHolds("biased-parameters.md", "twenty", lines);
    }

    /** A sample mean with its standard error. */
    private static final class Sample {
        private int count;
        private double sum;
        private double squares;

        void add(double value) {
            count++;
            sum += value;
            squares += value * value;
        }

        double mean() {
            return sum / count;
        }

        double error() {
            return Math.sqrt((squares / count - mean() * mean()) / (count - 1));
        }

        String text() {
            return String.format(Locale.ROOT, "%.4f ± %.4f", mean(), error());
        }
    }

    private static String decimal(BigFraction value) {
        return String.format(Locale.ROOT, "%.6f", value.doubleValue()).replace('-', '−');
    }
}
