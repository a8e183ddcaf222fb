package org.roundproof.problem;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;

/**
 * Least squares with an intercept on decimal data, in exact rational arithmetic.
 *
 * <p>Each column is scaled by a power of ten to integers; the normal equations AᵀA·β = Aᵀy are then solved by Bareiss'
 * fraction-free elimination (E. H. Bareiss, Math. Comp. 22 (1968) 565–578). AᵀA is a Gram matrix: a pivot (a leading minor)
 * vanishes iff its columns are dependent, so no exchange of rows is ever needed.
 *
 * @param names {@code intercept}, then the features
 * @param coefficients exact, in the same order
 * @param residualSumOfSquares Σ (y − ŷ)², exact
 */
public record ExactLeastSquares(List<String> names, List<BigFraction> coefficients, BigFraction residualSumOfSquares) {

    /**
     * Fits a CSV file with a header row, or a built-in data set.
     *
     * @param target as in {@link FinitePopulation#read}
     * @throws InputException in one line, for unusable data or dependent columns
     */
    public static ExactLeastSquares fit(String location, @Nullable String target) {
        CsvTable table = CsvTable.read(location);
        int label = table.targetColumn(target);
        List<String> names = new ArrayList<>(List.of("intercept"));
        List<ScaledColumn> columns = new ArrayList<>();
        int n = table.rows().size();
        columns.add(ScaledColumn.ones(n));
        for (int column : table.otherColumns(label)) {
            names.add(table.header().get(column));
            columns.add(ScaledColumn.of(table, column));
        }
        if (columns.size() > n) {
            throw new InputException(location + " has " + columns.size() + " coefficients and only " + n
                    + " rows, so least squares has no unique solution");
        }
        return solve(names, columns, ScaledColumn.of(table, label), location);
    }

    private static ExactLeastSquares solve(
            List<String> names, List<ScaledColumn> columns, ScaledColumn label, String location) {
        int p = columns.size();
        BigInteger[][] system = new BigInteger[p][p + 1];
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < p; j++) {
                system[i][j] = columns.get(i).dot(columns.get(j));
            }
            system[i][p] = columns.get(i).dot(label);
        }
        BigInteger[] rightSide = new BigInteger[p];
        for (int i = 0; i < p; i++) {
            rightSide[i] = system[i][p];
        }
        eliminate(system, names, location);
        BigFraction[] scaled = substituteBack(system);
        // ‖y − Aβ‖² = yᵀy − βᵀAᵀy at the solution, in units of 10^(−2·scale of y)
        BigFraction residual = BigFraction.of(label.dot(label));
        List<BigFraction> coefficients = new ArrayList<>();
        for (int j = 0; j < p; j++) {
            residual = residual.subtract(scaled[j].multiply(rightSide[j]));
            coefficients.add(scaled[j].multiply(powerOfTen(columns.get(j).scale() - label.scale())));
        }
        return new ExactLeastSquares(
                List.copyOf(names), List.copyOf(coefficients), residual.multiply(powerOfTen(-2 * label.scale())));
    }

    /** Bareiss: a_ij ← (a_kk·a_ij − a_ik·a_kj)/(previous pivot), every division exact. */
    private static void eliminate(BigInteger[][] a, List<String> names, String location) {
        int p = a.length;
        BigInteger previous = BigInteger.ONE;
        for (int k = 0; k < p; k++) {
            if (a[k][k].signum() == 0) {
                throw new InputException(location + ": column " + names.get(k)
                        + " is a linear combination of the intercept and earlier columns; drop it");
            }
            for (int i = k + 1; i < p; i++) {
                for (int j = k + 1; j <= p; j++) {
                    a[i][j] = a[k][k].multiply(a[i][j])
                            .subtract(a[i][k].multiply(a[k][j]))
                            .divide(previous);
                }
            }
            previous = a[k][k];
        }
    }

    private static BigFraction[] substituteBack(BigInteger[][] a) {
        int p = a.length;
        BigFraction[] x = new BigFraction[p];
        for (int i = p - 1; i >= 0; i--) {
            BigFraction sum = BigFraction.of(a[i][p]);
            for (int j = i + 1; j < p; j++) {
                sum = sum.subtract(x[j].multiply(a[i][j]));
            }
            x[i] = sum.divide(a[i][i]);
        }
        return x;
    }

    private static BigFraction powerOfTen(int exponent) {
        BigFraction power = BigFraction.of(BigInteger.TEN.pow(Math.abs(exponent)));
        return exponent < 0 ? power.reciprocal() : power;
    }

    /**
     * A fraction to so many significant decimal digits, correctly rounded (ties to even), without an exponent.
     *
     * @param digits ≥ 1
     */
    public static String decimal(BigFraction value, int digits) {
        return new BigDecimal(value.getNumerator())
                .divide(new BigDecimal(value.getDenominator()), new MathContext(digits, RoundingMode.HALF_EVEN))
                .toPlainString();
    }
}
