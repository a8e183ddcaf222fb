package org.roundproof.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.roundproof.Effort;
import org.roundproof.InputException;
import org.roundproof.conformance.BlackBoxResult.Fault;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;

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
            assertTrue(report.found(Fault.DEPENDENT_DRAWS), report.toString());
        }
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

    @Test
    void unusableLogsAreAnsweredInOneLine() {
        BlackBoxLog judge = new BlackBoxLog(quantizer("e4m3:sr"), FALSE_ALARM);
        assertThrows(InputException.class, () -> judge.judge(new double[] {1, 2}, new double[] {1, 2}));
        assertThrows(InputException.class, () -> judge.judge(new double[] {1}, new double[0]));
        assertThrows(InputException.class, () -> new BlackBoxLog(quantizer("e4m3:sr"), 0));
    }
}
