package org.roundproof.sgd.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.roundproof.InputException;
import org.roundproof.format.Formats;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.problem.Problem;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.quantizer.model.MultiplicativeModel;
import org.roundproof.random.UnitLaw;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.SgdRun;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.sgd.TraceSink;

class ExactEngineTest {
    private static final Problem PROBLEM =
            GaussianProblem.of(new double[] {1, 0.25, 0.1}, new double[] {1, -1, 0.5}, 0.5);
    private static final int STEPS = 5;

    private static Operator quantizer(String format, Rounding rounding) {
        return new Quantizer(Formats.parse(format), rounding, Overflow.SAT_FINITE);
    }

    private static List<TargetOperators> operators() {
        List<TargetOperators> all = new ArrayList<>();
        for (Operator operator : List.of(
                new Identity(),
                quantizer("e4m3", new Rounding.Stochastic()),
                quantizer("e2m1", Rounding.Deterministic.TIES_TO_EVEN),
                quantizer("int8(step=0.046875)", new Rounding.Tpdf()),
                new AdditiveModel(0.01, UnitLaw.GAUSSIAN),
                new MultiplicativeModel(0.3, UnitLaw.UNIFORM, false),
                new MultiplicativeModel(0.3, UnitLaw.GAUSSIAN, true),
                new MultiplicativeModel(0.25, UnitLaw.RADEMACHER, true))) {
            all.add(TargetOperators.all(operator));
        }
        for (Target target : Target.values()) {
            all.add(TargetOperators.NONE.with(target, quantizer("e3m2", new Rounding.Stochastic())));
            all.add(TargetOperators.NONE.with(target, new MultiplicativeModel(0.1, UnitLaw.GAUSSIAN, true)));
        }
        return all;
    }

    /** Equality of reals, not closeness: every weight of the last iterate, and the average rounded once. */
    @TestFactory
    Stream<DynamicTest> agreesWithTheProcessInRationals() {
        return Stream.of(1, 3).flatMap(batch -> operators().stream()
                .map(operators -> DynamicTest.dynamicTest("B = " + batch + ", " + operators, () -> {
                    for (Averaging averaging :
                            List.of(new Averaging.All(), new Averaging.Tail(2), new Averaging.Last())) {
                        equalsRationals(new SgdConfiguration(STEPS, batch, 0.1, operators, averaging));
                    }
                })));
    }

    private static void equalsRationals(SgdConfiguration configuration) {
        SgdRun run = new ExactEngine().run(PROBLEM, configuration, 7, 2, TraceSink.NONE);
        FractionProcess process = new FractionProcess(PROBLEM, configuration, 7, 2);
        int first = configuration.averaging().first(STEPS);
        BigFraction[] last = process.weights.get(STEPS);
        BigFraction[] reported = first < STEPS ? process.average(first) : last;
        for (int i = 0; i < last.length; i++) {
            assertEquals(last[i], run.exactWeights().get(i).toFraction());
            assertEquals(last[i].doubleValue(), run.lastIterate()[i]);
            assertEquals(reported[i].doubleValue(), run.reportedIterate()[i]);
        }
    }

    @Test
    void refusesWhatWouldOutgrowTheBudget() {
        SgdConfiguration open = new SgdConfiguration(100_000, 1, 0.1, TargetOperators.NONE, new Averaging.All());
        InputException refusal =
                assertThrows(InputException.class, () -> new ExactEngine().run(PROBLEM, open, 1, 0, TraceSink.NONE));
        assertTrue(
                refusal.getMessage().startsWith("exact engine: nothing quantizes parameter, activation or gradient"));
        assertEquals(-1, refusal.getMessage().indexOf('\n'));
        TargetOperators closed =
                TargetOperators.NONE.with(Target.GRADIENT, quantizer("e5m2", new Rounding.Stochastic()));
        assertEquals(0, BitBudget.growth(new SgdConfiguration(100_000, 1, 0.1, closed, new Averaging.All())));
    }

    /** The estimate of growth is an upper bound here, and no idle one. */
    @Test
    void growthIsAsEstimated() {
        for (int batch : new int[] {1, 3}) {
            for (Operator operator : List.of(new Identity(), new MultiplicativeModel(0.3, UnitLaw.GAUSSIAN, false))) {
                SgdConfiguration configuration =
                        new SgdConfiguration(40, batch, 0.1, TargetOperators.all(operator), new Averaging.Last());
                SgdRun run = new ExactEngine().run(PROBLEM, configuration, 1, 0, TraceSink.NONE);
                long bits = run.exactWeights().get(0).numerator().size();
                int growth = BitBudget.growth(configuration);
                assertTrue(bits <= 40L * growth, bits + " bits, estimated " + 40L * growth);
                assertTrue(bits > 20L * growth, bits + " bits, estimated " + 40L * growth);
            }
        }
    }

    @Test
    void nonFiniteResultsNameStepTensorAndElement() {
        Operator narrow = new Quantizer(Formats.parse("e5m2"), new Rounding.Stochastic(), Overflow.OVF_INF);
        Problem wide = GaussianProblem.of(new double[] {1e12}, new double[] {1}, 0);
        SgdConfiguration configuration = new SgdConfiguration(
                STEPS, 2, 0.1, TargetOperators.NONE.with(Target.DATA, narrow), new Averaging.All());
        InputException end = assertThrows(
                InputException.class, () -> new ExactEngine().run(wide, configuration, 1, 0, TraceSink.NONE));
        assertTrue(end.getMessage().matches("step 1: data\\[[01]\\] became -?Infinity; .*"), end.getMessage());
    }
}
