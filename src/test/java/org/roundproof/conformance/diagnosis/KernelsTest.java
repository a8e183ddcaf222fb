package org.roundproof.conformance.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.roundproof.Effort;
import org.roundproof.conformance.Query;
import org.roundproof.quantizer.Quantizer;

/** Kernels written as people write them, on doubles and without this project's code, each with one mistake or none. */
class KernelsTest {
    /** A kernel: x, the words of all tests, and the number of this one. */
    @FunctionalInterface
    private interface Kernel {
        double round(double x, List<Query> tests, int index);
    }

    /** How a scaled magnitude m is rounded to an integer. */
    @FunctionalInterface
    private interface Rounder {
        double round(double m, List<Query> tests, int index);
    }

    private static int word(List<Query> tests, int index) {
        return tests.get(index).words().word(0, 0);
    }

    /** A small float with 2^(p−1) steps a binade from 2^emin on, and subnormals. */
    private static Kernel small(int p, int emin, double largest, Rounder rounder) {
        return (x, tests, index) -> {
            if (Double.isNaN(x)) {
                return x;
            }
            double a = Math.abs(x);
            if (a > 4 * largest) {
                return Math.copySign(largest, x);
            }
            double unit = Math.scalb(1.0, Math.max(a == 0 ? emin : Math.getExponent(a), emin) - p + 1);
            double y = rounder.round(a / unit, tests, index) * unit;
            return Math.copySign(Math.min(y, largest), x);
        };
    }

    private static Kernel e4m3(Rounder rounder) {
        return small(4, -6, 448, rounder);
    }

    private static double even(double m, List<Query> tests, int index) {
        return Math.rint(m);
    }

    private static double away(double m, List<Query> tests, int index) {
        return m - Math.floor(m) >= 0.5 ? Math.floor(m) + 1 : Math.floor(m);
    }

    /** Eight random bits, the fraction to nearest even. */
    private static double sr8(double m, long u, boolean late) {
        double whole = Math.floor(m);
        long sum = (long) Math.rint((m - whole) * 256) + u;
        return (late ? sum > 256 : sum >= 256) && m > whole ? whole + 1 : whole;
    }

    private static Rounder sr8() {
        return (m, tests, i) -> sr8(m, word(tests, i) >>> 24, false);
    }

    private static List<Answered> run(Kernel kernel, List<Query> tests) {
        List<Answered> answers = new ArrayList<>();
        for (int i = 0; i < tests.size(); i++) {
            answers.add(new Answered(tests.get(i), kernel.round(tests.get(i).x(), tests, i)));
        }
        return answers;
    }

    private static DynamicTest named(String expected, String quantizer, Kernel kernel) {
        return DynamicTest.dynamicTest(quantizer + " " + expected, () -> {
            Diagnosis diagnosis = Diagnosis.of(run(kernel, Corners.tests(Corners.quantizer(quantizer), 7)));
            assertTrue(diagnosis.wrong() > 0);
            assertTrue(!diagnosis.complete().isEmpty(), diagnosis.sentence());
            assertEquals(expected, diagnosis.complete().get(0).name(), diagnosis.sentence());
        });
    }

