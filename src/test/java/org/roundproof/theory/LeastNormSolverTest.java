package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class LeastNormSolverTest {
    private static double[] solve(double[] symmetric, double... right) {
        return new LeastNormSolver(symmetric, right.length).solve(right);
    }

    @Test
    void regularSystems() {
        assertArrayEquals(new double[] {2, -1}, solve(new double[] {2, 1, 1, 3}, 3, -1), 1e-14);
    }

    @Test
    void directionsThatAreNotTouchedStayZero() {
        assertArrayEquals(new double[] {2, 0}, solve(new double[] {4, 0, 0, 0}, 8, 5), 1e-14);
        assertArrayEquals(new double[2], solve(new double[4], 1, 1));
    }

    /** 4d ulps of the largest eigenvalue are 2⁻⁴⁹. */
    @Test
    void negligibleEigenvaluesAreZero() {
        assertArrayEquals(new double[] {1, 1}, solve(new double[] {1, 0, 0, 0x1p-48}, 1, 0x1p-48), 1e-14);
        assertArrayEquals(new double[] {1, 0}, solve(new double[] {1, 0, 0, 0x1p-50}, 1, 0x1p-50), 1e-14);
    }
}
