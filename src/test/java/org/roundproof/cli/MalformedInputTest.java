package org.roundproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake of a user: one line that names it, exit code 2, nothing else. */
class MalformedInputTest {
    @TempDir
    static Path directory;

    static Stream<Arguments> dataFiles() {
        byte[] latin1 = "größe,y\n1,2\n3,4\n".getBytes(StandardCharsets.ISO_8859_1);
        return Stream.of(
                data("quote.csv", "a,b,y\n1,\"2,3\n4,5,6\n", "quote.csv"),
                data("ragged.csv", "a,b,y\n1,2,3\n4,5\n", "line 3"),
                data("word.csv", "a,y\n1,2\ntwo,3\n", "two"),
                data("nan.csv", "a,y\n1,2\nNaN,3\n", "NaN"),
                data("infinite.csv", "a,y\n1,2\n3,1e999\n", "1e999"),
                data("huge.csv", "a,b,y\n1e200,2,3\n2,1,4\n3,5,1\n", "change the unit"),
                data("tiny.csv", "a,b,y\n1e-200,2,3\n2,1,4\n3,5,1\n", "change the unit"),
                data("hole.csv", "a,y\n1,2\n,3\n", "line 3"),
                data("header.csv", "a,b,y\n", "no data rows"),
                data("empty.csv", "", "empty"),
                data("wide.csv", "a,b,c,y\n1,2,3,4\n5,6,7,9\n", "2 rows"),
                Arguments.of("latin1.csv", latin1, "UTF-8"));
    }

