package org.roundproof.sgd.certified;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.roundproof.Effort;
import org.roundproof.InputException;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.problem.Problem;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.Engine;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.SgdRun;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.sgd.TraceEntry;
import org.roundproof.sgd.TraceRecorder;
import org.roundproof.sgd.TraceSink;
import org.roundproof.sgd.exact.ExactEngine;

class RP18Test {
    private static final Engine EXACT = new ExactEngine();
    private static final Engine CERTIFIED = new CertifiedEngine();

    /** Random runs; 10,000 of d ≤ 64, N ≤ 200 at -Droundproof.effort=40 and more. */
    @Test
    @Tag("simd")
    void randomRunsAreExact() {
        AtomicLong filtered = new AtomicLong();
        AtomicLong abandoned = new AtomicLong();
        int runs = Effort.scaled(250);
        boolean wide = runs >= 10_000;
        LongStream.range(0, runs).parallel().forEach(number -> {
            RandomRuns run = RandomRuns.of(number, wide ? 64 : 24, wide ? 200 : 60);
            String difference = difference(run, CERTIFIED);
            assertEquals("", difference, () -> "run " + number + ": " + run.configuration());
            try {
                new CertifiedRun(run.problem(), run.configuration(), number, 0, Slack.NONE).run(TraceSink.NONE);
                filtered.incrementAndGet();
            } catch (Abandoned e) {
                abandoned.incrementAndGet();
            } catch (InputException e) {
                // as the exact engine: compared above
            }
        });
        assertTrue(filtered.get() > runs / 2, filtered + " of " + runs + " runs were certified by doubles");
    }

    /** With error bounds 2^20 times too small the same comparison fails: the bounds are not decoration. */
    @ParameterizedTest
    @CsvSource({"0x1p-20, 0x1p-20", "0x1p-20, 1"})
    void smallerBoundsWouldBeWrong(double weights, double products) {
        Engine careless = new CertifiedEngine(new Slack(weights, products));
        long wrong = LongStream.range(0, 250)
                .parallel()
                .filter(number ->
                        !difference(RandomRuns.of(number, 24, 60), careless).isEmpty())
                .count();
        assertTrue(wrong > 0);
    }

    /**
     * Three terms of 0.45 ulp vanish, one after the other, in a dot product just below a threshold: x̃·p is above it, its double is the
     * predecessor of the threshold.
     */
    @Test
    void smallerBoundsOfDotProductsWouldBeWrong() {
        double c = 0.9 * 0x1p-53;
        double[] rows = new double[30];
        System.arraycopy(new double[] {Math.nextDown(1.125), c, 0, c, c}, 0, rows, 0, 5);
        for (int i = 0; i < 5; i++) {
            rows[5 * (i + 1) + i] = 1;
        }
        TargetOperators operators = TargetOperators.NONE
                .with(Target.PARAMETER, quantizer("int2(step=1):toward-negative"))
                .with(Target.ACTIVATION, quantizer("e4m3:toward-positive"))
                .with(Target.GRADIENT, quantizer("e4m3:sr"));
        FinitePopulation population = FinitePopulation.of(
                List.of("a", "b", "c", "d", "e"), rows, new double[] {1, 1, 1, 1, 1, 1}, "just below 1.125");
        SgdConfiguration configuration = new SgdConfiguration(24, 1, 0x1p80, operators, new Averaging.Last());
        assertIdentical(population, configuration);
        Engine careless = new CertifiedEngine(new Slack(1, 0x1p-20));
        assertTrue(LongStream.range(0, 8)
                .anyMatch(seed -> !difference(new RandomRuns(population, configuration, seed), careless)
                        .isEmpty()));
    }