    @TestFactory
    Stream<DynamicTest> mistakesAreNamed() {
        String nearest = "e4m3:ties-to-even";
        String sr = "e4m3:sr(8)";
        Kernel right = e4m3(KernelsTest::even);
        return Stream.of(
                named("ties-to-away", nearest, e4m3(KernelsTest::away)),
                named("double-rounding-binary32", nearest, (x, t, i) -> right.round((float) x, t, i)),
                named("reserved-codes-as-numbers", nearest, small(4, -6, 480, KernelsTest::even)),
                named("top-binade-missing", nearest, small(4, -6, 240, KernelsTest::even)),
                named("subnormals-flushed", nearest, (x, t, i) -> flushed(right.round(x, t, i))),
                named("negative-zero-lost", nearest, (x, t, i) -> right.round(x, t, i) + 0.0),
                named("nan-to-zero", nearest, (x, t, i) -> Double.isNaN(x) ? 0 : right.round(x, t, i)),
                named("nan-to-largest", nearest, (x, t, i) -> Double.isNaN(x) ? 448 : right.round(x, t, i)),
                named("toward-zero", nearest, e4m3((m, t, i) -> Math.floor(m))),
                named("exponent-bias-one-more", nearest, small(4, -7, 224, KernelsTest::even)),
                named(
                        "overflow-before-rounding",
                        "e5m2:ties-to-even:ovf-inf",
                        (x, t, i) -> Math.abs(x) > 57344
                                ? Math.copySign(Double.POSITIVE_INFINITY, x)
                                : small(3, -14, 57344, KernelsTest::even).round(x, t, i)),
                named(
                        "ties-toward-positive",
                        "int8(step=1/4):ties-to-even",
                        (x, t, i) -> Double.isNaN(x) ? x : Math.max(-128, Math.min(127, Math.round(x * 4))) / 4.0),
                named("ties-to-even", sr, right),
                named(
                        "fifty-fifty",
                        sr,
                        e4m3((m, t, i) -> Math.floor(m) < m && word(t, i) < 0 ? Math.floor(m) + 1 : Math.floor(m))),
                named("word-shifted-right", sr, e4m3((m, t, i) -> sr8(m, word(t, i) >>> 25, false))),
                named("threshold-late", sr, e4m3((m, t, i) -> sr8(m, word(t, i) >>> 24, true))),
                named("low-bits", sr, e4m3((m, t, i) -> sr8(m, word(t, i) & 255, false))),
                named("reused-words-4", sr, e4m3((m, t, i) -> sr8(m, word(t, i / 4 * 4) >>> 24, false))),
                named("word-of-first-test", sr, e4m3((m, t, i) -> sr8(m, word(t, 0) >>> 24, false))),
                named("double-rounding-bfloat16", sr, (x, t, i) -> e4m3(sr8()).round(bfloat16(x), t, i)));
    }

    private static double flushed(double y) {
        return Math.abs(y) < 0x1p-6 ? Math.copySign(0.0, y) : y;
    }

    /** By adding 0x7fff and the last kept bit to a float's encoding, as conversions do; x is not rounded to float twice. */
    private static double bfloat16(double x) {
        double unit = Math.scalb(1.0, Math.max(Math.getExponent(x), -126) - 7);
        return Double.isFinite(x) && x != 0 ? Math.rint(x / unit) * unit : x;
    }

    @Test
    void twoMistakesAtOnceAreNamedTogether() {
        Kernel both = (x, t, i) -> flushed(e4m3(KernelsTest::away).round(x, t, i));
        Diagnosis diagnosis = Diagnosis.of(run(both, Corners.tests(Corners.quantizer("e4m3:ties-to-even"), 3)));
        assertTrue(
                diagnosis.complete().stream().anyMatch(e -> e.name().equals("ties-to-away + subnormals-flushed")),
                diagnosis.sentence());
    }

    /** A generator that is dead, as a zero, as ones, or stuck at some word. */
    @Test
    void oneWordForEverythingIsNamed() {
        for (int seed = 0; seed < 3; seed++) {
            List<Query> tests = Corners.tests(Corners.quantizer("e5m2:sr(8)"), seed);
            for (int u : new int[] {0, 1, 77, 128, 254, 255}) {
                Kernel stuck = small(3, -14, 57344, (m, t, i) -> sr8(m, u, false));
                Diagnosis diagnosis = Diagnosis.of(run(stuck, tests));
                String name = u == 0 ? "word-always-zero" : u == 255 ? "word-all-ones" : "word-constant";
                assertEquals(
                        List.of(name),
                        diagnosis.complete().stream()
                                .map(Explanation::name)
                                .filter(n -> n.equals(name))
                                .toList(),
                        diagnosis.sentence());
                assertEquals(1, diagnosis.complete().get(0).suspects().size(), diagnosis.sentence());
            }
        }
    }

