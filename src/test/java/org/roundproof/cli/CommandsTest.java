package org.roundproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "audit",
                "train",
                "risk",
                "spectrum",
                "quantize",
                "formats",
                "least-squares",
                "vectors",
                "oracle"
            })
    void helpAndVersionEverywhere(String command) {
        String[] help = command.isEmpty() ? new String[] {"--help"} : new String[] {command, "--help"};
        assertEquals(0, Cli.run(help).code());
        assertTrue(Cli.run(help).out().startsWith("Usage: roundproof"), command);
        String[] version = command.isEmpty() ? new String[] {"--version"} : new String[] {command, "--version"};
        assertTrue(Cli.run(version).out().matches("roundproof \\d+\\.\\d+.*\\R"), command);
    }

    @Test
    void helpListsWhatIsThereAndHidesWhatIsNot() {
        String help = Cli.run("--help").out();
        assertTrue(help.contains("least-squares"));
        assertTrue(help.contains("oracle"));
        assertTrue(!help.contains("advise"));
    }

    @Test
    void completionIsAScript() {
        assertTrue(Cli.run("generate-completion").out().contains("complete"));
    }

    /** The first row of theory's table of the paper's setting, and the digits NIST certifies for Longley's data. */
    @Test
    void knownNumbers() {
        String one = Cli.run("risk", "--steps", "10", "--monte-carlo", "1").out();
        assertTrue(one.contains("  (one replicate)\n") && !one.contains("NaN"), one);
        assertTrue(Cli.run("risk", "--steps", "100").out().contains("excess risk          0.16677"));
        Cli fit = Cli.run("least-squares", "--csv", "builtin:longley", "--target", "TOTEMP", "--intercept");
        for (String digits : List.of(
                "-3482258.63459582",
                "15.0618722713733",
                "-0.0358191792925910",
                "-2.02022980381683",
                "-1.03322686717359",
                "-0.0511041056535807",
                "1829.15146461355")) {
            assertTrue(fit.out().contains(" " + digits), digits);
        }
    }

    @Test
    void enginesAgreeOrTheFirstDifferenceIsShown() {
        Cli same = Cli.run("train", "--dim", "6", "--steps", "40", "--all-q", "e4m3:sr", "--compare", "exact");
        assertEquals(0, same.code(), same.out());
        assertTrue(same.out().startsWith("fast and exact are identical: 40 steps"), same.out());
        Cli other = Cli.run(
                "train",
                "--dim",
                "6",
                "--steps",
                "9",
                "--batch",
                "3",
                "--data-q",
                "e4m3:sr",
                "--label-q",
                "e4m3:sr",
                "--compare",
                "exact",
                "--json");
        assertEquals(other.json().get("identical").asBoolean() ? 0 : 1, other.code());
        assertEquals(1, other.code(), "unquantized weights are rounded by one engine alone");
        assertTrue(other.json().get("firstDifference").get("step").asInt() > 1, other.out());
        assertTrue(other.json().get("firstDifference").get("exact").has("exactBefore"));
    }

    @Test
    void everyReplicateIsCompared() {
        Cli same = Cli.run(
                "train", "--dim", "3", "--steps", "5", "--all-q", "e4m3:sr", "--replicates", "4", "--compare", "exact");
        assertEquals(0, same.code(), same.err());
        assertTrue(
                same.out().startsWith("fast and exact are identical: 4 replicates, 20 steps, 100 tensors"), same.out());
        Cli other = Cli.run(
                "train",
                "--dim",
                "3",
                "--steps",
                "1",
                "--data-q",
                "e4m3:sr",
                "--replicates",
                "50",
                "--compare",
                "exact",
                "--json");
        assertEquals(50, other.json().get("replicates").asInt(), "one step from 0 rounds nothing but the data");
    }

    @Test
    void slowRunsSayWhy() {
        String[] args = {"train", "--engine", "certified", "--dim", "3", "--steps", "9", "--parameter-q", "e4m3:sr"};
        Cli slow = Cli.run(args);
        assertTrue(
                slow.out()
                        .contains(
                                "slow           the whole run was made in exact arithmetic: an unquantized residual y − a"
                                        + " is no double"),
                slow.out());
        assertTrue(slow.out().contains("fallbacks      27  "), slow.out());
        Cli quick =
                Cli.run("train", "--engine", "certified", "--dim", "3", "--steps", "9", "--all-q", "e4m3:sr", "--json");
        assertTrue(quick.json().get("unfiltered").isNull());
    }

    @Test
    void weightsBeyondTheDoublesAreRefused() {
        for (String engine : List.of("fast", "exact", "certified")) {
            Cli run = Cli.run(
                    "train",
                    "--engine",
                    engine,
                    "--dim",
                    "2",
                    "--steps",
                    "9",
                    "--step-size",
                    "1e300",
                    "--activation-q",
                    "binary32:sr:sat-propagate",
                    "--gradient-q",
                    "identity");
            assertEquals(2, run.code(), engine + run.out());
            assertEquals(
                    1,
                    run.err()
                            .lines()
                            .filter(line -> !line.contains(": warning: "))
                            .count(),
                    run.err());
        }
    }

    @Test
    void tracesAreWritten(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("trace.jsonl");
        Cli run = Cli.run("train", "--dim", "2", "--steps", "3", "--all-q", "e4m3:sr", "--trace", file.toString());
        assertEquals(0, run.code(), run.err());
        List<String> lines = Files.readAllLines(file);
        assertEquals(1 + 5 * 3, lines.size(), "a header, and five tensors in each step");
        assertTrue(lines.get(1).contains("\"tensor\":\"data\""), lines.get(1));
    }

    @Test
    void resultsDoNotDependOnThreads() {
        String[] args = {"train", "--dim", "4", "--steps", "20", "--replicates", "9", "--threads", "1"};
        String one = Cli.run(args).out();
        args[8] = "4";
        assertEquals(withoutSeconds(one), withoutSeconds(Cli.run(args).out()));
    }

    private static String withoutSeconds(String text) {
        return text.replaceAll("seconds .*", "");
    }

    /** Decimal commas and other digits of a locale must not reach the output. */
    @Test
    void outputDoesNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        String expected = everything();
        try {
            for (String tag : List.of("de-DE", "ar-EG-u-nu-arab", "tr-TR")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertEquals(expected, everything(), tag);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    private static String everything() {
        return Cli.run("risk", "--dim", "4", "--steps", "9", "--monte-carlo", "5")
                        .out()
                + Cli.run("risk", "--dim", "4", "--steps", "9", "--step-size", "2")
                        .err()
                + Cli.run("spectrum", "--dim", "4", "--data-q", "additive(0.1)").out()
                + Cli.run("formats", "INT8(step=1/4)").err()
                + Cli.run("formats", "int8(step=1/4)").out()
                + Cli.run("formats").out();
    }
}