    /** One end of an interval overflows to NaN below, the other above: two equal results that decide nothing. */
    @Test
    void overflowToNaNOnBothSidesDecidesNothing() {
        double h = 0x1p40;
        FinitePopulation population =
                FinitePopulation.of(List.of("a", "b"), new double[] {h, h, h, -h}, new double[] {1, 1}, "far apart");
        TargetOperators operators = TargetOperators.NONE
                .with(Target.PARAMETER, quantizer("binary32:ties-to-even"))
                .with(Target.ACTIVATION, quantizer("e4m3:ties-to-even:ovf-inf"))
                .with(Target.GRADIENT, quantizer("e4m3:sr"));
        assertIdentical(population, new SgdConfiguration(2, 1, 0.25, operators, new Averaging.Last()));
    }

    /** Two terms of 321·28059810762433 = 2^53 + 1 units, which round to 2^53: the sum is no double, though its double is within 2^53. */
    @Test
    void sumJustBeyondTheLimit() {
        TargetOperators operators = TargetOperators.NONE
                .with(Target.DATA, quantizer("int12(step=1):ties-to-even"))
                .with(Target.GRADIENT, quantizer("float(p=45,emin=0,emax=60):ties-to-even"))
                .with(Target.PARAMETER, quantizer("bfloat16:toward-positive"));
        double y = 1.59501557632398771602311171591281890869140625;
        FinitePopulation population =
                FinitePopulation.of(List.of("a"), new double[] {321, 321}, new double[] {y, y}, "2^53 + 1");
        assertIdentical(population, new SgdConfiguration(2, 1, 1, operators, new Averaging.Last()));
    }

    /** A dot product whose magnitudes sum to 2^53 + 1 units. */
    @Test
    void dotProductJustBeyondTheLimit() {
        Operator wide = quantizer("float(p=28,emin=0,emax=4):ties-to-even");
        TargetOperators operators = TargetOperators.NONE
                .with(Target.DATA, wide)
                .with(Target.PARAMETER, wide)
                .with(Target.ACTIVATION, quantizer("e4m3:toward-positive"))
                .with(Target.GRADIENT, quantizer("e4m3:ties-to-even"));
        double[] rows = {
            0.497717536985874176025390625,
            0.474745526909828186035156250,
            0.751495607197284698486328125,
            0.265336796641349792480468750
        };
        FinitePopulation population =
                FinitePopulation.of(List.of("u", "v"), rows, new double[] {1, 1}, "2^53 + 1 units");
        assertIdentical(population, new SgdConfiguration(2, 1, 1, operators, new Averaging.Last()));
    }

    /** A weight of sums of three doubles that underflows keeps its sign. */
    @Test
    void vanishedWeightsKeepTheirSign() {
        TargetOperators operators = TargetOperators.NONE
                .with(Target.PARAMETER, quantizer("e4m3:sr"))
                .with(Target.GRADIENT, quantizer("e4m3:sr"));
        FinitePopulation population =
                FinitePopulation.of(List.of("a"), new double[] {-1e-30, -1e-30}, new double[] {1, 1}, "tiny");
        assertIdentical(population, new SgdConfiguration(3, 1, 1e-300, operators, new Averaging.Last()));
    }

    /** −ε and ε round to −1 and 1, the same modulo 2, and 0 between them to 0. */
    @Test
    void periodsOfTwoStepsDecideNothing() {
        TargetOperators operators = TargetOperators.NONE
                .with(Target.ACTIVATION, quantizer("uint1(step=1):to-odd:wrap"))
                .with(Target.PARAMETER, quantizer("e4m3:sr"))
                .with(Target.GRADIENT, quantizer("e4m3:sr"));
        FinitePopulation population =
                FinitePopulation.of(List.of("a"), new double[] {0.3, -0.3, 0}, new double[] {1, 1, 1}, "about zero");
        assertIdentical(population, new SgdConfiguration(3, 1, 0.1, operators, new Averaging.Last()));
    }

