package org.roundproof.conformance.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.roundproof.conformance.WordList;
import org.roundproof.format.FloatFormat;
import org.roundproof.format.Formats;
import org.roundproof.format.HexFloat;
import org.roundproof.format.NumberFormat;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;
import org.roundproof.random.RandomWords;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TraceComparator;
import org.roundproof.sgd.TraceComparison;
import org.roundproof.sgd.TraceEntry;
import org.roundproof.sgd.TraceReader;
import org.roundproof.sgd.fast.FastEngine;
import org.roundproof.sgd.fast.FastRounder;
import tools.jackson.databind.JsonNode;

/** The committed answers a second time, by code that shares nothing with the definition. */
class CommittedAnswersTest {
    @Test
    void fastRoundingGivesEveryAnswer() throws IOException {
        int tests = 0;
        for (JsonNode group : VectorFiles.quantizers()) {
            FastRounder rounder = FastRounder.of(quantizer(group));
            for (JsonNode test : group.get("tests")) {
                WordList words = WordList.parse(test.path("words").asString(""));
                double x = HexFloat.parse(test.get("x").asString());
                assertEquals(test.get("y").asString(), HexFloat.of(rounder.round(x, words)), () -> test.get("id")
                        .asString());
                tests++;
            }
        }
        assertTrue(tests > 3000, tests + " tests");
    }

    private static Quantizer quantizer(JsonNode group) {
        return ((VectorGroup.OfQuantizer)
                        VectorGroup.parse(group.get("quantizer").asString()))
                .quantizer();
    }

    /** Each committed group catches every other rounding of its kind, every other cut, R and overflow policy. */
    @Test
    void everyOtherSemanticsIsCaught() throws IOException {
        int others = 0;
        for (JsonNode group : VectorFiles.quantizers()) {
            for (Quantizer other : others(quantizer(group))) {
                assertTrue(caught(group, other), group.get("quantizer").asString() + " does not catch " + other);
                others++;
            }
        }
        assertTrue(others > 200, others + " others");
    }

    private static boolean caught(JsonNode group, Quantizer other) {
        return group.get("tests").valueStream().anyMatch(test -> {
            WordList words = WordList.parse(test.path("words").asString(""));
            double x = HexFloat.parse(test.get("x").asString());
            return (Double.isFinite(x) || other.overflow() != Overflow.WRAP)
                    && !HexFloat.of(other.quantize(
                                    x, (use, level) -> level < words.first().size() ? words.word(use, level) : 0))
                            .equals(test.get("y").asString());
        });
    }

    private static List<Quantizer> others(Quantizer quantizer) {
        List<Rounding> roundings = new ArrayList<>();
        if (quantizer.rounding() instanceof Rounding.Deterministic
                && quantizer.format().signed()) {
            roundings.addAll(List.of(Rounding.Deterministic.values()));
        } else if (quantizer.rounding() instanceof Rounding.StochasticBits few) {
            for (Rounding.Cut cut : Rounding.Cut.values()) {
                roundings.add(new Rounding.StochasticBits(few.bits(), cut));
            }
            roundings.add(new Rounding.StochasticBits(few.bits() - 1, few.cut()));
            roundings.add(new Rounding.StochasticBits(few.bits() + 1, few.cut()));
            roundings.add(new Rounding.Stochastic());
        } else if (quantizer.rounding() instanceof Rounding.Stochastic) {
            roundings.add(new Rounding.StochasticBits(32, Rounding.Cut.EVEN));
            roundings.add(new Rounding.StochasticBits(32, Rounding.Cut.FLOOR));
        }
        List<Quantizer> others = new ArrayList<>();
        for (Rounding rounding : roundings) {
            others.add(new Quantizer(quantizer.format(), rounding, quantizer.overflow()));
        }
        // toward-zero and to-odd never overflow: there two of the policies are one
        boolean overflows = quantizer.rounding() != Rounding.Deterministic.TOWARD_ZERO
                && quantizer.rounding() != Rounding.Deterministic.TO_ODD;
        if (overflows && quantizer.overflow() != Overflow.WRAP) {
            for (Overflow overflow : List.of(Overflow.SAT_FINITE, Overflow.SAT_PROPAGATE, Overflow.OVF_INF)) {
                others.add(new Quantizer(quantizer.format(), quantizer.rounding(), overflow));
            }
        }
        others.removeIf(quantizer::equals);
        return others;
    }

    /** Deterministic roundings from decode tables alone; the codes and ternary values of all tests too. */
    @Test
    void decodeTablesGiveEveryDeterministicAnswer() throws IOException {
        Map<String, double[]> tables = tables();
        int rounded = 0;
        for (JsonNode group : VectorFiles.quantizers()) {
            String format = group.at("/format/expression").asString();
            double[] table = tables.computeIfAbsent(format, CommittedAnswersTest::wholeTable);
            String rounding = group.get("rounding").asString();
            boolean deterministic = Rounding.parse(rounding) instanceof Rounding.Deterministic;
            TableRounder rounder = new TableRounder(
                    group.get("format"), rounding, group.get("overflow").asString(), table);
            for (JsonNode test : group.get("tests")) {
                String id = test.get("id").asString();
                double x = HexFloat.parse(test.get("x").asString());
                double y = HexFloat.parse(test.get("y").asString());
                if (deterministic) {
                    assertEquals(HexFloat.of(rounder.round(x)), test.get("y").asString(), id);
                    rounded++;
                }
                assertEquals(sign(x, y), test.get("ternary").asInt(), id);
                boolean coded = !rounding.equals("subtractive")
                        && !(Double.isNaN(y) && !group.at("/format/nan").asBoolean());
                assertEquals(coded, test.has("code"), id);
                if (coded) {
                    int code = Integer.decode(test.get("code").asString());
                    assertEquals(0, Double.compare(table[code], y), id);
                }
            }
        }
        assertTrue(rounded > 1500, rounded + " rounded");
    }

