package org.roundproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Python program of {@code src/examples}, judged as its users judge theirs. */
class PythonExampleTest {
    private static final int SEEDS = 100;
    private static final String NEAREST = "e4m3:" + PlantedFault.NEAREST;
    private static final String STOCHASTIC = "e4m3:" + PlantedFault.STOCHASTIC;

    @TempDir
    static Path directory;

    @BeforeAll
    static void python() throws InterruptedException {
        Program.assumePython();
    }

    /** One hundred sets of random inputs and words, and no false alarm; the program runs once for all of them. */
    @Test
    void aRightImplementationIsNeverBlamed() throws IOException, InterruptedException {
        List<String> files = new ArrayList<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            files.add(vectors(seed).toString());
        }
        Iterator<String> answers = answer(files).lines().skip(1).iterator();
        for (String file : files) {
            StringBuilder mine = new StringBuilder("id,y\n");
            for (JsonNode group : JsonMapper.shared().readTree(Path.of(file)).get("groups")) {
                group.get("tests").forEach(test -> mine.append(answers.next()).append('\n'));
            }
            Cli check = Cli.feed(mine.toString(), "check", file, "-");
            assertEquals(0, check.code(), () -> check.out() + check.err());
        }
        assertFalse(answers.hasNext());
    }

    /** Faults of the arithmetic show in both quantizers where both have the inputs, those of the words in one. */
    @ParameterizedTest
    @MethodSource("org.roundproof.cli.PlantedFault#all")
    void everyFaultIsCaughtAndNamed(PlantedFault fault) throws IOException, InterruptedException {
        Path file = vectors(1);
        String answers = answer(List.of(file.toString(), "--bug", fault.option()));
        Cli check = Cli.feed(answers, "check", file.toString(), "-", "--json");
        assertEquals(1, check.code(), check.err());
        Map<String, String> named = fault.quantizers().stream()
                .collect(Collectors.toMap(rounding -> "e4m3:" + rounding, rounding -> fault.name()));
        assertEquals(named, Diagnoses.of(check), check.out());
    }

    @Test
    void whatItCannotDoIsSkipped() throws IOException, InterruptedException {
        Path file = Files.writeString(
                directory.resolve("more.json"),
                Cli.run("vectors", NEAREST, "e5m2:ties-to-even").out());
        Cli check = Cli.feed(answer(List.of(file.toString())), "check", file.toString(), "-", "--json");
        assertEquals(0, check.code(), check.err());
        assertEquals(0, check.json().get("groups").get(0).get("skipped").asInt());
        assertEquals(0, check.json().get("groups").get(1).get("right").asInt());
        assertTrue(check.json().get("groups").get(1).get("skipped").asInt() > 0);
    }

    @Test
    void itHoldsAgainstTheOracle() throws IOException, InterruptedException {
        Program run = oracle("--seed", "7");
        assertEquals(0, run.code(), run.out() + run.err());
        assertEquals("same_word_same_result: passed\nexact_distribution: passed\n", run.out());
    }

    @Test
    void theOracleFindsItsBugs() throws IOException, InterruptedException {
        Program run = oracle("--bug", "biased-sr");
        assertEquals(1, run.code(), run.out() + run.err());
        assertTrue(run.out().matches("(?s)same_word_same_result: \\d+ counterexamples.*"), run.out());
        assertTrue(run.out().matches("(?s).*exact_distribution: \\d+ counterexamples.* is 1/2, exactly .*"), run.out());
    }

    private static Program oracle(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("python3", "src/examples/python/e4m3.py", "--oracle", Program.ROUNDPROOF + " oracle"));
        command.addAll(List.of(options));
        return Program.run("", command.toArray(String[]::new));
    }

    private static Path vectors(int seed) throws IOException {
        Cli made = Cli.run("vectors", NEAREST, STOCHASTIC, "--seed", String.valueOf(seed));
        return Files.writeString(directory.resolve("seed" + seed + ".json"), made.out());
    }

    private static String answer(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3", "src/examples/python/e4m3.py"));
        command.addAll(arguments);
        Program run = Program.run("", command.toArray(String[]::new));
        assertEquals(0, run.code(), run.err());
        return run.out();
    }
}
