package org.roundproof.sgd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.roundproof.InputException;
import org.roundproof.problem.Problem;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.Rounding;
import org.roundproof.random.RandomWords;
import org.roundproof.sgd.exact.ExactEngine;
import org.roundproof.sgd.fast.FastEngine;

class TraceTest {
    private static final Engine EXACT = new ExactEngine();

    private static String write(SgdConfiguration configuration) throws IOException {
        StringWriter text = new StringWriter();
        try (TraceWriter writer =
                new TraceWriter(text, TraceHeader.of(EXACT, Settings.PROBLEM, configuration, -5, 2))) {
            EXACT.run(Settings.PROBLEM, configuration, -5, 2, writer);
        }
        return text.toString();
    }

    private static List<TraceEntry> record(Engine engine, SgdConfiguration configuration) {
        TraceRecorder recorder = new TraceRecorder();
        engine.run(Settings.PROBLEM, configuration, -5, 2, recorder);
        return recorder.entries();
    }

    /** Every number comes back as the same real, weights that are no doubles included. */
    @Test
    void fileKeepsEveryBit() throws IOException {
        for (Operator operator : List.of(Settings.stochastic("e4m3"), new Identity())) {
            SgdConfiguration configuration = Settings.configuration(4, 3, 0.1, operator);
            String text = write(configuration);
            List<TraceEntry> recorded = record(EXACT, configuration);
            List<TraceEntry> read = new ArrayList<>();
            try (TraceReader reader = new TraceReader(new StringReader(text), "t")) {
                assertEquals(TraceHeader.of(EXACT, Settings.PROBLEM, configuration, -5, 2), reader.header());
                reader.forEach(read::add);
            }
            assertEquals(recorded, read);
            assertEquals(1 + 5 * 4, text.lines().count());
            assertTrue(text.contains("/3\""), "a weight over B = 3");
            assertTrue(TraceComparator.compare(recorded, read).identical());
        }
    }

    /** Words and command come back; an ordinary trace has neither. */
    @Test
    void fileKeepsTheWordsThatWereConsumed() throws IOException {
        SgdConfiguration configuration = Settings.configuration(3, 2, 0.1, Settings.stochastic("e4m3"));
        TraceRecorder recorder = new TraceRecorder();
        EXACT.run(
                Settings.PROBLEM,
                configuration,
                -5,
                2,
                new ConsumedWords(recorder, configuration.operators(), 4, -5, 2));
        StringWriter text = new StringWriter();
        TraceHeader header = TraceHeader.of(EXACT, Settings.PROBLEM, configuration, -5, 2)
                .withCommand(List.of("train", "--steps", "3"));
        try (TraceWriter writer = new TraceWriter(text, header)) {
            recorder.entries().forEach(writer::accept);
        }
        List<TraceEntry> read = new ArrayList<>();
        try (TraceReader reader = new TraceReader(new StringReader(text.toString()), "t")) {
            assertEquals(header, reader.header());
            reader.forEach(read::add);
        }
        assertEquals(recorder.entries(), read);
        assertEquals(8, read.get(0).words().size());
        assertEquals(List.of(), read.get(2).words(), "w_0 = 0 consumes no word");
        assertTrue(
                !write(configuration).contains("words") && !write(configuration).contains("command"));
    }

    /** Models draw too: elementwise from their own element, shared from the first of the vector. */
    @Test
    void modelsConsumeTheWordsOfTheirFactor() {
        SgdConfiguration configuration = Settings.configuration(
                2,
                2,
                0.1,
                org.roundproof.quantizer.OperatorExpression.parse("multiplicative(0.01,gaussian,shared)")
                        .resolve());
        TraceRecorder recorder = new TraceRecorder();
        new FastEngine()
                .run(
                        Settings.PROBLEM,
                        configuration,
                        1,
                        0,
                        new ConsumedWords(recorder, configuration.operators(), 4, 1, 0));
        List<String> words = recorder.entries().get(0).words();
        RandomWords philox = new RandomWords(1);
        for (int i = 0; i < 8; i++) {
            int first = i - i % 4;
            assertEquals(
                    String.format(
                            "0x%08x 0x%08x",
                            philox.word(Target.DATA.role(), 1, 0, first, 0, 0),
                            philox.word(Target.DATA.role(), 1, 0, first, 0, 1)),
                    words.get(i));
        }
    }

    @Test
    void firstDifferenceIsTheElementThatWasChanged() {
        SgdConfiguration configuration = Settings.configuration(6, 3, 0.125, Settings.stochastic("e4m3"));
        List<TraceEntry> original = record(EXACT, configuration);
        for (int index = 0; index < original.size(); index += 4) {
            TraceEntry entry = original.get(index);
            int element = entry.after().size() - 1;
            List<TraceEntry> changed = new ArrayList<>(original);
            double[] values = new double[entry.after().size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = entry.after().value(i);
            }
            values[element] = -values[element];
            changed.set(index, new TraceEntry(entry.step(), entry.target(), entry.before(), new DoubleTensor(values)));
            TraceComparison.FirstDifference difference =
                    assertInstanceOf(TraceComparison.FirstDifference.class, TraceComparator.compare(original, changed));
            assertEquals(entry.step(), difference.step());
            assertEquals(entry.target(), difference.target());
            assertEquals(element, difference.element());
            assertEquals(entry.after().value(element), difference.a().after());
            assertEquals(values[element], difference.b().after());
            assertEquals(
                    entry.before().exact(element).toString(), difference.a().exactBefore());
        }
    }