    /** A trace that asks to stop leaves the iterate and the average that the exact engine leaves. */
    @Test
    void stoppedRunsAreExact() {
        for (int number = 0; number < 200; number++) {
            RandomRuns run = RandomRuns.of(number, 6, 12);
            for (int entries = 1; entries < 60; entries += 7) {
                assertEquals(stopped(EXACT, run, entries), stopped(CERTIFIED, run, entries), "run " + number);
            }
        }
    }

    private static String stopped(Engine engine, RandomRuns run, int entries) {
        int[] left = {entries};
        try {
            SgdRun result = engine.run(run.problem(), run.configuration(), run.seed(), 0, entry -> --left[0] > 0);
            return Arrays.toString(result.lastIterate())
                    + Arrays.toString(result.reportedIterate())
                    + result.exactWeights()
                    + Math.min(left[0], 0);
        } catch (InputException e) {
            return e.getMessage();
        }
    }

    /** Products that underflow to 0 are not known to be 0. */
    @Test
    void vanishedProductsAreNotZero() {
        FinitePopulation population = FinitePopulation.of(List.of("a"), new double[] {1e-70}, new double[] {1}, "tiny");
        TargetOperators operators = TargetOperators.NONE
                .with(Target.ACTIVATION, quantizer("e4m3:toward-positive"))
                .with(Target.GRADIENT, quantizer("binary32:ties-to-even"));
        assertIdentical(population, new SgdConfiguration(3, 1, 1e-200, operators, new Averaging.Last()));
    }

    /** A diverging run that overflows after its sums have outgrown three doubles: the exact engine has to say where. */
    @Test
    void refusalsAreThoseOfExactSums() {
        TargetOperators operators =
                TargetOperators.NONE.with(Target.GRADIENT, quantizer("binary32:ties-to-even:ovf-inf"));
        Problem problem = GaussianProblem.of(new double[] {1, 0.5}, new double[] {1, -1}, 1);
        SgdConfiguration configuration = new SgdConfiguration(400, 1, 10, operators, new Averaging.Last());
        assertThrows(
                Abandoned.class, () -> new CertifiedRun(problem, configuration, 1, 0, Slack.NONE).run(TraceSink.NONE));
        String exact = assertThrows(InputException.class, () -> EXACT.run(problem, configuration, 1, 0, TraceSink.NONE))
                .getMessage();
        String certified = assertThrows(
                        InputException.class, () -> CERTIFIED.run(problem, configuration, 1, 0, TraceSink.NONE))
                .getMessage();
        assertEquals(exact, certified);
    }

    private static Operator quantizer(String text) {
        return OperatorExpression.parse(text).resolve();
    }

    private static void assertIdentical(FinitePopulation population, SgdConfiguration configuration) {
        for (long seed = 0; seed < 8; seed++) {
            assertEquals("", difference(new RandomRuns(population, configuration, seed), CERTIFIED));
        }
    }

    /** The first difference in any quantized value, weight or average; "" if there is none. */
    private static String difference(RandomRuns run, Engine engine) {
        String exact = outcome(EXACT, run);
        String other = outcome(engine, run);
        if (!exact.equals(other)) {
            return "exact: " + exact + "; " + engine.name() + ": " + other;
        }
        return "";
    }

    private static String outcome(Engine engine, RandomRuns run) {
        TraceRecorder trace = new TraceRecorder();
        try {
            SgdRun result = engine.run(run.problem(), run.configuration(), run.seed(), 0, trace);
            StringBuilder text = new StringBuilder();
            for (TraceEntry entry : trace.entries()) {
                for (int i = 0; i < entry.after().size(); i++) {
                    text.append(Double.toHexString(entry.after().value(i))).append(' ');
                    double before = entry.before().value(i);
                    text.append(Double.isFinite(before) ? entry.before().exact(i) : before)
                            .append(' ');
                }
                text.append('\n');
            }
            return text
                    + Arrays.toString(result.lastIterate())
                    + Arrays.toString(result.reportedIterate())
                    + result.exactWeights();
        } catch (InputException e) {
            return e.getMessage();
        }
    }
}
