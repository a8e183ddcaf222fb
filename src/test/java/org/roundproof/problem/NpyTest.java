package org.roundproof.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roundproof.InputException;

class NpyTest {
    @TempDir
    Path folder;

    /** The layout that numpy.save writes: magic, version, length, header padded to 64 bytes, data. */
    private static byte[] file(int version, String header, double[] data, boolean single) {
        int prefix = version == 1 ? 10 : 12;
        String padded = header + " ".repeat(63 - (prefix + header.length()) % 64) + "\n";
        ByteBuffer file = ByteBuffer.allocate(prefix + padded.length() + data.length * (single ? 4 : 8))
                .order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        if (version == 1) {
            file.putShort((short) padded.length());
        } else {
            file.putInt(padded.length());
        }
        file.put(padded.getBytes(StandardCharsets.US_ASCII));
        for (double value : data) {
            if (single) {
                file.putFloat((float) value);
            } else {
                file.putDouble(value);
            }
        }
        return file.array();
    }

    private static byte[] file(String descr, String order, String shape, double... data) {
        return file(
                1,
                "{'descr': '" + descr + "', 'fortran_order': " + order + ", 'shape': (" + shape + "), }",
                data,
                descr.endsWith("4"));
    }

    @Test
    void readsBothOrdersTypesAndVersions() {
        double[] expected = {1, 2, 3, 4, 5, 6};
        Npy c = Npy.parse(file("<f8", "False", "3, 2", 1, 2, 3, 4, 5, 6), "x");
        assertEquals(3, c.rows());
        assertEquals(2, c.columns());
        assertArrayEquals(expected, c.values());
        assertArrayEquals(
                expected,
                Npy.parse(file("<f8", "True", "3, 2", 1, 3, 5, 2, 4, 6), "x").values());
        assertArrayEquals(
                new double[] {0.5, (float) 0.1},
                Npy.parse(file("<f4", "False", "2,", 0.5, 0.1), "x").values());
        String header = "{\"descr\": \"<f8\", \"fortran_order\": False, \"shape\": (2, 1)}";
        assertArrayEquals(
                new double[] {7, 8},
                Npy.parse(file(2, header, new double[] {7, 8}, false), "x").values());
        assertArrayEquals(
                new double[] {7, 8},
                Npy.parse(file(3, header, new double[] {7, 8}, false), "x").values());
    }

    /** Files that numpy.save of NumPy 2.4.6 wrote, of [[1.5, 2, -3], [4, 0.1, 6]] and [0.1, -2.5]. */
    @Test
    void readsWhatNumpyWrites() throws IOException {
        Npy c = numpy("numpy-c-f8");
        assertEquals(2, c.rows());
        assertEquals(3, c.columns());
        assertArrayEquals(new double[] {1.5, 2, -3, 4, 0.1, 6}, c.values());
        assertArrayEquals(
                new double[] {1.5, 2, -3, 4, 0.1f, 6}, numpy("numpy-fortran-f4").values());
        assertArrayEquals(new double[] {0.1, -2.5}, numpy("numpy-vector-f8").values());
    }

    private static Npy numpy(String name) throws IOException {
        try (var stream = NpyTest.class.getResourceAsStream(name + ".npy")) {
            return Npy.parse(stream.readAllBytes(), name);
        }
    }

    @Test
    void unusableFilesAreAnsweredInOneLine() {
        fails(new byte[3], "is not an NPY file");
        fails("a,y\n1,2\n3,4\n".getBytes(StandardCharsets.US_ASCII), "is not an NPY file");
        fails(file(">f8", "False", "1,", 1), "element type >f8");
        fails(file("<i8", "False", "1,", 1), "element type <i8");
        fails(file("<f8", "False", "", 1), "0 dimensions");
        fails(file("<f8", "False", "1, 1, 1", 1), "3 dimensions");
        fails(file("<f8", "False", "0, 3"), "between 1 and 2^31 elements");
        fails(file("<f8", "False", "99999, 99999"), "between 1 and 2^31 elements");
        fails(file("<f8", "False", "-1,", 1), "unreadable shape");
        fails(file("<f8", "False", "2,", 1), "holds 8 bytes of data; shape 2 x 1 of <f8 needs 16");
        fails(file("<f8", "False", "2, 1", 1, Double.NaN), "row 2, column 1 is NaN");
        fails(file("<f8", "True", "1, 2", 1, 1 / 0.0), "row 1, column 2 is Infinity");
        fails(
                file(1, "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,)}", new double[1], false),
                "records");
        fails(file(1, "{'descr': '<f8', 'shape': (1,)}", new double[1], false), "no readable fortran_order");
        fails(file(4, "{}", new double[0], false), "NPY version 4");
        byte[] cut = java.util.Arrays.copyOf(file("<f8", "False", "1,", 1), 40);
        fails(cut, "ends within its NPY header");
        byte[] tooShort = java.util.Arrays.copyOf(file(2, "{}", new double[0], false), 11);
        fails(tooShort, "ends within its NPY header");
    }

    private static void fails(byte[] bytes, String expected) {
        String message = assertThrows(InputException.class, () -> Npy.parse(bytes, "x.npy"))
                .getMessage();
        assertTrue(message.contains(expected), message);
        assertEquals(1, message.lines().count(), message);
    }

    @Test
    void makesAPopulation() throws IOException {
        Path x = Files.write(folder.resolve("x.npy"), file("<f8", "False", "3, 2", 1, 0, 0, 2, 1, 2));
        Path y = Files.write(folder.resolve("y.npy"), file("<f4", "False", "3,", 3, 5, 7));
        FinitePopulation p = FinitePopulation.readNpy(x.toString(), y.toString(), false);
        assertEquals(List.of("x1", "x2"), p.names());
        assertArrayEquals(new double[] {8 / 3.0, 7 / 3.0}, p.optimum(), 1e-14);
        String message = assertThrows(
                        InputException.class, () -> FinitePopulation.readNpy(y.toString(), x.toString(), false))
                .getMessage();
        assertTrue(message.contains("needs 3 labels"), message);
    }
}
