package org.roundproof.sgd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.roundproof.InputException;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.problem.Problem;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.Rounding;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.quantizer.model.MultiplicativeModel;
import org.roundproof.random.UnitLaw;
import org.roundproof.sgd.exact.ExactEngine;
import org.roundproof.sgd.fast.FastEngine;

class EngineAgreementTest {
    private static final Engine FAST = new FastEngine();
    private static final Engine EXACT = new ExactEngine();

    /** On these grids every sum is an integer below 2^53 units and γ/B is a power of two: double arithmetic is exact. */
    @TestFactory
    Stream<DynamicTest> bitForBitWhereDoublesAreExact() {
        return Stream.of(
                        Settings.stochastic("e4m3"),
                        Settings.stochastic("e2m3"),
                        Settings.quantizer("e5m2", new Rounding.StochasticBits(8, Rounding.Cut.EVEN)),
                        Settings.quantizer("e4m3", Rounding.Deterministic.TO_ODD),
                        Settings.quantizer("int8(step=1/32)", new Rounding.Tpdf()),
                        Settings.quantizer("int8(step=0.046875)", Rounding.Deterministic.TIES_TO_EVEN))
                .flatMap(operator -> Stream.of(1, 4)
                        .map(batch -> DynamicTest.dynamicTest(operator.expression() + ", B = " + batch, () -> {
                            SgdConfiguration configuration = Settings.configuration(200, batch, 0.125, operator);
                            assertTrue(Lockstep.compare(FAST, EXACT, Settings.PROBLEM, configuration, 3, 1)
                                    .identical());
                            SgdRun fast = FAST.run(Settings.PROBLEM, configuration, 3, 1, TraceSink.NONE);
                            SgdRun exact = EXACT.run(Settings.PROBLEM, configuration, 3, 1, TraceSink.NONE);
                            assertArrayEquals(exact.lastIterate(), fast.lastIterate());
                            assertArrayEquals(exact.reportedIterate(), fast.reportedIterate());
                        })));
    }

    /** Where doubles round, the engines still carry out the same process: the same operators on the same words. */
    @TestFactory
    Stream<DynamicTest> closeWhereDoublesRound() {
        return Stream.<Operator>of(
                        new Identity(),
                        Settings.quantizer("int6(step=0.125)", new Rounding.Subtractive()),
                        new AdditiveModel(0.05, UnitLaw.GAUSSIAN),
                        new MultiplicativeModel(0.2, UnitLaw.UNIFORM, false),
                        new MultiplicativeModel(0.2, UnitLaw.RADEMACHER, true),
                        new MultiplicativeModel(0.2, UnitLaw.GAUSSIAN, true))
                .map(operator -> DynamicTest.dynamicTest(operator.expression(), () -> {
                    for (Averaging averaging :
                            List.of(new Averaging.All(), new Averaging.Tail(7), new Averaging.Last())) {
                        SgdConfiguration configuration =
                                new SgdConfiguration(30, 3, 0.1, TargetOperators.all(operator), averaging);
                        double[] fast = FAST.run(Settings.PROBLEM, configuration, 3, 1, TraceSink.NONE)
                                .reportedIterate();
                        double[] exact = EXACT.run(Settings.PROBLEM, configuration, 3, 1, TraceSink.NONE)
                                .reportedIterate();
                        assertArrayEquals(exact, fast, 1e-12);
                    }
                }));
    }

    /** Labels that underflow to −0 less activations that are +0: the residual is the real number 0, not −0. */
    @Test
    void residualHasOneZero() {
        Operator operator = Settings.quantizer("e4m3", Rounding.Deterministic.TIES_TO_EVEN);
        Problem faint = GaussianProblem.of(new double[] {1}, new double[] {1e-6}, 0);
        SgdConfiguration configuration = Settings.configuration(3, 4, 0.125, operator);
        TraceRecorder trace = new TraceRecorder();
        FAST.run(faint, configuration, 1, 0, trace);
        TraceEntry label = trace.entries().get(Target.LABEL.ordinal());
        assertTrue(IntStream.range(0, 4)
                .anyMatch(i -> Double.doubleToRawLongBits(label.after().value(i)) < 0));
        assertTrue(Lockstep.compare(FAST, EXACT, faint, configuration, 1, 0).identical());
    }

    @Test
    void identityDivergesAtTheFirstRoundedSum() {
        SgdConfiguration configuration = Settings.configuration(10, 1, 0.1, new Identity());
        TraceComparison.FirstDifference difference = assertInstanceOf(
                TraceComparison.FirstDifference.class,
                Lockstep.compare(FAST, EXACT, Settings.PROBLEM, configuration, 3, 1));
        assertEquals(difference.b().exactBefore(), difference.b().exactAfter());
        assertEquals(difference.a().after(), difference.b().after(), 1e-12);
    }

    /** w_0 = 0 is the first iterate of the average: with N = 1 it is the average, with N = 2 half of w_1. */
    @Test
    void averageStartsAtTheFirstIterate() {
        Operator operator = Settings.stochastic("e4m3");
        for (Engine engine : List.of(FAST, EXACT)) {
            double[] one = engine.run(
                            Settings.PROBLEM, Settings.configuration(1, 1, 0.125, operator), 3, 0, TraceSink.NONE)
                    .lastIterate();
            SgdRun first =
                    engine.run(Settings.PROBLEM, Settings.configuration(1, 1, 0.125, operator), 3, 0, TraceSink.NONE);
            SgdRun second =
                    engine.run(Settings.PROBLEM, Settings.configuration(2, 1, 0.125, operator), 3, 0, TraceSink.NONE);
            assertArrayEquals(new double[4], first.reportedIterate());
            for (int i = 0; i < one.length; i++) {
                assertEquals(one[i] / 2, second.reportedIterate()[i]);
            }
            SgdConfiguration tail =
                    new SgdConfiguration(2, 1, 0.125, TargetOperators.all(operator), new Averaging.Tail(1));
            assertArrayEquals(
                    one,
                    engine.run(Settings.PROBLEM, tail, 3, 0, TraceSink.NONE).reportedIterate());
        }
    }

    @Test
    void divergenceEndsTheRunInOneLine() {
        SgdConfiguration unstable = Settings.configuration(2000, 1, 1000, new Identity());
        InputException end =
                assertThrows(InputException.class, () -> FAST.run(Settings.PROBLEM, unstable, 1, 0, TraceSink.NONE));
        assertTrue(end.getMessage().matches("step \\d+: [a-z]+\\[\\d] became (NaN|-?Infinity); .*"), end.getMessage());
    }

    @Test
    void sharedFactorOfTheFeaturesIsThatOfTheRow() {
        SgdConfiguration configuration = new SgdConfiguration(
                1,
                3,
                0.1,
                TargetOperators.NONE.with(Target.DATA, new MultiplicativeModel(0.3, UnitLaw.GAUSSIAN, true)),
                new Averaging.All());
        for (Engine engine : List.of(FAST, EXACT)) {
            TraceRecorder trace = new TraceRecorder();
            engine.run(GaussianProblem.of(new double[] {1, 1}, new double[] {0, 0}, 1), configuration, 1, 0, trace);
            TraceEntry data = trace.entries().get(0);
            double[] factors = new double[6];
            for (int i = 0; i < factors.length; i++) {
                factors[i] = data.after().value(i) / data.before().value(i);
            }
            for (int row = 0; row < 3; row++) {
                assertEquals(factors[2 * row], factors[2 * row + 1], 1e-15);
                assertTrue(Math.abs(factors[2 * row] - factors[(2 * row + 2) % 6]) > 1e-3);
            }
        }
    }
}
