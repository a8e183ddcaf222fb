package org.roundproof.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roundproof.InputException;
import org.roundproof.random.RandomWords;
import org.roundproof.random.Role;

class FinitePopulationTest {
    @TempDir
    Path folder;

    private FinitePopulation population(String csv, String target) {
        return FinitePopulation.read(write(csv.getBytes(StandardCharsets.UTF_8)), target, false);
    }

    private String write(byte[] bytes) {
        try {
            return Files.write(folder.resolve("data.csv"), bytes).toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void readsRowsInOrderWithoutTheTarget() {
        FinitePopulation p = population("a, y ,b\r\n1,10,2\n\n3.5,-1e1,0x1p-3\r\n 4 ,.5,\"6\"", "y");
        assertEquals(List.of("a", "b"), p.names());
        assertArrayEquals(new double[] {1, 2, 3.5, 0.125, 4, 6}, p.features());
        assertArrayEquals(new double[] {10, -10, 0.5}, p.labels());
        assertEquals(3, p.size());
        assertEquals(2, p.dimension());
        assertArrayEquals(
                p.labels(),
                population("a,y,b\n1,10,2\n3.5,-10,0.125\n4,.5,6", "2").labels());
    }

    @Test
    void aByteOrderMarkIsDropped() {
        assertEquals(List.of("ä"), population("\uFEFFä,y\n1,2\n", "y").names());
    }

    @Test
    void optimumIsTheLeastSquaresSolution() {
        FinitePopulation p = population("a,b,y\n1,0,3\n0,2,5\n1,2,7\n", "y");
        // normal equations: [[2, 2], [2, 8]] w = [10, 24]
        assertArrayEquals(new double[] {8 / 3.0, 7 / 3.0}, p.optimum(), 1e-14);
        assertArrayEquals(new double[] {2 / 3.0, 2 / 3.0, 2 / 3.0, 8 / 3.0}, p.secondMoment(), 1e-15);
        // ½ δᵀHδ, δ = (1, 1): ½·(2 + 2 + 2 + 8)/3
        double[] w = {p.optimum()[0] + 1, p.optimum()[1] + 1};
        assertEquals(14 / 6.0, p.excessRisk(w), 1e-13);
    }

    @Test
    void gradientVanishesAtTheOptimumOfBothDataSets() {
        for (String location : List.of("builtin:diabetes", "builtin:longley")) {
            for (boolean standardize : new boolean[] {false, true}) {
                FinitePopulation p = FinitePopulation.read(location, null, standardize);
                int d = p.dimension();
                double[] x = p.features();
                double[] gradient = new double[d];
                double[] size = new double[d];
                for (int k = 0; k < p.size(); k++) {
                    double residual = p.labels()[k];
                    double magnitude = Math.abs(residual);
                    for (int j = 0; j < d; j++) {
                        residual -= p.optimum()[j] * x[k * d + j];
                        magnitude += Math.abs(p.optimum()[j] * x[k * d + j]);
                    }
                    for (int j = 0; j < d; j++) {
                        gradient[j] += residual * x[k * d + j];
                        size[j] += magnitude * Math.abs(x[k * d + j]);
                    }
                }
                for (int j = 0; j < d; j++) {
                    assertTrue(Math.abs(gradient[j]) <= 1e-12 * size[j], location + " " + j);
                }
            }
        }
    }

    @Test
    void builtInDataHaveTheirUsualShape() {
        FinitePopulation diabetes = FinitePopulation.read("builtin:diabetes", null, false);
        assertEquals(442, diabetes.size());
        assertEquals(List.of("AGE", "SEX", "BMI", "BP", "S1", "S2", "S3", "S4", "S5", "S6"), diabetes.names());
        assertEquals(151, diabetes.labels()[0]);
        assertEquals(67243, Arrays.stream(diabetes.labels()).sum(), "sum of the progression scores");
        FinitePopulation longley = FinitePopulation.read("builtin:longley", null, false);
        assertEquals(16, longley.size());
        assertEquals(List.of("GNPDEFL", "GNP", "UNEMP", "ARMED", "POP", "YEAR"), longley.names());
        assertEquals(
                List.of("TOTEMP"),
                List.of(FinitePopulation.read("builtin:longley", "YEAR", false)
                        .names()
                        .get(0)));
        fails(() -> FinitePopulation.read("builtin:iris", null, false), "builtin:diabetes, builtin:longley");
    }

    @Test
    void standardizedFeaturesHaveMeanZeroAndVarianceOne() {
        FinitePopulation p = FinitePopulation.read("builtin:diabetes", "Y", true);
        double[] h = p.secondMoment();
        for (int j = 0; j < p.dimension(); j++) {
            double mean = 0;
            for (int k = 0; k < p.size(); k++) {
                mean += p.features()[k * p.dimension() + j] / p.size();
            }
            assertEquals(0, mean, 1e-14);
            assertEquals(1, h[j * p.dimension() + j], 1e-13);
        }
        assertEquals(0, Arrays.stream(p.labels()).average().orElseThrow(), 1e-12);
    }

    /** Rows are those of ⌊v·n/2^64⌋, and 2·10^4 draws of 3 rows are uniform within 7 standard errors (false alarm 10^−11). */
    @Test
    void rowsAreDrawnUniformlyByTheirWords() {
        FinitePopulation p = population("a,y\n1,10\n2,20\n3,30\n", "y");
        RandomWords words = new RandomWords(5);
        int n = 20_000;
        Batch batch = p.batch(words, 3, 4, n);
        int[] counts = new int[3];
        for (int b = 0; b < n; b++) {
            long high = Integer.toUnsignedLong(words.word(Role.ROW_DRAW, 4, 3, b, 0, 0));
            int row = (int) ((high * 3) >>> 32); // the second word decides only where the product is next to an integer
            assertEquals(row + 1, batch.features()[b]);
            assertEquals(10 * (row + 1), batch.labels()[b]);
            counts[row]++;
        }
        for (int count : counts) {
            assertEquals(n / 3.0, count, 7 * Math.sqrt(n * 2 / 9.0));
        }
    }

    @Test
    void unusableTablesAreAnsweredInOneLine() {
        failsOn("", "is empty");
        failsOn("a,y\n", "no data rows");
        failsOn("a,y\n1,2\n3\n", "line 3 has 1 cells; the header has 2");
        failsOn("a,y\n1,2\n\n3,4,5\n", "line 4 has 3 cells");
        failsOn("a,y\n1,2\n3,NaN\n", "line 3, column y: \"NaN\" is not a number");
        failsOn("a,y\n1,2\ninf,4\n", "line 3, column a: \"inf\" is not a number");
        failsOn("a,y\n1,\n", "line 2, column y is empty");
        failsOn("a,y\n1,2d\n", "\"2d\" is not a number");
        failsOn("a,y\n1,1e999\n", "beyond the largest double");
        failsOn("a,y\n1,\"two\nlines\"\n", "\"two lines\" is not a number");
        failsOn("a,a,y\n1,2,3\n", "column 2 repeats the name \"a\"");
        failsOn("a,,y\n1,2,3\n", "column 2 has no name");
        failsOn("1,2\n3,4\n", "a header row with column names is needed");
        failsOn("a;y\n1;2\n", "separated by commas");
        failsOn("a,b\n1,2\n3,4\n", "has no column \"y\"; choose one of a, b");
        failsOn("a,b,y\n1,2,3\n", "d = 2 features and only n = 1 rows");
        failsOn("a,b,y\n1,2,3\n2,4,5\n3,6,1\n", "linearly dependent (rank 1)");
        failsOn("a,b,y\n0.1,0.3,3\n0.2,0.6,5\n0.3,0.9,1\n", "linearly dependent (rank 1)");
        failsOn("a,y\n0,3\n0,4\n", "linearly dependent (rank 0)");
        failsOn("a,y\n\"1,2\n", "check the quotes");
        fails(() -> FinitePopulation.read(folder.resolve("none.csv").toString(), "y", false), "there is no file");
        fails(() -> FinitePopulation.read(folder.toString(), "y", false), "is a directory");
        fails(() -> FinitePopulation.read("\0", "y", false), "cannot be read");
        fails(() -> population("a,y\n1,2\n", null), "name the target column, one of a, y");
        fails(() -> population("a,y\n1,2\n", "3"), "a number from 1 to 2");
        fails(() -> population("a,y\n1,2\n", "0"), "a number from 1 to 2");
    }

    @Test
    void textThatIsNotUtf8IsRefusedWithItsLine() {
        fails(
                () -> FinitePopulation.read(write(new byte[] {'a', ',', 'y', '\n', '1', ',', (byte) 0xE4}), "y", false),
                "line 2: byte 6 is not UTF-8");
        fails(
                () -> FinitePopulation.read(write(new byte[] {'a', (byte) 0xC3}), "y", false),
                "line 1: byte 1 is not UTF-8");
    }

    @Test
    void columnsThatCannotBeStandardizedAreRefused() {
        fails(() -> standardized("a,b,y\n1,0.1,3\n2,0.1,4\n3,0.1,6\n"), "column b is constant");
        fails(() -> standardized("a,y\n1e308,3\n-1e308,4\n1e308,6\n"), "change the unit");
        fails(() -> standardized("a,y\n1,1e308\n2,1e308\n3,1e308\n"), "change the unit");
        fails(() -> standardized("a,b,y\n1,5,3\n2,7,4\n"), "linearly dependent");
    }

    private FinitePopulation standardized(String csv) {
        return FinitePopulation.read(write(csv.getBytes(StandardCharsets.UTF_8)), "y", true);
    }

    @Test
    void arraysMustFit() {
        fails(() -> FinitePopulation.of(List.of("a"), new double[3], new double[2], "data"), "data has 2 labels");
        fails(() -> FinitePopulation.of(List.of(), new double[0], new double[2], "data"), "at least one");
        fails(() -> FinitePopulation.of(List.of("a"), new double[] {Double.NaN}, new double[1], "data"), "finite");
        fails(() -> FinitePopulation.of(List.of("a"), new double[] {1}, new double[] {1 / 0.0}, "data"), "finite");
    }

    private void failsOn(String csv, String expected) {
        fails(() -> population(csv, "y"), expected);
    }

    private static void fails(org.junit.jupiter.api.function.Executable action, String expected) {
        String message = assertThrows(InputException.class, action, expected).getMessage();
        assertTrue(message.contains(expected), message);
        assertEquals(1, message.lines().count(), message);
    }
}
