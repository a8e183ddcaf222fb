package org.roundproof.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.roundproof.Effort;
import org.roundproof.InputException;
import org.roundproof.conformance.BlackBoxResult.Fault;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.random.RandomWords;
import org.roundproof.random.Role;
import org.roundproof.random.Uniforms;
import org.roundproof.random.WordSource;
import org.roundproof.stats.BinomialTest;

/** Each judgement has a family-wise false-alarm probability of at most 10^−9; seeds are fixed. */
class BlackBoxStochasticTest {
    private static final double FALSE_ALARM = 1e-9;

    private static Quantizer quantizer(String expression) {
        return (Quantizer) OperatorExpression.parse(expression).resolve();
    }

    /** The true quantizer; draw number i takes the words of element {@code address(i)}. */
    private static DoubleUnaryOperator honest(Quantizer quantizer, long seed, LongUnaryOperator address) {
        RandomWords words = new RandomWords(seed);
        long[] drawn = {0};
        return x -> quantizer.quantize(x, words.element(Role.DATA_QUANTIZER, 1, 0, address.applyAsLong(drawn[0]++)));
    }

    /** Rounds in (0, 1) to 0 or 1, to 1 with the given rate in place of x. */
    private static DoubleUnaryOperator coin(double rate, long seed) {
        RandomWords words = new RandomWords(seed);
        long[] drawn = {0};
        return x -> {
            WordSource element = words.element(Role.DATA_QUANTIZER, 1, 0, drawn[0]++);
            return Uniforms.draw(element) < rate ? 1 : 0;
        };
    }

    @Test
    void trueQuantizersPass() {
        double[] points = {0.3, -1.7, 2.0, 500, -0x1p-12, 0};
        for (String expression : new String[] {"e4m3:sr", "e5m2:sr(3)", "int8(step=1/4):tpdf", "e2m1:sr:sat-finite"}) {
            Quantizer quantizer = quantizer(expression);
            BlackBoxResult result = new BlackBoxStochastic(quantizer, Effort.scaled(5000), FALSE_ALARM)
                    .judge(honest(quantizer, 11, i -> i), points);
            assertTrue(result.passed(), result.summary());
        }
    }

    /**
     * Named fault: the rate is 2^−8 too high (a bias of 2^−8 ulp), at f = 1/16. 500 000 draws find it with probability above
     * 0.999 at a family-wise error of 10^−9.
     */
    @Test
    void findsABiasOfA256thUlp() {
        double fault = 1 / 16.0 + 1 / 256.0;
        int draws = BlackBoxStochastic.drawsFor(1 / 16.0, fault, 1, FALSE_ALARM, 0.999);
        assertTrue(draws <= 500_000, "draws " + draws);
        BlackBoxStochastic judge = new BlackBoxStochastic(quantizer("int8(step=1):sr"), draws, FALSE_ALARM);
        assertTrue(judge.power(1 / 16.0, fault, 1) >= 0.999);
        BlackBoxResult biased = judge.judge(coin(fault, 1), 1 / 16.0);
        assertTrue(biased.found(Fault.WRONG_RATE), biased.summary());
        assertFalse(biased.found(Fault.DEPENDENT_DRAWS), biased.summary());
        BlackBoxResult right = judge.judge(coin(1 / 16.0, 2), 1 / 16.0);
        assertTrue(right.passed(), right.summary());
    }

    /** Named fault: 50/50 in place of proportional, at f = 0.3; 1000 draws have a power above 1 − 10^−9. */
    @Test
    void findsFiftyFifty() {
        BlackBoxStochastic judge = new BlackBoxStochastic(quantizer("int8(step=1):sr"), 1000, FALSE_ALARM);
        assertTrue(judge.power(0.3, 0.5, 1) > 1 - 1e-9);
        BlackBoxResult result = judge.judge(coin(0.5, 3), 0.3);
        assertTrue(result.found(Fault.WRONG_RATE), result.summary());
        assertTrue(result.summary().contains("a wrong rate at x = 0x1.3333333333333p-2"), result.summary());
    }

    /** Named faults: one word for two draws, for eight, for 32 apart, and a cycle; the rates are right in all of them. */
    @Test
    void findsReusedBits() {
        Quantizer quantizer = quantizer("e4m3:sr");
        LongUnaryOperator[] reuses = {i -> i / 2, i -> i / 8, i -> i / 64 * 32 + i % 32, i -> i % 16};
        for (LongUnaryOperator reuse : reuses) {
            BlackBoxResult result = new BlackBoxStochastic(quantizer, 4096, FALSE_ALARM)
                    .judge(honest(quantizer, 5, reuse), 1 + 0.4 / 8);
            assertTrue(result.found(Fault.DEPENDENT_DRAWS), result.summary());
        }
    }

    @Test
    void findsResultsOutsideTheSupport() {
        Quantizer quantizer = quantizer("e4m3:sr");
        BlackBoxStochastic judge = new BlackBoxStochastic(quantizer, 1000, FALSE_ALARM);
        assertEquals(
                Fault.OFF_SUPPORT, judge.judge(x -> 1.25, 1.0).failures().get(0).fault());
        assertEquals(
                Fault.OFF_SUPPORT,
                judge.judge(x -> Double.NaN, 1.0).failures().get(0).fault());
        assertTrue(judge.judge(x -> Double.NaN, Double.NaN).passed(), "NaN stays NaN");
        // a negative underflow must keep its sign
        DoubleUnaryOperator honest = honest(quantizer, 9, i -> i);
        BlackBoxResult zero = judge.judge(x -> honest.applyAsDouble(x) + 0.0, -0x1p-12);
        assertTrue(zero.found(Fault.ZERO_SIGN), zero.summary());
    }

    /** Round to nearest is a rate of 0 or 1. */
    @Test
    void findsRoundingToNearest() {
        BlackBoxResult result =
                new BlackBoxStochastic(quantizer("int8(step=1):sr"), 1000, FALSE_ALARM).judge(Math::rint, 0.25, -3.75);
        assertTrue(result.found(Fault.WRONG_RATE), result.summary());
        assertTrue(result.summary().contains("and 1 more"), result.summary());
    }

    /** At a family-wise error of 5 %, 1000 right implementations fail about 50 times or fewer (false alarm 10^−9). */
    @Test
    void falseAlarmsStayWithinTheirBound() {
        int runs = Effort.scaled(1000);
        BlackBoxStochastic judge = new BlackBoxStochastic(quantizer("int8(step=1):sr"), 256, 0.05);
        int alarms = 0;
        for (int seed = 0; seed < runs; seed++) {
            alarms += judge.judge(coin(0.3, seed), 0.3).passed() ? 0 : 1;
        }
        int most = new BinomialTest(runs, 0.05).acceptance(1e-9).to();
        assertTrue(alarms <= most, alarms + " alarms");
    }

    @Test
    void impossibleArgumentsAreAnsweredInOneLine() {
        Quantizer quantizer = quantizer("e4m3:sr");
        assertThrows(InputException.class, () -> new BlackBoxStochastic(quantizer, 10, 0.5));
        assertThrows(InputException.class, () -> new BlackBoxStochastic(quantizer, 100, 0));
        assertThrows(InputException.class, () -> new BlackBoxStochastic(quantizer, 100, 0.5).judge(x -> x));
        Quantizer subtractive = quantizer("int8(step=1):subtractive");
        assertThrows(InputException.class, () -> new BlackBoxStochastic(subtractive, 100, 0.5).judge(x -> x, 0.5));
    }
}
