package org.roundproof.sgd.certified;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
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
import org.roundproof.sgd.TraceRecorder;
import org.roundproof.sgd.TraceSink;
import org.roundproof.sgd.exact.ExactEngine;

class RP18Test {
    private static final Engine EXACT = new ExactEngine();
    private static final Engine CERTIFIED = new CertifiedEngine();

    /** Random runs; 10,000 of d ≤ 64, N ≤ 200 at -Droundproof.effort=40 and more. */
    @Test
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
                new CertifiedRun(run.problem(), run.configuration(), number, 0, 1).run(TraceSink.NONE);
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
    @Test
    void smallerBoundsWouldBeWrong() {
        Engine careless = new CertifiedEngine(0x1p-20);
        long wrong = LongStream.range(0, 250)
                .parallel()
                .filter(number ->
                        !difference(RandomRuns.of(number, 24, 60), careless).isEmpty())
                .count();
        assertTrue(wrong > 0);
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
        assertThrows(Abandoned.class, () -> new CertifiedRun(problem, configuration, 1, 0, 1).run(TraceSink.NONE));
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
            for (var entry : trace.entries()) {
                for (int i = 0; i < entry.after().size(); i++) {
                    text.append(Double.toHexString(entry.after().value(i))).append(' ');
                    text.append(entry.before().exact(i)).append(' ');
                }
                text.append('\n');
            }
            return text
                    + java.util.Arrays.toString(result.lastIterate())
                    + java.util.Arrays.toString(result.reportedIterate())
                    + result.exactWeights();
        } catch (InputException e) {
            return e.getMessage();
        }
    }
}