    /** Two mistakes of the words together can look like anything, a dead generator too: they are not put together. */
    @Test
    void twoMistakesOfTheWordsAreNoExplanation() {
        Kernel kernel = e4m3((m, t, i) -> sr8(m, ~word(t, i) & 255, false));
        Diagnosis diagnosis = Diagnosis.of(run(kernel, Corners.tests(Corners.quantizer("e4m3:sr(8)"), 3)));
        assertTrue(diagnosis.wrong() > 0);
        assertEquals(List.of(), diagnosis.complete(), diagnosis.sentence());
    }

    /** Saturated infinities show only together with the infinities that overflows become. */
    @Test
    void aMistakeThatDoesNotShowAloneIsFound() {
        Kernel inner = small(3, -14, 65536, KernelsTest::even);
        Kernel kernel = (x, t, i) -> {
            double y = inner.round(x, t, i);
            return Double.isInfinite(x)
                    ? Math.copySign(57344, x)
                    : Math.abs(y) > 57344 ? Math.copySign(Double.POSITIVE_INFINITY, x) : y;
        };
        Diagnosis diagnosis = Diagnosis.of(run(kernel, Corners.tests(Corners.quantizer("e5m2:ties-to-even"), 3)));
        assertTrue(
                diagnosis.complete().stream().anyMatch(e -> e.name().equals("overflow-ovf-inf + infinity-to-largest")),
                diagnosis.sentence());
    }

    /** A probability that is not on the list is not taken for a few random bits. */
    @Test
    void aWrongProbabilityIsNotExplained() {
        Kernel root = e4m3((m, t, i) -> {
            double f = m - Math.floor(m);
            return (word(t, i) >>> 24) >= 256 - Math.rint(256 * Math.sqrt(f)) && f > 0
                    ? Math.floor(m) + 1
                    : Math.floor(m);
        });
        Diagnosis diagnosis = Diagnosis.of(run(root, Corners.tests(Corners.quantizer("e4m3:sr(8)"), 3)));
        assertTrue(diagnosis.wrong() > 0);
        assertEquals(List.of(), diagnosis.best(), diagnosis.sentence());
    }

    /** A wrong answer here and there is no mistake of the list; nothing is made up. */
    @Test
    void noiseIsNotExplained() {
        Kernel right = e4m3(KernelsTest::even);
        Kernel noisy = (x, t, i) -> i % 97 == 0 ? -right.round(x, t, i) : right.round(x, t, i);
        Diagnosis diagnosis = Diagnosis.of(run(noisy, Corners.tests(Corners.quantizer("e4m3:ties-to-even"), 3)));
        assertTrue(diagnosis.wrong() > 10);
        assertEquals(List.of(), diagnosis.best(), diagnosis.sentence());
    }

    /** Right kernels on 100 seeds: no wrong answer and no suspect. */
    @Test
    void rightKernelsRaiseNoAlarm() {
        for (int seed = 0; seed < Effort.scaled(100); seed++) {
            assertRight("e4m3:ties-to-even", e4m3(KernelsTest::even), seed);
            assertRight("e4m3:ties-to-away", e4m3(KernelsTest::away), seed);
            assertRight("e4m3:sr(8)", e4m3(sr8()), seed);
            assertRight("e2m1:sr(8)", small(2, 0, 6, sr8()), seed);
        }
    }

    private static void assertRight(String quantizer, Kernel kernel, int seed) {
        Quantizer q = Corners.quantizer(quantizer);
        List<Query> tests = Corners.tests(q, seed);
        Diagnosis diagnosis = Diagnosis.of(run(kernel, tests.subList(0, Math.min(500, tests.size()))));
        assertEquals(0, diagnosis.wrong(), quantizer + ", seed " + seed);
        assertEquals(List.of(), diagnosis.best());
    }
}
