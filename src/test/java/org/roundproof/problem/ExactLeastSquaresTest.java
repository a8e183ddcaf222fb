package org.roundproof.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roundproof.InputException;

class ExactLeastSquaresTest {
    @TempDir
    Path folder;

    /** NIST Statistical Reference Datasets, Longley: certified B0 … B6 and residual sum of squares, 15 digits each. */
    @Test
    void longleyPrintsNistsCertifiedDigits() {
        ExactLeastSquares fit = ExactLeastSquares.fit("builtin:longley", null);
        assertEquals(List.of("intercept", "GNPDEFL", "GNP", "UNEMP", "ARMED", "POP", "YEAR"), fit.names());
        assertEquals(
                List.of(
                        "-3482258.63459582",
                        "15.0618722713733",
                        "-0.0358191792925910",
                        "-2.02022980381683",
                        "-1.03322686717359",
                        "-0.0511041056535807",
                        "1829.15146461355"),
                fit.coefficients().stream()
                        .map(b -> ExactLeastSquares.decimal(b, 15))
                        .toList());
        assertEquals("836424.055505915", ExactLeastSquares.decimal(fit.residualSumOfSquares(), 15));
    }

    /** The residual of the diabetes fit is orthogonal to every column: equality of rationals, not closeness. */
    @Test
    void residualsAreExactlyOrthogonal() {
        CsvTable table = CsvTable.read("builtin:diabetes");
        ExactLeastSquares fit = ExactLeastSquares.fit("builtin:diabetes", "Y");
        int p = fit.coefficients().size();
        BigFraction[] gradient = new BigFraction[p];
        Arrays.fill(gradient, BigFraction.ZERO);
        for (int k = 0; k < table.rows().size(); k++) {
            BigFraction[] row = new BigFraction[p];
            row[0] = BigFraction.ONE;
            for (int j = 1; j < p; j++) {
                row[j] = fraction(table.cell(k, j - 1));
            }
            BigFraction residual = fraction(table.cell(k, p - 1));
            for (int j = 0; j < p; j++) {
                residual = residual.subtract(row[j].multiply(fit.coefficients().get(j)));
            }
            for (int j = 0; j < p; j++) {
                gradient[j] = gradient[j].add(row[j].multiply(residual));
            }
        }
        for (BigFraction component : gradient) {
            assertEquals(BigFraction.ZERO, component);
        }
    }

    /** Double QR with the intercept as a column of ones agrees with the exact solution. */
    @Test
    void doubleLeastSquaresAgrees() {
        ExactLeastSquares exact = ExactLeastSquares.fit("builtin:diabetes", null);
        FinitePopulation raw = FinitePopulation.read("builtin:diabetes", null, false);
        int d = raw.dimension();
        double[] features = new double[raw.size() * (d + 1)];
        for (int k = 0; k < raw.size(); k++) {
            features[k * (d + 1)] = 1;
            System.arraycopy(raw.features(), k * d, features, k * (d + 1) + 1, d);
        }
        double[] w = LeastSquares.solve(features, raw.labels(), d + 1, "diabetes");
        for (int j = 0; j <= d; j++) {
            assertEquals(1, w[j] / exact.coefficients().get(j).doubleValue(), 1e-11);
        }
    }

    private static BigFraction fraction(String decimal) {
        BigDecimal value = new BigDecimal(decimal);
        return BigFraction.of(value.unscaledValue(), BigInteger.TEN.pow(value.scale()));
    }

    @Test
    void exactFitsHaveNoResidual() throws IOException {
        Path file = Files.writeString(folder.resolve("line.csv"), "x,y\n1e2,0.5\n2e2,0.75\n300,1.00\n");
        ExactLeastSquares fit = ExactLeastSquares.fit(file.toString(), "y");
        assertEquals(List.of(BigFraction.of(1, 4), BigFraction.of(1, 400)), fit.coefficients());
        assertEquals(BigFraction.ZERO, fit.residualSumOfSquares());
    }

    @Test
    void unusableDataAreAnsweredInOneLine() throws IOException {
        fails("a,b,y\n1,2,3\n2,4,5\n3,6,1\n4,8,2\n", "column b is a linear combination");
        fails("a,y\n7,3\n7,5\n", "column a is a linear combination of the intercept");
        fails("a,b,y\n1,2,3\n2,5,5\n", "3 coefficients and only 2 rows");
        fails("a,y\n1,3\n0x1p1,5\n", "\"0x1p1\" is not a number");
        fails("a,y\n1,3\n1e500,5\n", "exponents beyond 400");
    }

    private void fails(String csv, String expected) throws IOException {
        Path file = Files.writeString(folder.resolve("data.csv"), csv);
        String message = assertThrows(InputException.class, () -> ExactLeastSquares.fit(file.toString(), "y"))
                .getMessage();
        assertTrue(message.contains(expected), message);
    }

    @Test
    void decimalsAreCorrectlyRounded() {
        assertEquals("0.667", ExactLeastSquares.decimal(BigFraction.of(2, 3), 3));
        assertEquals("-0.12", ExactLeastSquares.decimal(BigFraction.of(-125, 1000), 2));
        assertEquals("0.5", ExactLeastSquares.decimal(BigFraction.of(1, 2), 5));
    }
}
