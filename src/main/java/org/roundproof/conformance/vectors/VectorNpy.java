package org.roundproof.conformance.vectors;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.roundproof.conformance.WordList;
import org.roundproof.quantizer.Quantizer;

/**
 * Writes the tests of one quantizer as NumPy arrays, in the order of the JSON file: {@code x.npy}, {@code words.npy} where
 * the rounding uses words, and with answers {@code y.npy} and {@code code.npy}.
 *
 * <pre>
 * x       float64 for binary64, else float32; shape [n]
 * words   uint32; [n], or [n, k] with k levels, or [n, 2, k] for tpdf; 0 where a test needs fewer levels
 * y       float64; [n]
 * code    the narrowest unsigned type that has all codes and, if a test has no code, one number more: all ones stand for it
 * </pre>
 *
 * Form: NumPy Enhancement Proposal 1, version 1.0, little-endian, C order.
 */
public final class VectorNpy {
    private static final int HEADER_UNIT = 64;

    private final Quantizer quantizer;
    private final VectorSettings settings;

    private VectorNpy(Quantizer quantizer, VectorSettings settings) {
        this.quantizer = quantizer;
        this.settings = settings;
    }

    /**
     * Writes the arrays.
     *
     * @param directory made if it is not there
     * @param group a quantizer's
     * @return the number of tests
     */
    public static long write(Path directory, VectorGroup group, VectorSettings settings, boolean answers)
            throws IOException {
        Files.createDirectories(directory);
        return new VectorNpy(VectorCsv.quantizer(group, "NPY"), settings).write(directory, answers);
    }

    /** The tests are a pure function of the settings: they are gone through once to be counted, and once for each array. */
    private long write(Path directory, boolean answers) throws IOException {
        long[] count = new long[1];
        int[] levels = {1};
        boolean[] withoutCode = new boolean[1];
        forEach(test -> {
            count[0]++;
            levels[0] = Math.max(levels[0], test.query().words().first().size());
            withoutCode[0] |= answers && test.code().isEmpty();
        });
        long n = count[0];
        boolean single = settings.input() != InputType.BINARY64;
        array(directory.resolve("x.npy"), single ? "<f4" : "<f8", shape(n), (test, out) -> {
            double x = test.query().x();
            if (single) {
                out.putFloat((float) x);
            } else {
                out.putDouble(x);
            }
        });
        int uses = QuantizerVectors.wordsPerElement(quantizer.rounding());
        if (uses > 0) {
            int k = levels[0];
            String shape = uses == 2 ? shape(n, 2, k) : k == 1 ? shape(n) : shape(n, k);
            array(directory.resolve("words.npy"), "<u4", shape, (test, out) -> {
                WordList words = test.query().words();
                put(words.first(), k, out);
                if (uses == 2) {
                    put(words.second(), k, out);
                }
            });
        }
        if (answers) {
            array(directory.resolve("y.npy"), "<f8", shape(n), (test, out) -> out.putDouble(test.answer()));
            int bytes = bytes(quantizer.format().bits() + (withoutCode[0] ? 1 : 0));
            array(directory.resolve("code.npy"), "<u" + bytes, shape(n), (test, out) -> {
                long code = test.code()
                        .map(text -> Long.parseUnsignedLong(text.substring(2), 16))
                        .orElse(-1L);
                out.put(
                        ByteBuffer.allocate(Long.BYTES)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putLong(code)
                                .array(),
                        0,
                        bytes);
            });
        }
        return n;
    }

    private void forEach(Consumer<VectorTest> consumer) {
        new QuantizerVectors(quantizer, settings).forEach(consumer);
    }

    /** Bytes of the narrowest unsigned integer of that many bits. */
    private static int bytes(int bits) {
        return bits <= 8 ? 1 : bits <= 16 ? 2 : bits <= 32 ? 4 : 8;
    }

    private static String shape(long n) {
        return "(" + n + ",)";
    }

    private static String shape(long n, int k) {
        return "(" + n + ", " + k + ")";
    }

    private static String shape(long n, int uses, int k) {
        return "(" + n + ", " + uses + ", " + k + ")";
    }

    private static void put(List<Integer> words, int levels, ByteBuffer out) {
        for (int level = 0; level < levels; level++) {
            out.putInt(level < words.size() ? words.get(level) : 0);
        }
    }

    private void array(Path file, String type, String shape, BiConsumer<VectorTest, ByteBuffer> element)
            throws IOException {
        AtomicFile.bytes(file, out -> {
            out.write(header(type, shape));
            ByteBuffer buffer = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
            forEach(test -> {
                buffer.clear();
                element.accept(test, buffer);
                append(out, buffer);
            });
        });
    }

    private static void append(OutputStream out, ByteBuffer buffer) {
        try {
            out.write(buffer.array(), 0, buffer.position());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Magic, version 1.0, length, and the dictionary padded with blanks to a multiple of 64 bytes in all. */
    private static byte[] header(String type, String shape) {
        String dictionary = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
        int before = 10;
        int length = dictionary.length() + 1;
        int padding = Math.floorMod(-(before + length), HEADER_UNIT);
        ByteBuffer header = ByteBuffer.allocate(before + length + padding).order(ByteOrder.LITTLE_ENDIAN);
        header.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
        header.put((byte) 1).put((byte) 0).putShort((short) (length + padding));
        header.put((dictionary + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII));
        return header.array();
    }
}
