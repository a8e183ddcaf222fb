package org.roundproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roundproof.conformance.WordList;
import org.roundproof.format.HexFloat;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.random.RandomWords;
import org.roundproof.random.Role;
import org.roundproof.random.WordSource;

/** Lines in, lines out: nothing lost, nothing late, nothing after a mistake. */
class QuantizeStreamTest {
    /** Delivers its bytes in pieces; what was written before each read is checked. */
    private static final class Feeder extends InputStream {
        private final byte[] bytes;
        private final SplittableRandom random = new SplittableRandom(1);
        private int at;

        Feeder(String text) {
            bytes = text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            throw new AssertionError("bytes are not read one by one");
        }

        @Override
        public int read(byte[] to, int offset, int length) {
            int count = Math.min(Math.min(length, bytes.length - at), 1 + random.nextInt(9));
            System.arraycopy(bytes, at, to, offset, count);
            at += count;
            return at == bytes.length && count == 0 ? -1 : count;
        }
    }

    private static String lines(int count) {
        StringBuilder text = new StringBuilder();
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < count; i++) {
            double x = random.nextDouble(-500, 500);
            text.append(i % 3 == 0 ? Double.toString(x) : Double.toHexString(x));
            text.append(i % 2 == 0 ? ",0x" + Integer.toHexString(random.nextInt()) : "")
                    .append('\n');
        }
        return text.toString();
    }

    /** Whatever pieces the input comes in, more of them than a buffer holds. */
    @Test
    void piecesMakeNoDifference() {
        String text = lines(20_000);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertEquals(0, Main.run(new Feeder(text), out, err, "quantize", "e4m3:sr(8)"));
        Cli whole = Cli.feed(text, "quantize", "e4m3:sr(8)");
        assertEquals(20_000, whole.lines().size());
        assertEquals(whole.out(), out.toString(StandardCharsets.US_ASCII));
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    /** Whoever feeds line by line has each answer before the next line is read. */
    @ParameterizedTest
    @ValueSource(strings = {"quantize e4m3:sr", "quantize e4m3:sr --columns y,code", "quantize e4m3:sr --binary"})
    void answersComeAtOnce(String command) {
        boolean binary = command.endsWith("binary");
        byte[] question =
                binary ? new byte[] {0, 0, 0, 0, 0, 0, (byte) 0xf0, 0x3f} : "1\n".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Integer> written = new ArrayList<>();
        InputStream patient = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("bytes are not read one by one");
            }

            @Override
            public int read(byte[] to, int offset, int length) {
                written.add(out.size());
                if (written.size() > 5) {
                    return -1;
                }
                System.arraycopy(question, 0, to, offset, question.length);
                return question.length;
            }
        };
        assertEquals(0, Main.run(patient, out, new ByteArrayOutputStream(), command.split(" ")));
        int answer = binary ? 8 : command.contains("code") ? "0x1.0p0,0x38\n".length() : "0x1.0p0\n".length();
        assertEquals(List.of(0, answer, 2 * answer, 3 * answer, 4 * answer, 5 * answer), written);
    }

    @Test
    void markLineEndsAndBlanks() {
        Cli run = Cli.feed("\uFEFF1\r\n 2\t\r\n+0X1.8P+1 , 0X10 \r\n-INF", "quantize", "e4m3:sr");
        assertEquals(0, run.code(), run.err());
        assertEquals(List.of("0x1.0p0", "0x1.0p1", "0x1.8p1", "-0x1.cp8"), run.lines());
        assertEquals("", Cli.feed("", "quantize", "e4m3:sr").out());
        assertEquals(new Cli(0, "", ""), Cli.feed(String.valueOf((char) 0xfeff), "quantize", "e4m3:sr"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1\n\uFEFF2\n3\n", "1\n\n3\n", "1\n2\r3\n4\n", "1\n \n", "1\n0x1p3d\n2\n", "1\n2,1;2;3\n"})
    void linesThatAreNone(String text) {
        Cli run = Cli.feed(text, "quantize", "e4m3:sr");
        assertEquals(2, run.code(), text);
        assertEquals("0x1.0p0\n", run.out(), text);
        assertTrue(run.err().startsWith("roundproof quantize: line 2: "), run.err());
        assertEquals(1, run.err().lines().count());
    }

    @Test
    void aBadLineDeepInTheStream() {
        String good = lines(50_000);
        Cli run = Cli.feed(good + "x\n" + good, "quantize", "e4m3:sr(8)");
        assertEquals(2, run.code());
        assertEquals(Cli.feed(good, "quantize", "e4m3:sr(8)").out(), run.out());
        assertTrue(run.err().startsWith("roundproof quantize: line 50001: 'x' is not a number"), run.err());
    }

    @Test
    void linesHaveALargestLength() {
        String longest = " ".repeat(LineInput.LONGEST - 1) + "1";
        assertEquals(
                List.of("0x1.0p1", "0x1.0p0", "0x1.8p1"),
                Cli.feed("2\n" + longest + "\n3\n", "quantize", "e4m3:sr").lines());
        for (String end : List.of("", "\n", "\n3\n")) {
            Cli run = Cli.feed("2\n " + longest + end, "quantize", "e4m3:sr");
            assertEquals(2, run.code());
            assertEquals("0x1.0p1\n", run.out());
            assertTrue(run.err().contains("line 2: the line has more than 1048576 bytes"), run.err());
        }
        Cli endless = Cli.feed("0".repeat(5 * LineInput.LONGEST), "quantize", "e4m3:sr");
        assertTrue(endless.err().contains("line 1: the line has more than 1048576 bytes"), endless.err());
    }

    @Test
    void aClosedPipeEndsTheRunQuietly() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("broken pipe");
            }
        };
        for (String[] args : List.of(
                new String[] {"quantize", "e4m3:sr(8)"},
                new String[] {"quantize", "e4m3:sr(8)", "--columns", "code"},
                new String[] {"quantize", "e4m3:sr(8)", "--binary"})) {
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            byte[] input = lines(9999).getBytes(StandardCharsets.US_ASCII);
            assertEquals(0, Main.run(new ByteArrayInputStream(input, 0, input.length / 8 * 8), closed, err, args));
            assertEquals("", err.toString(StandardCharsets.UTF_8));
        }
    }

    @Test
    void anInputThatFailsIsOneLine() {
        InputStream failing = new InputStream() {
            private boolean first = true;

            @Override
            public int read() {
                throw new AssertionError("bytes are not read one by one");
            }

            @Override
            public int read(byte[] to, int offset, int length) throws IOException {
                if (first) {
                    first = false;
                    to[offset] = '1';
                    to[offset + 1] = '\n';
                    return 2;
                }
                throw new IOException("the disk is gone");
            }
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertEquals(2, Main.run(failing, out, err, "quantize", "e4m3:sr"));
        assertEquals("0x1.0p0\n", out.toString(StandardCharsets.US_ASCII));
        assertEquals(
                "roundproof quantize: standard input cannot be read: the disk is gone",
                err.toString(StandardCharsets.UTF_8).strip());
    }

    /** Both engines, with words given in part, against the definition with those words and then the seed's. */
    @ParameterizedTest
    @ValueSource(
            strings = {"e4m3:sr", "e4m3:sr(8)", "int8(step=1/64):tpdf", "int8(step=0x1.5p-6):sr", "e5m2:to-odd:ovf-inf"
            })
    void wordsThatAreNotGivenComeFromTheSeed(String expression) {
        Quantizer q = (Quantizer) OperatorExpression.parse(expression).resolve();
        SplittableRandom random = new SplittableRandom(3);
        String[] words = {
            "", ",", ",0xffffffff", ",4294967295 ,", ",0xffffffff 0xffffffff", ",;7", ",1;0xfffffffe 3", ", 0X5"
        };
        StringBuilder input = new StringBuilder();
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            double x = random.nextInt(4) == 0 ? 1 + 0x1p-40 : random.nextDouble(-3, 3);
            String given = words[random.nextInt(words.length)].replaceAll(" ,$", "");
            input.append(Double.toHexString(x)).append(given).append('\n');
            WordList list = given.isEmpty() ? WordList.NONE : WordList.parse(given.substring(1));
            WordSource seed = new RandomWords(9).element(Role.DATA_QUANTIZER, 1, 0, i);
            double y = q.quantize(x, (use, level) -> {
                List<Integer> of = use == 0 ? list.first() : list.second();
                return level < of.size() ? of.get(level) : seed.word(use, level);
            });
            expected.append(HexFloat.of(y)).append('\n');
        }
        for (String engine : List.of("fast", "exact")) {
            Cli run = Cli.feed(input.toString(), "quantize", expression, "--seed", "9", "--engine", engine);
            assertEquals(0, run.code(), run.err());
            assertEquals(expected.toString(), run.out(), engine);
        }
    }
}
