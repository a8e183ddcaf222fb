package org.roundproof.conformance.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roundproof.InputException;
import org.roundproof.conformance.WordList;
import org.roundproof.format.Formats;
import org.roundproof.format.NumberFormat;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.random.WordSource;
import org.roundproof.sgd.fast.FastRounder;

/** The choice of tests: what each level promises, and flags that say what is so. */
class QuantizerVectorsTest {
    private static List<VectorTest> tests(String spec, int level, long seed, InputType input) {
        List<VectorTest> tests = new ArrayList<>();
        QuantizerVectors vectors = vectors(spec, level, seed, input);
        vectors.forEach(tests::add);
        assertEquals(tests.size(), vectors.count());
        return tests;
    }

    private static QuantizerVectors vectors(String spec, int level, long seed, InputType input) {
        return new QuantizerVectors(quantizer(spec), new VectorSettings(level, seed, input));
    }

    private static Quantizer quantizer(String spec) {
        return ((VectorGroup.OfQuantizer) VectorGroup.parse(spec)).quantizer();
    }

    /** At level 2 every value of a small format, every midpoint, and the doubles next to both; each with its flag. */
    @ParameterizedTest
    @ValueSource(strings = {"e4m3", "e5m2", "e2m3", "p3109(8,3,u,f)", "int8(step=1/64)", "e8m0"})
    void levelTwoSweepsTheFormat(String text) {
        NumberFormat format = Formats.parse(text);
        Map<Double, Set<VectorFlag>> flags = new TreeMap<>();
        tests(text + ":ties-to-even", 2, 1, InputType.BINARY64)
                .forEach(test -> flags.put(test.query().x(), test.flags()));
        double value = format.minFinite();
        int cells = 0;
        while (value < format.maxFinite()) {
            double next = format.nextUp(value);
            double middle = value + (next - value) / 2;
            assertTrue(value == 0 || flags.get(value).contains(VectorFlag.GRID));
            assertTrue(flags.get(middle).contains(VectorFlag.TIE));
            boolean up = middle > 0; // towards larger magnitudes
            assertTrue(flags.get(Math.nextUp(middle)).contains(up ? VectorFlag.ABOVE_TIE : VectorFlag.BELOW_TIE));
            assertTrue(flags.get(Math.nextDown(middle)).contains(up ? VectorFlag.BELOW_TIE : VectorFlag.ABOVE_TIE));
            assertTrue(flags.get(Math.nextDown(next)).contains(up ? VectorFlag.BELOW_GRID : VectorFlag.ABOVE_GRID));
            assertTrue(flags.get(Math.nextUp(value)).contains(up ? VectorFlag.ABOVE_GRID : VectorFlag.BELOW_GRID));
            value = next;
            cells++;
        }
        assertTrue(cells > 50);
    }

    /** Each question once, with words that decide it, and inputs of the type that was asked for. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "e4m3:sr",
                "e2m1:sr(3,half)",
                "int6(step=3):tpdf",
                "int6(step=1/8):subtractive",
                "e5m2:to-odd:ovf-inf",
                "fixed(integer=2,fraction=4):sr(5):wrap",
                "uint4(step=0.1875,zero=15):sr",
                "float(p=2,emin=-1,emax=2,subnormals=false):sr",
                "tf32:sr(32,floor)",
                "binary32:ties-to-away"
            })
    void questionsAreDifferentDecidedAndOfTheInputType(String spec) {
        for (InputType input : InputType.values()) {
            Set<String> ids = new HashSet<>();
            for (int level = input == InputType.BINARY32 ? 1 : 2; level <= 2; level++) {
                ids.clear();
                for (VectorTest test : tests(spec, level, 3, input)) {
                    double x = test.query().x();
                    assertTrue(ids.add(test.query().id()), test.query().id());
                    double nearest =
                            switch (input) {
                                case BINARY64 -> x;
                                case BINARY32 -> (float) x;
                                default ->
                                    Double.isNaN(x)
                                                    || Formats.parse(input.text())
                                                            .contains(x)
                                            ? x
                                            : Double.NaN;
                            };
                    assertEquals(Double.toHexString(x), Double.toHexString(nearest), input.text());
                }
            }
            assertTrue(ids.size() > 30, ids.size() + " tests");
        }
    }

    /** {@code word-threshold}: of the words asked about at one input, some on each side of the decision. */
    @Test
    void wordsLieOnBothSidesOfTheThreshold() {
        for (String spec : List.of("e4m3:sr", "e4m3:sr(8,floor)", "e4m3:sr(32,odd)", "int8(step=1/64):tpdf")) {
            Map<Double, Set<Double>> answers = tests(spec, 2, 1, InputType.BINARY64).stream()
                    .filter(test -> test.flags().contains(VectorFlag.WORD_THRESHOLD))
                    .collect(Collectors.groupingBy(
                            test -> test.query().x(), Collectors.mapping(VectorTest::answer, Collectors.toSet())));
            long both = answers.values().stream().filter(set -> set.size() > 1).count();
            assertTrue(both > 300 && both > 0.75 * answers.size(), spec + ": " + both + " of " + answers.size());
        }
    }

