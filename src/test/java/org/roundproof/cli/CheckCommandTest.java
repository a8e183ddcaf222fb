package org.roundproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CheckCommandTest {
    @TempDir
    private Path dir;

    private String file(String name, String content) throws IOException {
        return Files.writeString(dir.resolve(name), content).toString();
    }

    private static void refused(String named, Cli run) {
        assertEquals(2, run.code(), run.out() + run.err());
        assertTrue(run.err().contains(named), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @Test
    void aRightLogPasses() throws IOException {
        String log =
                file("log.csv", "x,words,y\n0x1.1p0,0xcc000000,0x1.2p0\n1.0625,0,1\n-0x1p-20,0,-0x0.0p0\nnan,0,nan\n");
        Cli run = Cli.run("check", "--quantizer", "e4m3:sr(8)", log);
        assertEquals(0, run.code(), run.err());
        assertEquals(List.of("e4m3:sr(8): 4 answers, 4 right, 0 wrong, 0 skipped"), run.lines());
    }

    /** Ties away: 17/16 and 21/16 go up to an odd significand, 19/16 goes up under both rules. */
    @Test
    void tiesAwayAreFoundAndNamed() throws IOException {
        String log = file(
                "log.csv",
                "x,y\n0x1.1p0,0x1.2p0\n0x1.3p0,0x1.4p0\n-0x1.5p0,-0x1.6p0\n0x1.4p0,0x1.4p0\n2,unsupported\n");
        Cli run = Cli.run("check", "--quantizer", "e4m3:ties-to-even", log);
        assertEquals(1, run.code(), run.err());
        assertEquals(
                "e4m3:ties-to-even: 4 answers, 2 right, 2 wrong, 1 skipped",
                run.lines().get(0));
        assertTrue(run.out().contains("  tie: 2 wrong"), run.out());
        assertTrue(run.out().contains("0x1.1p0   0x1.2p0 = 0x39   0x1.0p0 = 0x38           +1"), run.out());
        assertTrue(
                run.out()
                        .contains("explained by: rounds to nearest, ties away from zero [ties-to-away]"
                                + " (all 2 wrong answers, and none of the 2 right ones contradicts it)."),
                run.out());
    }

    @Test
    void codesAreComparedAsCodes() throws IOException {
        String log = file(
                "log.jsonl",
                "{\"x\":\"nan\",\"code\":\"0xff\"}\n{\"x\":1,\"code\":56}\n\n{\"x\":\"1000\",\"code\":\"0x7f\"}\n"
                        + "{\"x\":\"3\",\"unsupported\":true}\n");
        Cli run = Cli.run("check", "--quantizer", "e4m3:ties-to-even", log, "--json");
        assertEquals(1, run.code(), run.err());
        JsonNode json = run.json();
        assertEquals(2, json.path("right").asInt());
        assertEquals(1, json.path("wrong").asInt());
        assertEquals(1, json.path("skipped").asInt());
        JsonNode first = json.at("/groups/0/classes/0/first/0");
        assertEquals("nan", first.path("got").asString());
        assertEquals("0x1.cp8", first.path("exact").asString());
        assertEquals("0x7e", first.path("exactCode").asString());
        assertTrue(json.at("/groups/0/diagnosis/explained").asBoolean());
    }

    @Test
    void unreadableRowsAreNamed() throws IOException {
        refused("log.csv, line 2: 'one' is not a number", check("x,y\none,1\n"));
        refused("log.csv, line 3: there are 1 cells and the header has 2", check("x,y\n1,1\n1\n"));
        refused("line 1: the column 'z' is not known", check("x,z\n1,1\n"));
        refused("there is no answer; the header needs the column y", check("x\n1\n"));
        refused("line 2: there is no x", check("id,y\na,1\n"));
        refused("is empty", check(""));
        refused("there is no answer to check", check("x,y\n"));
        refused("line 2: 0x1ff is no code of e4m3", check("x,code\n1,0x1ff\n"));
        refused("line 2: the code '1.5' is no code", check("x,code\n1,1.5\n"));
        refused("line 2: random bits '-1' are no 32-bit word", check("x,words,y\n1,-1,1\n"));
    }

    @Test
    void wordsThatAreMissingAreAskedFor() throws IOException {
        String log = file("log.csv", "x,y\n0x1.1p0,1\n");
        refused("line 2: the words '' do not decide this rounding", Cli.run("check", "--quantizer", "e4m3:sr", log));
    }

    private Cli check(String log) throws IOException {
        return Cli.run("check", "--quantizer", "e4m3:ties-to-even", file("log.csv", log));
    }

    @Test
    void theFormIsAskedForAndStandardInputIsRead() throws IOException {
        refused("end its name with .csv", Cli.run("check", "--quantizer", "e4m3:sr", file("log.txt", "")));
        refused(
                "no such file",
                Cli.run("check", "--quantizer", "e4m3:sr", dir.resolve("no.csv").toString()));
        refused("give --quantizer", Cli.run("check", file("log.csv", "x,y\n")));
        Cli piped = Cli.feed("x,y\n1,1\n", "check", "--quantizer", "e4m3:ties-to-even", "-");
        assertEquals(0, piped.code(), piped.err());
    }

    @Test
    void knownFailuresAreListedAndStayListedOnlyWhileTheyFail() throws IOException {
        String log = file("log.csv", "x,y\n0x1.1p0,0x1.2p0\n1,1\n");
        String quantizer = "e4m3:ties-to-even";
        Cli listed = Cli.run(
                "check",
                "--quantizer",
                quantizer,
                log,
                "--known-failures",
                file("known", "# ties\n" + quantizer + "/0x1.1p0 # yes\n"));
        assertEquals(0, listed.code(), listed.out());
        assertEquals(
                "e4m3:ties-to-even: 2 answers, 1 right, 1 wrong (1 known), 0 skipped",
                listed.lines().get(0));
        Cli all = Cli.run("check", "--quantizer", quantizer, log, "--known-failures", file("known", "e4m3*\n"));
        assertEquals(0, all.code(), all.out());
        Cli passing = Cli.run(
                "check",
                "--quantizer",
                quantizer,
                log,
                "--known-failures",
                file("known", "e4m3*\n" + quantizer + "/0x1.0p0\n"));
        assertEquals(1, passing.code(), passing.out());
        assertTrue(passing.out().contains("passes: e4m3:ties-to-even/0x1.0p0"), passing.out());
    }
}