    private static Arguments data(String name, String content, String named) {
        return Arguments.of(name, content.getBytes(StandardCharsets.UTF_8), named);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dataFiles")
    void unusableData(String name, byte[] content, String named) throws IOException {
        Path file = Files.write(directory.resolve(name), content);
        for (String command : List.of("risk", "train", "spectrum")) {
            refuse(named, command, "--csv", file.toString(), "--target", "y");
        }
    }

    static Stream<Arguments> commandLines() {
        return Stream.of(
                line("'nosuch' is unknown", "train", "--engine", "nosuch"),
                line("did you mean e4m3", "risk", "--all-q", "e4m4:sr"),
                line("unknown format", "formats", "e9m9"),
                line("unknown format", "quantize", "e9m9:sr"),
                line("needs a uniform grid", "quantize", "e4m3:tpdf"),
                line("not supported yet", "formats", "mxfp4"),
                line("not a 64-bit integer", "risk", "--dim", "4", "--seed", "0xzz"),
                line("threads is 0", "risk", "--dim", "4", "--threads", "0"),
                line("not a 64-bit integer", "quantize", "e4m3:sr", "--seed", "18446744073709551616"),
                line("fit in memory", "risk", "--dim", "2147483647"),
                line("at most d = 4096", "risk", "--dim", "20000", "--rotate", "0x1"),
                line("too large", "train", "--dim", "4", "--steps", "3", "--batch", "2000000000"),
                line("replicates is 2147483647", "train", "--dim", "4", "--steps", "3", "--replicates", "2147483647"),
                line("takes its step from data", "risk", "--data-q", "int8(scale=absmax):sr"),
                line("takes its step from data", "quantize", "int8(scale=absmax):sr"),
                line("needs a quantizer", "quantize", "additive(0.1)"),
                line("weights' step", "risk", "--csv", "builtin:diabetes", "--parameter-q", "int8(scale=absmax):sr"),
                line("no column", "risk", "--csv", "builtin:longley", "--target", "NOSUCH"),
                line("no data set", "risk", "--csv", "builtin:nosuch"),
                line("nosuch.csv", "risk", "--csv", "nosuch.csv", "--target", "y"),
                line("describe a Gaussian design", "risk", "--csv", "builtin:longley", "--dim", "3"),
                line("describe a Gaussian design", "spectrum", "--csv", "builtin:longley", "--rotate-by", "0"),
                line("part of a rotation", "spectrum", "--dim", "3", "--rotate-by", "0.5"),
                line("from 0 (not turned) to 1", "spectrum", "--dim", "3", "--rotate", "1", "--rotate-by", "1.5"),
                line("two data sets", "risk", "--csv", "builtin:longley", "--npy", "x.npy"),
                line("needs the labels", "risk", "--npy", "x.npy"),
                line("need data", "risk", "--standardize"),
                line("dimension", "risk", "--dim", "0"),
                line("noise variance", "risk", "--noise-variance", "-1"),
                line("steps", "train", "--steps", "0"),
                line("batch", "train", "--batch", "0"),
                line("step size", "train", "--step-size", "NaN"),
                line("tail(9)", "train", "--steps", "5", "--average", "tail(9)"),
                line("average 'some'", "train", "--average", "some"),
                line("'x' is not an int", "train", "--steps", "x"),
                line("seed 'x'", "train", "--seed", "x"),
                line("threads", "train", "--threads", "0"),
                line("replicates", "train", "--replicates", "0"),
                line("spectrum", "risk", "--spectrum", "powr(2)"),
                line("optimum", "risk", "--optimum", "twos"),
                line("is biased", "risk", "--dim", "3", "--steps", "3", "--label-q", "e4m3:ties-to-even"),
                line("RP-77", "audit", "--claims", "RP-77"),
                line("column 'z'", "quantize", "e4m3:sr", "--columns", "y,z"),
                line("digits", "least-squares", "--csv", "builtin:longley", "--digits", "0"),
                line("--csv", "least-squares"),
                line("SPEC", "quantize"),
                line("[EXACT, FAST]", "quantize", "e4m3:sr", "--engine", "nosuch"),
                line("one column, y or code, not lo", "quantize", "e4m3:sr", "--binary", "--columns", "lo"),
                line("not y,code", "quantize", "e4m3:sr", "--binary-words", "--columns", "y,code"),
                line("did you mean quantize", "quantise"),
                line("--nosuch", "risk", "--nosuch"),
                line("give a quantizer", "vectors"),
                line("level is 4", "vectors", "e4m3:sr", "--level", "4"),
                line("no form 'xml'", "vectors", "e4m3:sr", "--as", "xml"),
                line("input type 'float'", "vectors", "e4m3:sr", "--input", "float"),
                line("has no vectors", "vectors", "identity"),
                line("none: write it as json", "vectors", "e4m3", "--as", "csv"),
                line("not supported yet", "advise", "--csv", "x"));
    }

    private static Arguments line(String named, String... args) {
        return Arguments.of(named, args);
    }

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource("commandLines")
    void unusableCommandLines(String named, String[] args) {
        refuse(named, args);
    }

    @Test
    void withoutACommandTheUsageIsShown() {
        Cli none = Cli.run();
        assertEquals(2, none.code());
        assertTrue(none.err().startsWith("Usage: roundproof"));
        assertEquals("", none.out());
    }

    @Test
    void aStepSizePastStabilityIsAWarningAndTheRunGoesOn() {
        for (String command : List.of("risk", "train")) {
            List<String> args = new ArrayList<>(List.of(command, "--dim", "5", "--steps", "5", "--step-size", "3"));
            Cli past = Cli.run(args.toArray(String[]::new));
            assertEquals(0, past.code(), past.err());
            assertEquals(1, past.err().lines().count(), past.err());
            assertTrue(past.err().contains("past the stability threshold 0."), past.err());
            assertTrue(past.out().contains("excess risk"));
            args.set(6, "0.1");
            assertEquals("", Cli.run(args.toArray(String[]::new)).err(), "no warning below it");
        }
    }

    @Test
    void anUnwritableReportIsOneLine() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "in the way");
        refuse(
                "cannot use",
                "train",
                "--dim",
                "2",
                "--steps",
                "2",
                "--trace",
                file.resolve("x").toString());
    }

    private static void refuse(String named, String... args) {
        Cli refused = Cli.run(args);
        String shown = String.join(" ", args) + " gave: " + refused.err();
        assertEquals(2, refused.code(), shown);
        assertEquals(1, refused.err().lines().count(), shown);
        assertTrue(refused.err().startsWith("roundproof"), shown);
        assertTrue(refused.err().contains(named), shown);
        assertFalse(refused.err().contains("\tat "), shown);
        assertEquals("", refused.out(), "nothing on standard output");
    }
}
