package org.roundproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The C program of {@code src/examples}, judged as its users judge theirs. */
class CExampleTest {
    private static final int SEEDS = 100;

    @TempDir
    static Path directory;

    private static String e4m3;
    private static Path expected;

    @BeforeAll
    static void compile() throws IOException, InterruptedException {
        Program.assumeGcc();
        e4m3 = directory.resolve("e4m3").toString();
        expected = directory.resolve("expected.json");
        Program gcc = Program.run(
                "",
                "gcc",
                "-std=c99",
                "-pedantic",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-O2",
                "-o",
                e4m3,
                "src/examples/c/e4m3.c",
                "-lm");
        assertEquals(0, gcc.code(), gcc.err());
    }

    /** One hundred sets of random inputs and words, and no false alarm; the program runs once for each rounding. */
    @Test
    void aRightImplementationIsNeverBlamed() throws IOException, InterruptedException {
        List<String> roundings = List.of(PlantedFault.NEAREST, PlantedFault.STOCHASTIC, "sr(20,floor)");
        String[] quantizers = roundings.stream().map("e4m3:"::concat).toArray(String[]::new);
        List<List<String>> inputs = new ArrayList<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            String[] options = {"--seed", String.valueOf(seed), "--as", "csv"};
            inputs.add(Cli.run(with(with(options, quantizers), "vectors")).lines());
        }
        assertNotEquals(inputs.get(0), inputs.get(1), "seeds make a difference");
        Map<String, String> answers = new HashMap<>();
        for (String rounding : roundings) {
            String rows = inputs.stream()
                    .flatMap(List::stream)
                    .filter(row -> row.replace("\"", "").startsWith("e4m3:" + rounding + "/"))
                    .distinct()
                    .collect(Collectors.joining("\n", "id,x,words\n", "\n"));
            run(rows, rounding).out().lines().skip(1).forEach(row -> answers.put(id(row), row));
        }
        for (int seed = 1; seed <= SEEDS; seed++) {
            String[] options = {"--seed", String.valueOf(seed), "--out", expected.toString()};
            assertEquals(0, Cli.run(with(with(options, quantizers), "vectors")).code());
            String mine = inputs.get(seed - 1).stream()
                    .skip(1)
                    .map(row -> answers.get(id(row)))
                    .collect(Collectors.joining("\n", "id,y\n", "\n"));
            Cli check = Cli.feed(mine, "check", expected.toString(), "-", "--json");
            assertEquals(0, check.code(), () -> check.out() + check.err());
            assertEquals(0, check.json().get("skipped").asInt());
        }
    }

    private static String id(String row) {
        return row.substring(0, row.indexOf(',', row.lastIndexOf('/')));
    }

    /** As values and as codes; the name is the checker's own, and its first choice. */
    @ParameterizedTest
    @MethodSource("org.roundproof.cli.PlantedFault#all")
    void everyFaultIsCaughtAndNamed(PlantedFault fault) throws IOException, InterruptedException {
        for (String rounding : fault.quantizers()) {
            vectors(rounding, "--out", expected.toString());
            String inputs = vectors(rounding, "--as", "csv").out();
            for (String[] form : new String[][] {{}, {"--code"}}) {
                Cli right = Cli.feed(run(inputs, with(form, rounding)).out(), "check", expected.toString(), "-");
                assertEquals(0, right.code(), () -> right.out() + right.err());
                String answers = run(inputs, with(form, rounding, "--bug", fault.option()))
                        .out();
                Cli wrong = Cli.feed(answers, "check", expected.toString(), "-", "--json");
                assertEquals(1, wrong.code(), wrong.err());
                assertEquals(Map.of("e4m3:" + rounding, fault.name()), Diagnoses.of(wrong), wrong.out());
            }
        }
    }

    /** False alarms have probability 1e-9; draws and seeds are fixed. */
    @Test
    void withRandomBitsOfItsOwnStatisticsDecide() throws IOException, InterruptedException {
        for (String seed : List.of("1", "2", "3")) {
            assertEquals(0, blackBox("--own-random", seed).code());
        }
        Cli biased = blackBox("--own-random", "1", "--bug", "biased-sr");
        assertEquals(1, biased.code(), biased.err());
        assertTrue(biased.out().contains("a wrong rate"), biased.out());
        Cli reused = blackBox("--own-random", "1", "--bug", "reused-bits");
        assertEquals(1, reused.code(), reused.err());
        assertTrue(reused.out().contains("draws that depend on each other"), reused.out());
        assertFalse(reused.out().contains("a wrong rate"), reused.out());
    }

    private static Cli blackBox(String... options) throws IOException, InterruptedException {
        String log = run("", with(options, "sr(8)")).out();
        return Cli.feed(log, "check", "--quantizer", "e4m3:sr(8)", "--black-box", "-");
    }

    @Test
    void badInputIsRefused() throws IOException, InterruptedException {
        for (String arguments : List.of("sr(33)", "sr(0)", "nearest", "sr(8) --bug other", "sr(8) --fast")) {
            refused("", arguments.split(" "));
        }
        for (String input :
                List.of("", "x,words\n", "id,x,words\na,one,0x1\n", "id,x,words\na\n", "id,x,words\na,1\n")) {
            refused(input, "sr(8)");
        }
    }

    private static void refused(String input, String... arguments) throws IOException, InterruptedException {
        Program run = Program.run(input, with(arguments, e4m3));
        assertEquals(2, run.code(), run.out());
        assertTrue(run.err().startsWith("e4m3: "), run.err());
    }

    private static Cli vectors(String rounding, String... options) {
        Cli run = Cli.run(with(options, "vectors", "e4m3:" + rounding));
        assertEquals(0, run.code(), run.err());
        return run;
    }

    private static String[] with(String[] last, String... first) {
        return Stream.concat(Stream.of(first), Stream.of(last)).toArray(String[]::new);
    }

    private static Program run(String input, String... arguments) throws IOException, InterruptedException {
        Program run = Program.run(input, with(arguments, e4m3));
        assertEquals(0, run.code(), run.err());
        return run;
    }
}
