package org.roundproof.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.roundproof.format.HexFloat;

/** Records in, records out: what the text form gives, in bytes. */
class QuantizeBinaryTest {
    private static final int COUNT = 30_000;

    private record Run(int code, byte[] out, String err) {
        static Run of(byte[] input, String... args) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            InputStream unaligned = new ByteArrayInputStream(input) {
                @Override
                public int read(byte[] to, int offset, int length) {
                    return super.read(to, offset, Math.min(length, 4093));
                }
            };
            int code = Main.run(unaligned, out, err, args);
            return new Run(code, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
        }

        ByteBuffer answers() {
            return ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private static double value(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> new double[] {Double.NaN, Double.POSITIVE_INFINITY, -0.0, 0, -1e300}[random.nextInt(5)];
            case 1 -> random.nextInt(-64, 64) / 16.0;
            default -> random.nextDouble(-600, 600);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"e4m3:sr(8)", "e5m2:ties-to-even:ovf-inf", "int8(step=1/64):tpdf", "binary32:sr"})
    void isWhatTheTextFormGives(String expression) {
        SplittableRandom random = new SplittableRandom(1);
        ByteBuffer plain = ByteBuffer.allocate(8 * COUNT).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer withWords = ByteBuffer.allocate(12 * COUNT).order(ByteOrder.LITTLE_ENDIAN);
        StringBuilder text = new StringBuilder();
        StringBuilder textWithWords = new StringBuilder();
        for (int i = 0; i < COUNT; i++) {
            double x = value(random);
            int word = random.nextInt();
            plain.putDouble(x);
            withWords.putDouble(x).putInt(word);
            text.append(HexFloat.of(x)).append('\n');
            textWithWords
                    .append(HexFloat.of(x))
                    .append(",0x")
                    .append(Integer.toHexString(word))
                    .append('\n');
        }
        check(
                Cli.feed(text.toString(), "quantize", expression),
                Run.of(plain.array(), "quantize", expression, "--binary"));
        check(
                Cli.feed(textWithWords.toString(), "quantize", expression),
                Run.of(withWords.array(), "quantize", expression, "--binary-words"));
    }

    private static void check(Cli text, Run binary) {
        assertEquals(0, binary.code, binary.err);
        ByteBuffer answers = binary.answers();
        List<String> lines = text.lines();
        assertEquals(COUNT, lines.size());
        assertEquals(8 * COUNT, answers.remaining());
        lines.forEach(line -> assertEquals(line, HexFloat.of(answers.getDouble())));
    }

    @ParameterizedTest
    @CsvSource({
        "e2m1, 1",
        "e4m3, 1",
        "uint8(step=1), 1",
        "int12(step=1/8), 2",
        "binary16, 2",
        "tf32, 4",
        "binary32, 4",
        "int52(step=1/8), 8"
    })
    void codes(String format, int width) {
        SplittableRandom random = new SplittableRandom(2);
        ByteBuffer input = ByteBuffer.allocate(8 * COUNT).order(ByteOrder.LITTLE_ENDIAN);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < COUNT; i++) {
            double x = random.nextDouble(-600, 600);
            input.putDouble(x);
            text.append(HexFloat.of(x)).append('\n');
        }
        Run run = Run.of(input.array(), "quantize", format + ":ties-to-even", "--binary", "--columns", "code");
        assertEquals(0, run.code, run.err);
        assertEquals(COUNT * width, run.out.length);
        ByteBuffer codes = run.answers();
        for (String line : Cli.feed(text.toString(), "quantize", format + ":ties-to-even", "--columns", "code")
                .lines()) {
            long code = 0;
            for (int i = 0; i < width; i++) {
                code |= (codes.get() & 0xffL) << (8 * i);
            }
            assertEquals(Long.decode(line), code);
        }
    }

    @Test
    void aRecordThatEndsEarlyIsNamed() {
        byte[] input = ByteBuffer.allocate(27)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(1)
                .putDouble(2)
                .putDouble(3)
                .array();
        Run run = Run.of(input, "quantize", "e4m3:sr", "--binary");
        assertEquals(2, run.code);
        assertArrayEquals(Arrays.copyOf(input, 24), run.out);
        assertEquals(
                "roundproof quantize: byte 24: the input ends within a record, after 3 of its 8 bytes",
                run.err.strip());
        Run words = Run.of(input, "quantize", "e4m3:sr", "--binary-words");
        assertEquals(2, words.code);
        assertEquals(16, words.out.length);
        assertEquals(
                "roundproof quantize: byte 24: the input ends within a record, after 3 of its 12 bytes",
                words.err.strip());
    }

    @Test
    void aValueThatHasNoAnswerIsNamed() {
        byte[] input = ByteBuffer.allocate(24)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(1)
                .putDouble(Double.NaN)
                .putDouble(3)
                .array();
        Run wrap = Run.of(input, "quantize", "int8(step=1):ties-to-even:wrap", "--binary");
        assertEquals(2, wrap.code);
        assertArrayEquals(Arrays.copyOf(input, 8), wrap.out);
        assertTrue(wrap.err.startsWith("roundproof quantize: byte 8 (value 2): "), wrap.err);
        Run code = Run.of(input, "quantize", "e2m1:ties-to-even", "--binary", "--columns", "code");
        assertArrayEquals(new byte[] {2}, code.out);
        assertTrue(code.err.startsWith("roundproof quantize: byte 8 (value 2): "), code.err);
        assertEquals(1, code.err.lines().count());
    }

    @Test
    void nothingInNothingOut() {
        assertEquals(0, Run.of(new byte[0], "quantize", "e4m3:sr", "--binary").out.length);
        assertEquals(0, Run.of(new byte[0], "quantize", "e4m3:sr", "--binary").code);
    }
}
