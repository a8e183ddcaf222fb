package org.roundproof.theory;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Symmetric semidefinite systems of rational numbers, by Bareiss' elimination on integers (Math. Comp. 22 (1968) 565–578). A
 * pivot is a leading minor of a semidefinite matrix: it vanishes iff the matrix is singular, so that no rows are exchanged.
 */
final class RationalSolver {
    private RationalSolver() {}

    /**
     * The solution of A x = b; x_i = 0 where row i of A is 0.
     *
     * @return empty where A is singular but for rows of zeros
     */
    static Optional<FieldMatrix<BigFraction>> solve(FieldMatrix<BigFraction> a, FieldMatrix<BigFraction> b) {
        int[] used = IntStream.range(0, a.rows())
                .filter(i -> a.get(i, i).signum() != 0)
                .toArray();
        int p = used.length;
        BigInteger[][] m = new BigInteger[p][p + 1];
        for (int i = 0; i < p; i++) {
            BigInteger common = b.get(used[i]).getDenominator();
            for (int j : used) {
                common = lcm(common, a.get(used[i], j).getDenominator());
            }
            for (int j = 0; j <= p; j++) {
                BigFraction entry = j < p ? a.get(used[i], used[j]) : b.get(used[i]);
                m[i][j] = entry.getNumerator().multiply(common.divide(entry.getDenominator()));
            }
        }
        if (!eliminate(m)) {
            return Optional.empty();
        }
        BigFraction[] x = new BigFraction[p];
        for (int i = p - 1; i >= 0; i--) {
            BigFraction sum = BigFraction.of(m[i][p]);
            for (int j = i + 1; j < p; j++) {
                sum = sum.subtract(x[j].multiply(m[i][j]));
            }
            x[i] = sum.divide(m[i][i]);
        }
        BigFraction[] whole = new BigFraction[a.rows()];
        Arrays.fill(whole, BigFraction.ZERO);
        for (int i = 0; i < p; i++) {
            whole[used[i]] = x[i];
        }
        return Optional.of(FieldMatrix.column(RationalField.INSTANCE, List.of(whole)));
    }

    private static BigInteger lcm(BigInteger a, BigInteger b) {
        return a.divide(a.gcd(b)).multiply(b);
    }

    private static boolean eliminate(BigInteger[][] m) {
        BigInteger previous = BigInteger.ONE;
        int p = m.length;
        for (int k = 0; k < p; k++) {
            if (m[k][k].signum() == 0) {
                return false;
            }
            for (int i = k + 1; i < p; i++) {
                for (int j = k + 1; j <= p; j++) {
                    m[i][j] = m[k][k].multiply(m[i][j])
                            .subtract(m[i][k].multiply(m[k][j]))
                            .divide(previous);
                }
            }
            previous = m[k][k];
        }
        return true;
    }
}