    private static int sign(double x, double y) {
        if (Double.isFinite(x) && Double.isFinite(y)) {
            return new BigDecimal(y).compareTo(new BigDecimal(x));
        }
        return Double.isNaN(x) || Double.isNaN(y) || x == y ? 0 : Double.compare(y, x);
    }

    /** The decode groups, by format. */
    private static Map<String, double[]> tables() throws IOException {
        Map<String, double[]> tables = new HashMap<>();
        for (JsonNode group : VectorFiles.groups()) {
            if (group.has("decode")) {
                double[] values = new double[group.get("tests").size()];
                for (int code = 0; code < values.length; code++) {
                    JsonNode test = group.get("tests").get(code);
                    assertEquals(code, Integer.decode(test.get("code").asString()));
                    values[code] = HexFloat.parse(test.get("y").asString());
                }
                tables.put(group.get("decode").asString(), values);
            }
        }
        return tables;
    }

    /** Sixteen bits: from IEEE 754's formula, and bfloat16 as the upper half of a float. */
    private static double[] wholeTable(String format) {
        double[] values = new double[1 << 16];
        for (int code = 0; code < values.length; code++) {
            values[code] = format.equals("binary16") ? half(code) : Float.intBitsToFloat(code << 16);
        }
        return values;
    }

    private static double half(int code) {
        int exponent = code >> 10 & 31;
        double fraction = code & 1023;
        double magnitude = exponent == 31
                ? fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN
                : exponent == 0 ? fraction * 0x1p-24 : (1024 + fraction) * Math.scalb(1.0, exponent - 25);
        return code >> 15 == 0 ? magnitude : -magnitude;
    }

    /** The decode tables of the float formats against the sentence that defines them: sign, exponent field, fraction field. */
    @Test
    void decodeTablesFollowTheirFields() throws IOException {
        int formats = 0;
        for (Map.Entry<String, double[]> table : tables().entrySet()) {
            NumberFormat format = Formats.parse(table.getKey());
            if (format instanceof FloatFormat f && f.hasZero()) {
                int stored = f.precision() - 1;
                int magnitudeBits = f.bits() - (f.signed() ? 1 : 0);
                for (int code = 0; code < table.getValue().length; code++) {
                    double value = table.getValue()[code];
                    if (Double.isFinite(value)) {
                        int magnitude = code & ((1 << magnitudeBits) - 1);
                        int exponent = magnitude >> stored;
                        double fraction = (magnitude & ((1 << stored) - 1)) * Math.scalb(1.0, -stored);
                        double expected = exponent == 0
                                ? Math.scalb(fraction, f.minExponent())
                                : Math.scalb(1 + fraction, f.minExponent() + exponent - 1);
                        assertEquals(code >> magnitudeBits == 0 ? expected : -expected, value, table.getKey());
                    }
                }
                formats++;
            }
        }
        assertTrue(formats > 8, formats + " formats");
    }

    @Test
    void fastEngineMakesTheSameRuns() throws IOException {
        for (TraceCollection.TraceFile file : TraceCollection.files()) {
            try (TraceReader reader = open(file)) {
                List<TraceEntry> expected = new ArrayList<>();
                reader.forEach(expected::add);
                var entries = expected.iterator();
                TraceComparator comparator = new TraceComparator(() -> entries.hasNext() ? entries.next() : null);
                new FastEngine().run(file.problem(), file.configuration(), file.seed(), 0, comparator);
                TraceComparison outcome = comparator.result();
                assertTrue(outcome.identical(), file.name() + ": " + outcome);
            }
        }
    }

    /** Each element's words, and no others, round what was before to what was after; they are Philox's at its address. */
    @Test
    void wordsOfTracesDecideTheirElements() throws IOException {
        int decided = 0;
        for (TraceCollection.TraceFile file : TraceCollection.files()) {
            RandomWords philox = new RandomWords(file.seed());
            try (TraceReader reader = open(file)) {
                assertEquals(file.command(), reader.header().command());
                for (TraceEntry entry : reader) {
                    Target target = entry.target();
                    Quantizer quantizer =
                            (Quantizer) file.configuration().operators().get(target);
                    boolean random = !(quantizer.rounding() instanceof Rounding.Deterministic);
                    boolean drew = !entry.words().isEmpty();
                    assertTrue(random || !drew);
                    for (int i = 0; i < entry.before().size(); i++) {
                        WordList words = drew ? WordList.parse(entry.words().get(i)) : WordList.NONE;
                        double after = quantizer.quantize(entry.before().exact(i), words);
                        assertEquals(entry.after().value(i), after);
                        for (int use = 0; use < 2; use++) {
                            List<Integer> given = use == 0 ? words.first() : words.second();
                            for (int level = 0; level < given.size(); level++) {
                                assertEquals(
                                        philox.word(target.role(), entry.step(), 0, i, use, level), given.get(level));
                            }
                        }
                        decided += words.first().isEmpty() ? 0 : 1;
                    }
                }
            }
        }
        assertTrue(decided > 500, decided + " decided");
    }

    private static TraceReader open(TraceCollection.TraceFile file) throws IOException {
        BufferedReader in = Files.newBufferedReader(VectorFiles.TRACES.resolve(file.name()));
        return new TraceReader(in, file.name());
    }
}
