package org.roundproof.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.roundproof.Effort;
import org.roundproof.InputException;
import org.roundproof.conformance.BlackBoxResult.Fault;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.stats.BinomialTest;

/** Each judgement has a family-wise false-alarm probability of at most 10^−9; seeds are fixed. */
class BlackBoxLogTest {
    private static final double FALSE_ALARM = 1e-9;

    private static Quantizer quantizer(String expression) {
        return (Quantizer) OperatorExpression.parse(expression).resolve();
    }

    /** Draws of a quantizer, its i-th draw with random words number {@code which(i)}. */
    private static BlackBoxReport judge(String asked, String made, double[] x, IntUnaryOperator which, long seed) {
        Quantizer implementation = quantizer(made);
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            SplittableRandom random = new SplittableRandom(seed + 0x9E37_79B9_7F4A_7C15L * which.applyAsInt(i));
            int word = random.nextInt();
            int second = random.nextInt();
            int next = random.nextInt();
            y[i] = implementation.quantize(x[i], (use, level) -> level > 0 ? next : use == 0 ? word : second);
        }
        return new BlackBoxLog(quantizer(asked), FALSE_ALARM).judge(x, y);
    }

    private static double[] repeated(int n, double... points) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = points[i / (n / points.length) % points.length];
        }
        return x;
    }

    /** Inputs between 1 and 2, all different, as a tensor has them. */
    private static double[] tensor(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = 1 + random.nextDouble();
        }
        return x;
    }

    /** Right implementations on 100 seeds: no finding. The probability of any is at most 300·10^−9. */
    @Test
    void rightImplementationsRaiseNoAlarm() {
        for (int seed = 0; seed < Effort.scaled(100); seed++) {
            BlackBoxReport points = judge("e4m3:sr", "e4m3:sr", repeated(800, 1.05, -1.7, 300, 2), i -> i, seed);
            assertTrue(points.passed(), points.toString());
            BlackBoxReport tensor = judge("e4m3:sr(8)", "e4m3:sr(8)", tensor(500, seed), i -> i, seed);
            assertTrue(tensor.passed(), tensor.toString());
            BlackBoxReport dither =
                    judge("int8(step=1/4):tpdf", "int8(step=1/4):tpdf", tensor(300, seed), i -> i, seed);
            assertTrue(dither.passed(), dither.toString());
        }
    }

    /** Few random bits: 20,000 draws at three points tell sr(2) from sr; the counts fit R = 2 and no other R. */
    @Test
    void fewBitsAreCounted() {
        BlackBoxReport report = judge("e4m3:sr", "e4m3:sr(2,floor)", repeated(30000, 1.04, 1.07, 1.11), i -> i, 1);
        assertTrue(report.found(Fault.WRONG_RATE), report.toString());
        assertFalse(report.found(Fault.DEPENDENT_DRAWS), report.toString());
        assertEquals("sr(2,floor)", report.fits().get(0).name(), report.toString());
        assertTrue(report.fits().stream().allMatch(fit -> fit.name().startsWith("sr(2")), report.toString());
    }

    @Test
    void nearestIsNamed() {
        BlackBoxReport report = judge("e4m3:sr", "e4m3:ties-to-even", repeated(1000, 1.04, 1.09), i -> i, 1);
        assertTrue(report.found(Fault.WRONG_RATE), report.toString());
        assertEquals("ties-to-even", report.fits().get(0).name(), report.toString());
    }

    /** With every input there once, no input shows anything: all together do. */
    @Test
    void fiftyFiftyShowsOverATensor() {
        double[] x = tensor(4000, 5);
        double[] y = new double[x.length];
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < x.length; i++) {
            y[i] = (Math.floor(x[i] * 8) + (random.nextBoolean() ? 1 : 0)) / 8;
        }
        BlackBoxReport report = new BlackBoxLog(quantizer("e4m3:sr"), FALSE_ALARM).judge(x, y);
        assertTrue(report.found(Fault.WRONG_RATE), report.toString());
        assertFalse(report.found(Fault.DEPENDENT_DRAWS), report.toString());
        assertEquals("fifty-fifty", report.fits().get(0).name(), report.toString());
    }

    /** One word for 2, 4 and 32 neighbours, all inputs different; in step with the pairs, and one out of step. */
    @Test
    void wordsReusedAcrossInputsAreFound() {
        IntUnaryOperator[] reuses = {i -> i / 2, i -> (i + 1) / 2, i -> i / 4, i -> i / 32, i -> i % 16};
        for (IntUnaryOperator reuse : reuses) {
            BlackBoxReport report = judge("e4m3:sr(8)", "e4m3:sr(8)", tensor(4000, 5), reuse, 2);
            assertTrue(report.found(Fault.RATES_OR_DEPENDENCE), report.toString());
            assertFalse(report.found(Fault.DEPENDENT_DRAWS), report.toString());
        }
    }

    /** An implementation whose rate at the fraction f is {@code law(f)}, at inputs between 0 and 1; draw i has word which(i). */
    private static double[] coins(double[] x, DoubleUnaryOperator law, IntUnaryOperator which, long seed) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            SplittableRandom random = new SplittableRandom(seed + 0x9E37_79B9_7F4A_7C15L * which.applyAsInt(i));
            y[i] = random.nextDouble() < law.applyAsDouble(x[i]) ? 1 : 0;
        }
        return y;
    }

    /** Inputs of a few values in a random order. */
    private static double[] shuffled(int n, long seed, double... points) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = points[random.nextInt(points.length)];
        }
        return x;
    }

    /**
     * Independent draws of wrong rates: √f, 50/50, nearest, and nearest at one input only, in turn and in a random order. The
     * rate is found and no dependence is claimed: 6000 draws, 8 logs on 20 seeds, 160·10^−9 bounds the probability of any
     * claim.
     */
    @Test
    void wrongRatesAreNotDependence() {
        DoubleUnaryOperator[] laws = {Math::sqrt, f -> 0.5, Math::rint, f -> f == 0.2 ? 0 : f};
        double[] points = {0.1, 0.2, 0.3, 0.4};
        BlackBoxLog judge = new BlackBoxLog(quantizer("int8(step=1):sr"), FALSE_ALARM);
        for (DoubleUnaryOperator law : laws) {
            for (int seed = 0; seed < 20; seed++) {
                double[] inTurn = new double[6000];
                Arrays.setAll(inTurn, i -> points[i % points.length]);
                for (double[] x : new double[][] {inTurn, shuffled(6000, seed, points)}) {
                    BlackBoxReport report = judge.judge(x, coins(x, law, i -> i, seed));
                    assertTrue(report.found(Fault.WRONG_RATE), report.toString());
                    assertFalse(report.found(Fault.DEPENDENT_DRAWS), report.toString());
                }
            }
        }
    }

    /**
     * One word for two neighbours at different inputs in turn, and in a random order, with right rates and with √f: 6000 draws
     * show it. In turn, of 1500 comparisons at ℓ = 1 those in which both change all agree; at these rates 160 or more are
     * expected and 40 are enough, so a miss has a probability below 10^−9.
     */
    @Test
    void wordsReusedAcrossInputsShowWhateverTheRates() {
        double[] points = {0.3, 0.4, 0.2, 0.5};
        double[] inTurn = new double[6000];
        Arrays.setAll(inTurn, i -> points[i % points.length]);
        BlackBoxLog judge = new BlackBoxLog(quantizer("int8(step=1):sr"), FALSE_ALARM);
        for (double[] x : new double[][] {inTurn, shuffled(6000, 8, points)}) {
            for (int seed = 0; seed < 5; seed++) {
                BlackBoxReport wrong = judge.judge(x, coins(x, Math::sqrt, i -> i / 2, seed));
                assertTrue(wrong.found(Fault.WRONG_RATE), wrong.toString());
                assertTrue(wrong.found(Fault.DEPENDENT_DRAWS), wrong.toString());
                BlackBoxReport right = judge.judge(x, coins(x, f -> f, i -> i / 2, seed));
                assertTrue(right.found(Fault.DEPENDENT_DRAWS), right.toString());
            }
        }
    }

    /**
     * At a family-wise error of 5 %, among 1000 implementations of independent draws with the rate √f, dependence is claimed of
     * about 50 or fewer (false alarm 10^−9).
     */
    @Test
    void claimsOfDependenceStayWithinTheirBound() {
        int runs = Effort.scaled(1000);
        BlackBoxLog judge = new BlackBoxLog(quantizer("int8(step=1):sr"), 0.05);
        int claims = 0;
        for (int seed = 0; seed < runs; seed++) {
            double[] x = shuffled(600, seed, 0.1, 0.2, 0.6);
            claims += judge.judge(x, coins(x, Math::sqrt, i -> i, seed)).found(Fault.DEPENDENT_DRAWS) ? 1 : 0;
        }
        assertTrue(claims <= new BinomialTest(runs, 0.05).acceptance(1e-9).to(), claims + " claims");
    }

    @Test
    void resultsOffTheSupportAreCertain() {
        DoubleUnaryOperator off = x -> 1.25;
        BlackBoxReport report = new BlackBoxLog(quantizer("e4m3:sr"), FALSE_ALARM)
                .judge(new double[] {1.01}, new double[] {off.applyAsDouble(1.01)});
        assertEquals(Fault.OFF_SUPPORT, report.failures().get(0).fault());
        assertEquals(
                "draw 1 is 1.25 where only 1.0, 1.125 can be",
                report.failures().get(0).detail());
    }

    /** What the sensitivity promises is found: a rate higher by that much, in 200 runs at a power of 0.999. */
    @Test
    void theSensitivityIsTrue() {
        BlackBoxLog judge = new BlackBoxLog(quantizer("int8(step=1):sr"), FALSE_ALARM);
        double[] x = repeated(2000, 0.25);
        Sensitivity stated = judge.judge(x, new double[x.length]).sensitivity();
        assertTrue(
                stated != null && stated.draws() == 2000 && stated.rate() == 0.25 && stated.error() < 0.11,
                "" + stated);
        SplittableRandom random = new SplittableRandom(9);
        int found = 0;
        for (int run = 0; run < 200; run++) {
            double[] y = new double[x.length];
            for (int i = 0; i < y.length; i++) {
                y[i] = random.nextDouble() < stated.rate() + stated.error() ? 1 : 0;
            }
            found += judge.judge(x, y).found(Fault.WRONG_RATE) ? 1 : 0;
        }
        assertTrue(found >= 190, "found " + found + "; fewer than 190 has a probability below 10^-13");
    }

    /** Too few draws at any input to reach 10^−9: nothing is promised of one input, and what is promised of more draws holds. */
    @Test
    void fewDrawsPromiseNothing() {
        BlackBoxLog judge = new BlackBoxLog(quantizer("int8(step=1):sr"), FALSE_ALARM);
        Sensitivity one = judge.judge(new double[] {0.25}, new double[] {1}).sensitivity();
        assertTrue(one != null && !one.atOnePoint() && one.pooled() == null, "" + one);
        double[] x = repeated(one.needed(), 0.25);
        int found = 0;
        for (int seed = 0; seed < 200; seed++) {
            found += judge.judge(x, coins(x, f -> one.coarse(), i -> i, seed)).found(Fault.WRONG_RATE) ? 1 : 0;
        }
        assertTrue(found >= 190, "found " + found + "; fewer than 190 has a probability below 10^-13");
    }

    /** A rate of 0.99 with few draws: only lower rates can be seen, and that is what is said. */
    @Test
    void onlyPossibleErrorsArePromised() {
        BlackBoxLog judge = new BlackBoxLog(quantizer("int8(step=1):sr"), FALSE_ALARM);
        double[] x = repeated(100, 0.9921875);
        Sensitivity high = judge.judge(x, coins(x, f -> f, i -> i, 1)).sensitivity();
        assertTrue(high != null && high.atOnePoint() && high.error() < 0, "" + high);
        double wrong = high.rate() + high.error();
        BlackBoxReport report = judge.judge(x, coins(x, f -> Math.max(0, wrong - 0.1), i -> i, 2));
        assertTrue(report.found(Fault.WRONG_RATE), report.toString());
    }

    /** What is promised of all inputs together is found: 4000 different inputs, means off by δ, in 40 runs. */
    @Test
    void thePooledSensitivityIsTrue() {
        BlackBoxLog judge = new BlackBoxLog(quantizer("int8(step=1):sr"), FALSE_ALARM);
        double[] x = tensor(4000, 6);
        Arrays.setAll(x, i -> x[i] - 1);
        Sensitivity stated = judge.judge(x, coins(x, f -> f, i -> i, 1)).sensitivity();
        assertTrue(stated != null && !stated.atOnePoint(), "" + stated);
        PooledSensitivity pooled = stated.pooled();
        assertTrue(pooled != null && pooled.error() < 0.35, "" + pooled);
        double shift = pooled.to() + pooled.error() <= 1 ? pooled.error() : -pooled.error();
        DoubleUnaryOperator law = f -> pooled.from() <= f && f < pooled.to() ? f + shift : f;
        int found = 0;
        for (int seed = 0; seed < 40; seed++) {
            found += judge.judge(x, coins(x, law, i -> i, seed)).found(Fault.WRONG_RATE) ? 1 : 0;
        }
        assertTrue(found >= 35, "found " + found + "; fewer than 35 has a probability below 10^-11");
    }

    @Test
    void unusableLogsAreAnsweredInOneLine() {
        BlackBoxLog judge = new BlackBoxLog(quantizer("e4m3:sr"), FALSE_ALARM);
        assertThrows(InputException.class, () -> judge.judge(new double[] {1, 2}, new double[] {1, 2}));
        assertThrows(InputException.class, () -> judge.judge(new double[] {1}, new double[0]));
        assertThrows(InputException.class, () -> new BlackBoxLog(quantizer("e4m3:sr"), 0));
    }
}
