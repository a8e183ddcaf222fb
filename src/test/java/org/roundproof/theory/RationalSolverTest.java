package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

class RationalSolverTest {
    private static FieldMatrix<BigFraction> matrix(int columns, int... quarters) {
        return FieldMatrix.of(
                RationalField.INSTANCE,
                quarters.length / columns,
                columns,
                (i, j) -> BigFraction.of(quarters[i * columns + j], 4));
    }

    private static void assertSolves(FieldMatrix<BigFraction> a, FieldMatrix<BigFraction> x) {
        FieldMatrix<BigFraction> found = RationalSolver.solve(a, a.times(x)).orElseThrow();
        for (int i = 0; i < x.rows(); i++) {
            assertEquals(x.get(i), found.get(i));
        }
    }

    /** A = MᵀM + I of a matrix M of quarters, and one with denominators 3 and 7. */
    @Test
    void theProductIsUndone() {
        FieldMatrix<BigFraction> m = matrix(3, 1, -2, 5, 0, 3, 1, -7, 2, 2);
        FieldMatrix<BigFraction> a = m.transpose().times(m).plus(matrix(3, 4, 0, 0, 0, 4, 0, 0, 0, 4));
        assertSolves(a, matrix(1, 3, -8, 1));
        FieldMatrix<BigFraction> thirds = FieldMatrix.of(
                RationalField.INSTANCE, 2, 2, (i, j) -> i == j ? BigFraction.of(5, 3) : BigFraction.of(-2, 7));
        assertSolves(thirds, matrix(1, 1, 6));
        assertSolves(matrix(1, 3), matrix(1, -5));
    }

    /** A row of zeros is left out, wherever it stands. */
    @Test
    void untouchedCoordinatesAreZero() {
        FieldMatrix<BigFraction> a = matrix(3, 8, 0, 4, 0, 0, 0, 4, 0, 12);
        FieldMatrix<BigFraction> found =
                RationalSolver.solve(a, matrix(1, 12, 4, 16)).orElseThrow();
        assertEquals(
                Arrays.asList(BigFraction.ONE, BigFraction.ZERO, BigFraction.ONE),
                Arrays.asList(found.get(0), found.get(1), found.get(2)));
        assertEquals(
                Optional.of(BigFraction.ZERO),
                RationalSolver.solve(matrix(1, 0), matrix(1, 1)).map(x -> x.get(0)));
    }

    @Test
    void singularSystemsHaveNoAnswer() {
        assertTrue(RationalSolver.solve(matrix(2, 4, 8, 8, 16), matrix(1, 4, 8)).isEmpty());
        // the last pivot alone
        assertTrue(RationalSolver.solve(matrix(3, 4, 0, 4, 0, 4, 4, 4, 4, 8), matrix(1, 4, 4, 8))
                .isEmpty());
    }
}
