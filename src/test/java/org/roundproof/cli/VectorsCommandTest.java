package org.roundproof.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roundproof.conformance.vectors.TraceCollection;
import org.roundproof.conformance.vectors.VectorSchema;
import org.roundproof.format.HexFloat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VectorsCommandTest {
    private static final Path COMMITTED = Path.of("src", "test", "resources", "vectors");

    @TempDir
    private Path directory;

    /** The three forms hold the same questions in the same order, and the same answers. */
    @Test
    void formsAgree() throws IOException {
        for (String spec : List.of("e2m1:sr", "p3109(5,2,s,e):ties-to-even:ovf-inf", "int5(step=1/4):tpdf")) {
            JsonNode group = Cli.run("vectors", spec).json().at("/groups/0");
            JsonNode tests = group.get("tests");
            List<CSVRecord> rows = CSVParser.parse(
                            Cli.run("vectors", spec, "--as", "csv", "--answers").out(),
                            CSVFormat.DEFAULT
                                    .builder()
                                    .setHeader()
                                    .setSkipHeaderRecord(true)
                                    .get())
                    .getRecords();
            assertEquals(tests.size(), rows.size());
            for (int i = 0; i < rows.size(); i++) {
                for (String field : List.of("id", "x", "words", "y", "code", "ternary")) {
                    assertEquals(
                            tests.get(i).path(field).asString(""), rows.get(i).get(field));
                }
            }
            assertEquals(
                    "id,x,words",
                    Cli.run("vectors", spec, "--as", "csv").lines().get(0));
            npy(spec, group);
        }
    }

    private void npy(String spec, JsonNode group) throws IOException {
        Path arrays = directory.resolve("npy" + spec.hashCode());
        Cli run = Cli.run("vectors", spec, "--as", "npy", "--answers", "--out", arrays.toString());
        assertEquals(0, run.code(), run.err());
        JsonNode tests = group.get("tests");
        ByteBuffer x = data(arrays.resolve("x.npy"), "'<f8'");
        ByteBuffer y = data(arrays.resolve("y.npy"), "'<f8'");
        int uses = group.get("wordsPerElement").asInt();
        boolean missing = tests.valueStream().anyMatch(test -> !test.has("code"));
        ByteBuffer code = data(arrays.resolve("code.npy"), "'<u1'");
        ByteBuffer words = uses == 0 ? null : data(arrays.resolve("words.npy"), "'<u4'");
        int levels = uses == 0 ? 0 : words.remaining() / (4 * uses * tests.size());
        assertTrue(Files.exists(arrays.resolve("words.npy")) == uses > 0);
        for (JsonNode test : tests) {
            assertEquals(test.get("x").asString(), HexFloat.of(x.getDouble()));
            assertEquals(test.get("y").asString(), HexFloat.of(y.getDouble()));
            int read = Byte.toUnsignedInt(code.get());
            assertEquals(test.has("code") ? Integer.decode(test.get("code").asString()) : missing ? 255 : -1, read);
            String[] given = test.path("words").asString("").split(";");
            for (int use = 0; use < uses; use++) {
                String[] level = given[use].split(" ");
                for (int k = 0; k < levels; k++) {
                    long word = Integer.toUnsignedLong(words.getInt());
                    assertEquals(k < level.length ? Long.decode(level[k]) : 0L, word);
                }
            }
        }
        assertEquals(0, x.remaining() + y.remaining() + code.remaining());
    }

    /** What follows the header of an NPY file, version 1.0. */
    private static ByteBuffer data(Path file, String type) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = new byte[8];
        bytes.get(magic);
        assertArrayEquals(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}, magic);
        byte[] header = new byte[bytes.getShort()];
        bytes.get(header);
        assertEquals(0, bytes.position() % 64);
        String text = new String(header, StandardCharsets.US_ASCII);
        assertTrue(text.contains("'descr': " + type) && text.endsWith("\n"), text);
        return bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void severalGroupsGoIntoOneFile() throws IOException {
        Path file = directory.resolve("v.json");
        Cli run = Cli.run(
                "vectors",
                "e2m1",
                "e2m1:ties-to-even",
                "random",
                "--input",
                "bfloat16",
                "--seed",
                "0xffffffffffffffff",
                "--out",
                file.toString());
        assertEquals(0, run.code(), run.err());
        JsonNode node = JsonMapper.shared().readTree(Files.readString(file));
        assertEquals("18446744073709551615", node.at("/generator/seed").asString());
        assertEquals("bfloat16", node.at("/generator/input").asString());
        assertEquals(5, node.get("groups").size());
        int tests = 0;
        for (JsonNode group : node.get("groups")) {
            tests += group.get("tests").size();
        }
        assertEquals(
                "vectors: " + tests + " tests, level 1, seed 18446744073709551615, input bfloat16, to " + file + "\n",
                run.err());
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(List.of(file), files.toList(), "no temporary file stays");
        }
    }

    @Test
    void collectionIsTheCommittedOne() throws IOException {
        assertEquals(
                0,
                Cli.run("vectors", "--out", directory.resolve("all").toString()).code());
        assertEquals(
                0,
                Cli.run(
                                "vectors",
                                "--traces",
                                "--out",
                                directory.resolve("runs").toString())
                        .code());
        for (String[] pair : new String[][] {{"all", "level1"}, {"runs", "traces"}}) {
            assertEquals(
                    Files.readString(COMMITTED.resolve(pair[1]).resolve("manifest.json")),
                    Files.readString(directory.resolve(pair[0]).resolve("manifest.json")));
        }
    }

    /** A trace's header holds the command that makes the file again, byte for byte. */
    @Test
    void traceHeadersHoldTheirCommand() throws IOException {
        for (TraceCollection.TraceFile file : TraceCollection.files()) {
            Path committed = COMMITTED.resolve("traces").resolve(file.name());
            JsonNode header =
                    JsonMapper.shared().readTree(Files.readAllLines(committed).get(0));
            List<String> arguments = new ArrayList<>();
            header.get("command").forEach(argument -> arguments.add(argument.asString()));
            Path again = directory.resolve(file.name());
            arguments.addAll(Arrays.asList("--trace", again.toString(), "--threads", "1"));
            Cli run = Cli.run(arguments.toArray(String[]::new));
            assertEquals(0, run.code(), run.err());
            assertEquals(Files.readString(committed), Files.readString(again));
        }
    }

    @Test
    void wordsNeedATrace() {
        Cli run = Cli.run("train", "--dim", "2", "--steps", "2", "--trace-words");
        assertEquals(2, run.code());
        assertTrue(run.err().contains("--trace FILE"), run.err());
    }

    @Test
    void schemaIsPrinted() {
        assertEquals(VectorSchema.text(), Cli.run("vectors", "--schema").out());
    }

    /** A reader that has seen enough, such as head, ends the command without a word. */
    @Test
    void closedPipeEndsQuietly() {
        OutputStream pipe = new OutputStream() {
            private int left = 200_000;

            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                left -= length;
                if (left < 0) {
                    throw new IOException("Broken pipe");
                }
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(new ByteArrayInputStream(new byte[0]), pipe, err, "vectors", "e4m3:sr", "--level", "2");
        assertEquals(0, code);
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void whatCannotBeWrittenIsSaid() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "mine");
        refused("is a file", "vectors", "--out", file.toString());
        refused("is a file", "vectors", "--traces", "--out", file.toString());
        refused("is a directory", "vectors", "e2m1", "--out", directory.toString());
        refused("one quantizer and --out", "vectors", "e2m1:sr", "--as", "npy");
        refused("none: write it as json", "vectors", "e2m1", "--as", "npy", "--out", directory.toString());
        refused("give --out DIR", "vectors", "--traces");
        refused("json holds the answers", "vectors", "e2m1:sr", "--answers");
        String nowhere = directory.resolve("none/x").toString();
        refused(nowhere + " cannot be written: " + directory.resolve("none"), "vectors", "e2m1:sr", "--out", nowhere);
        refused("--out is empty", "vectors", "e2m1:sr", "--out", "");
        assertEquals("mine", Files.readString(file));
    }

    private static void refused(String what, String... arguments) {
        Cli run = Cli.run(arguments);
        assertEquals(2, run.code(), run.out());
        assertTrue(run.err().contains(what), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }
}