    /** The words of tpdf reach all three results. */
    @Test
    void triangularWordsReachAllResults() {
        Set<Double> offsets = tests("int8(step=1):tpdf", 1, 1, InputType.BINARY64).stream()
                .filter(test -> test.query().x() == 1)
                .map(VectorTest::answer)
                .collect(Collectors.toSet());
        assertEquals(Set.of(0.0, 1.0, 2.0), offsets);
    }

    @Test
    void exactStochasticRoundingAsksForFurtherLevels() {
        assertTrue(tests("e4m3:sr", 1, 1, InputType.BINARY64).stream()
                .anyMatch(test -> test.query().words().first().size() == 2));
        assertTrue(tests("int8(step=1/64):tpdf", 1, 1, InputType.BINARY64).stream()
                .anyMatch(test -> test.query().words().second().size() == 2));
    }

    /** {@code double-rounding} is there where, and only where, the other order gives another result. */
    @ParameterizedTest
    @ValueSource(strings = {"e4m3:ties-to-even", "binary16:ties-to-away:ovf-inf", "e4m3:toward-positive", "e4m3:sr(8)"})
    void doubleRoundingIsFoundByRoundingTwice(String spec) {
        FastRounder rounder = FastRounder.of(quantizer(spec));
        ToDoubleFunction<VectorTest> through = test ->
                rounder.round((float) test.query().x(), padded(test.query().words()));
        int found = 0;
        for (VectorTest test : tests(spec, 2, 1, InputType.BINARY64)) {
            boolean differs = Double.compare(through.applyAsDouble(test), test.answer()) != 0;
            assertEquals(
                    differs,
                    test.flags().contains(VectorFlag.DOUBLE_ROUNDING),
                    test.query().id());
            found += differs ? 1 : 0;
        }
        assertTrue(found > 1, found + " found");
        assertTrue(tests(spec, 2, 1, InputType.BFLOAT16).stream()
                .noneMatch(test -> test.flags().contains(VectorFlag.DOUBLE_ROUNDING)));
        assertTrue(tests(spec, 1, 1, InputType.BINARY32).stream()
                .anyMatch(test -> test.flags().contains(VectorFlag.DOUBLE_ROUNDING)));
    }

    private static WordSource padded(WordList words) {
        return (use, level) -> level < words.first().size() ? words.first().get(level) : 0;
    }

    /** Level 3 asks with every word of a few bits, their low bits set or not. */
    @Test
    void levelThreeAsksWithEveryWord() {
        Map<Double, Set<Integer>> words = tests("e2m1:sr(5)", 3, 1, InputType.BINARY64).stream()
                .collect(Collectors.groupingBy(
                        test -> test.query().x(),
                        Collectors.mapping(test -> test.query().words().first().get(0) >>> 27, Collectors.toSet())));
        assertTrue(words.values().stream().filter(set -> set.size() == 32).count() >= 4 * 14);
    }

    /** The seed changes the random inputs and nothing else. */
    @Test
    void seedDrawsTheRandomInputs() {
        List<VectorTest> one = tests("e4m3:sr(8)", 2, 1, InputType.BINARY64);
        List<VectorTest> two = tests("e4m3:sr(8)", 2, 2, InputType.BINARY64);
        assertEquals(ids(one, false), ids(two, false));
        Set<String> common = new HashSet<>(ids(one, true));
        common.retainAll(ids(two, true));
        assertTrue(common.size() < 10);
        assertTrue(ids(one, true).size() > 250);
    }

    private static List<String> ids(List<VectorTest> tests, boolean random) {
        return tests.stream()
                .filter(test -> test.flags().contains(VectorFlag.RANDOM) == random)
                .map(test -> test.query().id())
                .toList();
    }

    @Test
    void wrapAsksNothingThatItRefuses() {
        List<VectorTest> tests = tests("int8(step=1/64):ties-to-even:wrap", 2, 1, InputType.BINARY64);
        assertTrue(tests.stream().allMatch(test -> Double.isFinite(test.query().x())));
        assertTrue(tests.stream()
                        .filter(test -> test.flags().contains(VectorFlag.OVERFLOW))
                        .count()
                > 20);
    }

    @Test
    void specificationsAreParsed() {
        assertEquals("random", VectorGroup.parse(" random ").spec());
        assertEquals("e4m3:sr(8)", VectorGroup.parse("e4m3:sr(8,even)").spec());
        assertEquals("e4m3", VectorGroup.parse("e4m3").spec());
        for (String wrong : List.of("identity", "additive(0.1)", "e4m4", "e4m3:srr", "int8(scale=absmax):sr", "")) {
            assertThrows(InputException.class, () -> VectorGroup.parse(wrong), wrong);
        }
        assertThrows(InputException.class, () -> new VectorSettings(0, 1, InputType.BINARY64));
        assertFalse(VectorFlag.TIE.catches().isEmpty());
    }
}
