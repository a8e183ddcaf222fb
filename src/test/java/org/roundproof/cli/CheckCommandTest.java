package org.roundproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        refused("log.csv, line 3: there is 1 cell and the header has 2", check("x,y\n1,1\n1\n"));
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
        refused(
                "line 2: the column words is missing, and e4m3:sr needs each row's random words",
                Cli.run("check", "--quantizer", "e4m3:sr", log));
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
        refused("or --quantizer SPEC for a log", Cli.run("check", file("log.csv", "x,y\n")));
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

    private static final List<String> HEAD = List.of(
            "{\"roundproofVectors\":1,\"generator\":{\"name\":\"roundproof\"},",
            " \"groups\":[",
            "  {\"quantizer\":\"e4m3:ties-to-even\",\"tests\":[",
            "    {\"id\":\"a\",\"x\":\"0x1.1p0\",\"y\":\"0x1.0p0\",\"flags\":[\"tie\"]},",
            "    {\"id\":\"b\",\"x\":\"nan\",\"y\":\"nan\"}]},",
            "  {\"decode\":\"e4m3\",\"tests\":[{\"id\":\"c\",\"code\":\"0x7e\",\"y\":\"0x1.cp8\"}]},",
            "  {\"random\":\"philox4x32-10\",\"tests\":[{\"id\":\"d\",\"word\":\"0xcafebabe\"}]}");
    private static final String VECTORS = String.join("\n", HEAD) + "\n ]}\n";

    private Cli vectors(String answers, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(0, List.of("check", file("vectors.json", VECTORS), file("answers.csv", answers)));
        return Cli.run(arguments.toArray(String[]::new));
    }

    @Test
    void answersToVectorsComeInAnyOrderAndSomeMayBeMissing() throws IOException {
        Cli run = vectors("id,y\nd,0xcafebabe\nb,nan\na,0x1.0p0\nc,448\n");
        assertEquals(0, run.code(), run.out() + run.err());
        assertEquals(
                "in all: 4 answers, 4 right, 0 wrong, 0 skipped", run.lines().get(0));
        Cli declined = vectors("id,y\na,1\nb,unsupported\nc,Unsupported\nd,unsupported\n");
        assertEquals(0, declined.code(), declined.out() + declined.err());
        assertEquals(
                "in all: 1 answer, 1 right, 0 wrong, 3 skipped",
                declined.lines().get(0));
        Cli none = vectors("id,y\n");
        assertEquals(1, none.code(), none.out());
        assertTrue(none.out().contains("nothing was answered, so nothing is passed"), none.out());
        Cli wrong = vectors("id,y\na,0x1.2p0\nb,0\nc,480\nd,1\n");
        assertEquals(1, wrong.code());
        assertTrue(wrong.out().contains("c: theirs 0x1.ep8, exact 0x1.cp8"), wrong.out());
        assertTrue(wrong.out().contains("d: theirs 0x00000001, exact 0xcafebabe"), wrong.out());
        assertTrue(wrong.out().contains("ties-to-away + nan-to-zero"), wrong.out());
    }

    /** A kernel that crashes leaves tests without an answer; silence is no answer. */
    @Test
    void testsWithoutAnAnswerFailTheCheck() throws IOException {
        String stopped = "id,y\na,1\nc,unsupported\nd,\n";
        Cli run = vectors(stopped);
        assertEquals(1, run.code(), run.out() + run.err());
        assertEquals("2 tests were not answered, the first is b", run.lines().get(0));
        assertTrue(run.out().contains("in all: 1 answer, 1 right, 0 wrong, 1 skipped"), run.out());
        Cli json = vectors(stopped, "--json");
        assertEquals(1, json.code());
        assertEquals(2, json.json().path("unanswered").asInt());
        assertEquals(1, json.json().at("/groups/0/unanswered").asInt());
        assertFalse(json.json().path("passed").asBoolean());
        Cli partial = vectors(stopped, "--partial");
        assertEquals(0, partial.code(), partial.out() + partial.err());
        assertEquals(
                "in all: 1 answer, 1 right, 0 wrong, 3 skipped", partial.lines().get(0));
        Cli log = check("x,y\n1,1\n2,\n");
        assertEquals(1, log.code(), log.out());
        assertEquals(
                "1 test was not answered, the first is e4m3:ties-to-even/0x1.0p1",
                log.lines().get(0));
        String lines = file("log.jsonl", "{\"x\":1,\"y\":1}\n{\"x\":2}\n");
        assertEquals(
                1, Cli.run("check", "--quantizer", "e4m3:ties-to-even", lines).code());
        assertEquals(
                0,
                Cli.run("check", "--quantizer", "e4m3:ties-to-even", lines, "--partial")
                        .code());
    }

    /** A row is right only if its value and its code are. */
    @Test
    void aValueAndACodeAreBothCompared() throws IOException {
        assertEquals(0, check("x,y,code\n1,1,0x38\n").code());
        Cli code = check("x,y,code\n1,1,0x39\n");
        assertEquals(1, code.code(), code.out());
        assertTrue(code.out().contains("0x1.2p0 = 0x39"), code.out());
        assertEquals(1, check("x,y,code\n1,2,0x38\n").code());
    }

    @Test
    void byteOrderMarksAreSkipped() throws IOException {
        String mark = "\uFEFF";
        assertEquals(0, check(mark + "x,y\n1,1\n").code());
        assertEquals(
                0,
                Cli.feed(
                                mark + "{\"x\":1,\"y\":1}\n",
                                "check",
                                "--quantizer",
                                "e4m3:ties-to-even",
                                "-",
                                "--as",
                                "jsonl")
                        .code());
        String vectors = file("marked.json", mark + VECTORS);
        assertEquals(
                0,
                Cli.run("check", vectors, file("a.csv", "id,y\na,1\n"), "--partial")
                        .code());
        String trace = file("marked.jsonl", mark + data("\"0x1.1p0\"", "\"0x1.0p0\""));
        assertEquals(0, Cli.run("check", "--trace", trace, trace).code());
    }

    @Test
    void answersToNoTestOrTwiceAreNamed() throws IOException {
        refused("line 3: no test of the vector file has the id 'z'", vectors("id,y\na,1\nz,1\n"));
        refused("line 3: the test 'a' was answered before", vectors("id,y\na,1\na,1\n"));
        refused("line 6: the test 'a' was answered before", vectors("id,y\na,1\nb,nan\nc,448\nd,0xcafebabe\na,1\n"));
        refused("line 2: there is no id", vectors("x,y\n1,1\n"));
    }

    @Test
    void damagedVectorsAreRefused() throws IOException {
        String answers = file("answers.csv", "id,y\na,1\n");
        for (String[] damage : new String[][] {
            {
                "\"y\":\"0x1.0p0\"",
                "\"y\":\"0x1.2p0\"",
                "line 4: the test a says 0x1.2p0 where exact arithmetic gives 0x1.0p0"
            },
            {"\"roundproofVectors\":1", "\"roundproofVectors\":2", "is no vector file"},
            {"]}\n ]}", "", "this is no JSON; the file may be cut off"},
            {"\"x\":\"0x1.1p0\",", "", "line 4: the field \"x\" is missing"},
        }) {
            String damaged = file("damaged.json", VECTORS.replace(damage[0], damage[1]));
            refused(damage[2], Cli.run("check", damaged, answers));
        }
        refused("is no vector file", Cli.run("check", file("list.json", "[1]"), answers));
    }

    /** Vectors as the program writes them, answered by quantize; and with its codes by an array in their order. */
    @Test
    void generatedVectorsAreAnsweredByQuantize() throws IOException {
        String vectors = dir.resolve("v.json").toString();
        assertEquals(
                0,
                Cli.run("vectors", "e4m3:sr(8)", "e2m1", "random", "--out", vectors)
                        .code());
        Cli csv = Cli.run("vectors", "e4m3:sr(8)", "--as", "csv", "--answers");
        assertEquals(0, csv.code(), csv.err());
        Cli right = Cli.run("check", vectors, file("a.csv", csv.out()), "--partial");
        assertEquals(0, right.code(), right.out() + right.err());
        assertTrue(
                right.lines().get(0).contains(" 0 wrong, ")
                        && !right.lines().get(0).contains(" 0 skipped"),
                right.out());
    }

    @Test
    void arraysAreReadInTheOrderOfTheTests() throws IOException {
        String vectors = file("v.json", String.join("\n", HEAD.subList(0, 5)).replaceFirst(",$", "") + "]}");
        Cli floats = Cli.run("check", vectors, npy("y.npy", "<f4", 2, Float.BYTES, 1.0, Double.NaN));
        assertEquals(0, floats.code(), floats.out() + floats.err());
        Cli codes = Cli.run("check", vectors, npy("c.npy", "|u1", 2, Byte.BYTES, 0x39, 0x7f));
        assertEquals(1, codes.code(), codes.out() + codes.err());
        assertEquals(
                "e4m3:ties-to-even: 2 answers, 1 right, 1 wrong, 0 skipped",
                codes.lines().get(0));
        String cut = npy("s.npy", "<f8", 1, Double.BYTES, 1.0);
        refused("end before the test b", Cli.run("check", vectors, cut));
        assertEquals(0, Cli.run("check", vectors, cut, "--partial").code());
        refused("more answers than tests", Cli.run("check", vectors, npy("l.npy", "<f8", 3, Double.BYTES, 1, 1, 1)));
        refused(
                "elements of type >f8 are not read",
                Cli.run("check", vectors, npy("b.npy", ">f8", 2, Double.BYTES, 1, 1)));
        Cli log = Cli.run(
                "check",
                "--quantizer",
                "e4m3:sr(8)",
                npy("y2.npy", "<f8", 2, Double.BYTES, 1.125, 1),
                "--x",
                npy("x.npy", "<f8", 2, Double.BYTES, 1.0625, 1.0625),
                "--words",
                npy("w.npy", "<u4", 2, Integer.BYTES, 0x80000000L, 0x7f000000L));
        assertEquals(0, log.code(), log.out() + log.err());
    }

    /** A NumPy array, written by hand. */
    private String npy(String name, String type, int rows, int bytes, double... values) throws IOException {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + rows + ",), }\n";
        ByteBuffer out = ByteBuffer.allocate(10 + header.length() + values.length * bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) header.length())
                .put(header.getBytes(StandardCharsets.US_ASCII));
        for (double value : values) {
            if (type.contains("u")) {
                long bits = (long) value;
                for (int i = 0; i < bytes; i++) {
                    out.put((byte) (bits >>> (8 * i)));
                }
            } else if (bytes == Float.BYTES) {
                out.putFloat((float) value);
            } else {
                out.putDouble(value);
            }
        }
        return Files.write(dir.resolve(name), out.array()).toString();
    }

    /** 2000 draws of 1.04 that always go down, where one third goes up. */
    @Test
    void blackBoxStatisticsNameTheLaw() throws IOException {
        String down = file("log.csv", "x,y\n" + "1.04,1\n".repeat(2000));
        Cli run = Cli.run("check", "--quantizer", "e4m3:sr", "--black-box", down);
        assertEquals(1, run.code(), run.err());
        assertTrue(
                run.lines()
                        .get(0)
                        .startsWith("e4m3:sr: 1 finding in 2000 draws at 1 input, 7 tests, false alarm below 1.0E-9"),
                run.out());
        assertTrue(run.out().contains("the counts agree with ties-to-even"), run.out());
        assertTrue(run.out().contains("2000 draws at x = 0x1.0a3d70a3d70a4p0 would have shown"), run.out());
        Cli few = Cli.run("check", "--quantizer", "e4m3:sr", "--black-box", file("one.csv", "x,y\n1.0625,1\n"));
        assertEquals(0, few.code(), few.err());
        assertTrue(
                few.out()
                        .contains(
                                "no input has enough draws to show a wrong rate by itself: 1 draw at x = 0x1.1p0, where"),
                few.out());
        assertTrue(few.out().contains("all draws together are too few as well"), few.out());
        Cli exact = Cli.run("check", "--quantizer", "e4m3:toward-zero", "--black-box", down);
        refused("no draw is left to chance", exact);
        Cli json = Cli.run(
                "check", "--quantizer", "e4m3:sr", "--black-box", "--json", file("off.csv", "x,code\n1.04,0x3a\n"));
        assertEquals("off-support", json.json().at("/findings/0/fault").asString());
        refused("--black-box takes --quantizer", Cli.run("check", "--black-box", down));
        refused(
                "there is no draw",
                Cli.run("check", "--quantizer", "e4m3:sr", "--black-box", file("none.csv", "x,y\n")));
    }

    private static final String TRACE_HEAD =
            "{\"roundproofTrace\":1,\"engine\":\"exact\",\"problem\":\"p\",\"dimension\":2,"
                    + "\"steps\":1,\"batch\":1,\"stepSize\":\"0x1.0p-3\",\"operators\":{\"data\":\"e4m3:ties-to-even\",\"label\":\"identity\","
                    + "\"parameter\":\"identity\",\"activation\":\"identity\",\"gradient\":\"identity\"},"
                    + "\"average\":\"all\",\"seed\":\"1\",\"replicate\":0}\n";

    private static String data(String before, String after) {
        return TRACE_HEAD + "{\"step\":1,\"tensor\":\"data\",\"before\":[" + before + "],\"after\":[" + after + "]}\n";
    }

    @Test
    void tracesAreComparedToTheFirstDifference() throws IOException {
        String expected = file("a.jsonl", data("\"0x1.1p0\",\"0x1.3p0\"", "\"0x1.0p0\",\"0x1.4p0\""));
        assertEquals(0, Cli.run("check", "--trace", expected, expected).code());
        Cli away = Cli.run(
                "check",
                "--trace",
                expected,
                file("b.jsonl", data("\"0x1.1p0\",\"0x1.3p0\"", "\"0x1.2p0\",\"0x1.4p0\"")));
        assertEquals(1, away.code(), away.err());
        assertEquals("first difference at step 1, data[0]", away.lines().get(0));
        assertTrue(away.out().contains("The quantizer's input is the same"), away.out());
        assertTrue(away.out().contains("[ties-to-away]"), away.out());
        Cli input = Cli.run(
                "check",
                "--trace",
                expected,
                file("c.jsonl", data("\"0x1.18p0\",\"0x1.3p0\"", "\"0x1.2p0\",\"0x1.4p0\"")));
        assertEquals(1, input.code());
        assertTrue(input.out().contains("input differs already: look at the features"), input.out());
        Cli ended = Cli.run("check", "--trace", "--json", expected, file("d.jsonl", TRACE_HEAD));
        assertEquals(1, ended.code());
        assertTrue(ended.out().contains("\"trace B ends after step "), ended.out());
        refused("--trace takes two files", Cli.run("check", "--trace", expected));
    }

    /** The expected trace has the words: 50/50 in place of sr(8) is named. */
    @Test
    void theWordsOfATraceTakePartInTheDiagnosis() throws IOException {
        StringBuilder words = new StringBuilder();
        StringBuilder before = new StringBuilder();
        StringBuilder right = new StringBuilder();
        StringBuilder coin = new StringBuilder();
        for (int i = 0; i < 64; i++) {
            String separator = i == 0 ? "" : ",";
            words.append(String.format("%s\"0x%02x000000\"", separator, 4 * i));
            before.append(separator).append("\"0x1.08p0\"");
            right.append(separator).append(i >= 48 ? "\"0x1.2p0\"" : "\"0x1.0p0\"");
            coin.append(separator).append(i >= 32 ? "\"0x1.2p0\"" : "\"0x1.0p0\"");
        }
        String head = TRACE_HEAD.replace("e4m3:ties-to-even", "e4m3:sr(8)");
        String line = "{\"step\":1,\"tensor\":\"data\",\"before\":[" + before + "],\"after\":[%s],\"words\":[" + words
                + "]}\n";
        String expected = file("a.jsonl", head + String.format(line, right));
        Cli run = Cli.run("check", "--trace", "--json", expected, file("b.jsonl", head + String.format(line, coin)));
        assertEquals(1, run.code(), run.err());
        assertEquals(32, run.json().path("element").asInt());
        assertEquals(
                "fifty-fifty", run.json().at("/diagnosis/explanations/0/name").asString());
    }
}