    /** Two cuts of sr(3) part where a fraction is a tie of the cut and the word lies on the edge: found at that element. */
    @Test
    void lockstepStopsAtTheFirstDecisionThatDiffers() {
        SgdConfiguration even = Settings.configuration(
                300, 1, 0.125, Settings.quantizer("e4m3", new Rounding.StochasticBits(3, Rounding.Cut.EVEN)));
        SgdConfiguration odd = Settings.configuration(
                300, 1, 0.125, Settings.quantizer("e4m3", new Rounding.StochasticBits(3, Rounding.Cut.ODD)));
        List<TraceEntry> a = record(EXACT, even);
        List<TraceEntry> b = record(EXACT, odd);
        TraceComparison.FirstDifference difference =
                assertInstanceOf(TraceComparison.FirstDifference.class, TraceComparator.compare(a, b));
        int at = a.indexOf(a.stream()
                .filter(e -> e.step() == difference.step() && e.target() == difference.target())
                .findFirst()
                .orElseThrow());
        assertTrue(TraceComparator.compare(a.subList(0, at), b.subList(0, at)).identical());
        assertEquals(difference.a().exactBefore(), difference.b().exactBefore());
        Engine other = new Engine() {
            @Override
            public String name() {
                return "odd";
            }

            @Override
            public SgdRun run(Problem problem, SgdConfiguration ignored, long seed, int replicate, TraceSink trace) {
                return new FastEngine().run(problem, odd, seed, replicate, trace);
            }
        };
        TraceComparison.FirstDifference found = assertInstanceOf(
                TraceComparison.FirstDifference.class, Lockstep.compare(EXACT, other, Settings.PROBLEM, even, -5, 2));
        assertEquals(difference.step(), found.step());
        assertEquals(difference.target(), found.target());
        assertEquals(difference.element(), found.element());
        assertEquals(difference.a(), found.a());
        assertTrue(found.toString().startsWith("first difference at step " + found.step() + ", "));
    }

    @Test
    void endsAndShapesAreTold() {
        SgdConfiguration configuration = Settings.configuration(3, 1, 0.125, Settings.stochastic("e4m3"));
        List<TraceEntry> trace = record(EXACT, configuration);
        TraceComparison shortB = TraceComparator.compare(trace, trace.subList(0, 7));
        assertEquals(new TraceComparison.Truncated(1, "B"), shortB);
        assertEquals(new TraceComparison.Truncated(1, "A"), TraceComparator.compare(trace.subList(0, 5), trace));
        assertEquals("trace B ends after step 1, without a difference until there", shortB.toString());
        assertEquals(
                "identical over 3 steps, 15 tensors, 33 elements",
                TraceComparator.compare(trace, trace).toString());
        InputException shape = assertThrows(
                InputException.class, () -> TraceComparator.compare(trace, trace.subList(1, trace.size())));
        assertTrue(shape.getMessage().startsWith("traces of different runs: A has data of 4 elements at step 1"));
    }

    @Test
    void failureOfTheEngineAheadIsTheFailureOfTheComparison() {
        SgdConfiguration unstable = Settings.configuration(2000, 1, 1000, new Identity());
        assertThrows(
                InputException.class,
                () -> Lockstep.compare(new FastEngine(), new FastEngine(), Settings.PROBLEM, unstable, 1, 0));
    }

    @Test
    void malformedFilesAreRefusedInOneLine() throws IOException {
        String good = write(Settings.configuration(1, 1, 0.125, Settings.stochastic("e4m3")));
        refused("{}", "line 1: a header");
        refused("", "line 1: a header");
        refused("x" + good, "line 1: not a line of JSON");
        refused(good.replace("\"seed\":\"-5\"", "\"seed\":\"five\""), "line 1: a number in the header");
        refused(good.replace("\"problem\"", "\"subject\""), "line 1: the field \"problem\" is missing");
        refused(good.replace("\"tensor\":\"label\"", "\"tensor\":\"lable\""), "line 3: no tensor is called \"lable\"");
        refused(good.replace("\"after\":[\"0x", "\"after\":[\"0y"), "is neither a hex float nor m*2^e/B");
        refused(good.replace("\"after\":[\"", "\"after\":[1,\""), "numbers are written as strings");
        refused(
                good.replaceFirst("\"after\":\\[", "\"after\":[\"NaN\","),
                "line 2: \"before\" has 4 elements and \"after\" 5");
        refused(good.replace("\"step\":1,", "\"step\":0,"), "line 2: \"step\" must be");
        refused(good.replace("\"after\":[", "\"after\":{}, \"rest\":["), "line 2: an array");
        refused(good.replace("\"after\":[", "\"words\":[\"\"],\"after\":["), "line 2: \"words\" has 1 elements");
        refused(good.replace("\"after\":[", "\"words\":[1],\"after\":["), "line 2: \"words\" is an array of strings");
        refused(
                good.replace("\"tensor\":\"label\",", "\"tensor\":\"label\",\"words\":[\"0x1\"],"),
                "line 3: \"0x1\" are no random words");
    }

    private static void refused(String text, String what) {
        InputException refusal = assertThrows(InputException.class, () -> {
            try (TraceReader reader = new TraceReader(new StringReader(text), "t")) {
                reader.forEach(entry -> {});
            }
        });
        assertTrue(refusal.getMessage().startsWith("trace t, line "), refusal.getMessage());
        assertTrue(refusal.getMessage().contains(what), refusal.getMessage());
    }
}
