package org.roundproof.problem;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.roundproof.InputException;

/**
 * A column of decimals as integers: value = integer·10^(−scale).
 *
 * @param integers one for each row
 * @param scale decimal places
 */
record ScaledColumn(List<BigInteger> integers, int scale) {
    /** Beyond this many decimal places the integers would be unreasonably long. */
    private static final int LARGEST_EXPONENT = 400;

    static ScaledColumn ones(int rows) {
        return new ScaledColumn(Collections.nCopies(rows, BigInteger.ONE), 0);
    }

    static ScaledColumn of(CsvTable table, int column) {
        List<BigDecimal> values = new ArrayList<>();
        int scale = 0;
        for (int row = 0; row < table.rows().size(); row++) {
            int k = row;
            BigDecimal value = Numbers.parseExactly(table.cell(row, column), () -> table.where(k, column));
            if (Math.abs((long) value.scale()) > LARGEST_EXPONENT) {
                throw new InputException(
                        table.where(row, column) + ": exponents beyond " + LARGEST_EXPONENT + " are not taken exactly");
            }
            values.add(value);
            scale = Math.max(scale, value.scale());
        }
        int common = scale;
        return new ScaledColumn(
                values.stream()
                        .map(value -> value.setScale(common).unscaledValue())
                        .toList(),
                common);
    }

    BigInteger dot(ScaledColumn other) {
        BigInteger sum = BigInteger.ZERO;
        for (int k = 0; k < integers.size(); k++) {
            sum = sum.add(integers.get(k).multiply(other.integers.get(k)));
        }
        return sum;
    }
}
