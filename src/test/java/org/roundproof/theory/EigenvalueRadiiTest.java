package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Enclosures from bases that are far from right, in numbers of few bits: every radius can be worked out by hand, and none may be
 * smaller, nor larger by more than its margin for rounding. u = 2⁻⁵³; V holds a vector a row.
 */
class EigenvalueRadiiTest {
    private static final double U = 0x1p-53;

    private static double[] diagonal(double... entries) {
        int d = entries.length;
        double[] matrix = new double[d * d];
        for (int i = 0; i < d; i++) {
            matrix[i * d + i] = entries[i];
        }
        return matrix;
    }

    private static List<Interval> of(double[] high, double[] low, double[] vectors, double... values) {
        int d = values.length;
        return EigenvalueEnclosure.of(
                new SplitMatrix(d, high, low, new double[d * d], 0), new ApproximateEigenbasis(vectors, values));
    }

    /** Of a matrix of doubles, in the standard basis. */
    private static List<Interval> standard(double[] matrix, double... values) {
        double[] ones = new double[values.length];
        Arrays.fill(ones, 1);
        return of(matrix, new double[matrix.length], diagonal(ones), values);
    }

    private static void assertEnds(double lower, double upper, Interval found) {
        double margin = 1e-11 * Math.max(Math.abs(lower), Math.abs(upper));
        assertTrue(found.lower() <= lower && upper <= found.upper(), () -> found + " is less than it must be");
        assertEquals(lower, found.lower(), margin);
        assertEquals(upper, found.upper(), margin);
    }

    private static void assertAround(double centre, double radius, Interval found) {
        assertEnds(centre - radius, centre + radius, found);
    }

    /** A − Λ = (½, 1; 1, −¼): the first row's sum is 3/2, more than the distance of the values. */
    @Test
    void valuesThatAreNotSeparatedMoveByTheLargestRow() {
        List<Interval> found = standard(new double[] {4, 1, 1, 2}, 3.5, 2.25);
        assertAround(3.5, 1.5, found.get(0));
        assertAround(2.25, 1.5, found.get(1));
        List<Interval> second = standard(new double[] {4, 1, 1, 2}, 3.75, 2.5);
        assertAround(3.75, 1.5, second.get(0));
        assertAround(2.5, 1.5, second.get(1));
    }

    /** f = 3/2 from the second row, g = 5/2 − f = 1: 4‖b‖² = 25/16 > g². */
    @Test
    void columnsLargeBesideTheGapAreNotSeparated() {
        List<Interval> found = standard(new double[] {2.5, 0.625, 0, 0.625, 0, 0.875, 0, 0.875, 0}, 2.5, 0, 0);
        assertAround(2.5, 1.5, found.get(0));
        assertAround(0, 1.5, found.get(1));
        assertAround(0, 1.5, found.get(2));
    }

    /** f = 3/16; 2‖b‖²/(g − f) with g the distance of the nearer neighbour, above as below. */
    @Test
    void separatedValuesMoveBySquares() {
        double[] a = {8, 0.0625, 0, 0.0625, 4, 0.125, 0, 0.125, 2};
        double[] mirrored = {-2, 0.125, 0, 0.125, -4, 0.0625, 0, 0.0625, -8};
        double[] radius = {2.0 / 256 / 3.8125, 10.0 / 256 / 1.8125, 2.0 / 64 / 1.8125};
        double[] values = {8, 4, 2};
        List<Interval> found = standard(a, 8, 4, 2);
        List<Interval> negative = standard(mirrored, -2, -4, -8);
        for (int i = 0; i < 3; i++) {
            assertAround(values[i], radius[i], found.get(i));
            assertAround(-values[i], radius[i], negative.get(2 - i));
        }
    }

    /**
     * VVᵀ − I = (1/64, 1/16; 1/16, 1/256): e = 5/64. F = (2 − 3/64, −½; −½, 1/128 − 3), f = 35/64: both values are shifted, separated and
     * divided by 1 ± e, the negative one the other way.
     */
    @Test
    void basesThatAreNotOrthonormal() {
        List<Interval> found = of(diagonal(2, -3), new double[4], new double[] {1, 0.125, -0.0625, 1}, 2, -3);
        double e = 0.078125;
        double first = 0.5 / (5 - 0.546875 - 0.046875);
        double second = 0.5 / (5 - 0.546875 - 0.0078125);
        assertEnds((1.953125 - first) / (1 + e), (1.953125 + first) / (1 - e), found.get(0));
        assertEnds((-2.9921875 - second) / (1 - e), (-2.9921875 + second) / (1 + e), found.get(1));
    }

    /** ‖VVᵀ − I‖ = 9/16. */
    @Test
    void basesFarFromOrthonormalAreRefused() {
        ArithmeticException failure = assertThrows(
                ArithmeticException.class, () -> of(diagonal(1, 0), new double[4], diagonal(1, 1.25), 1, 0));
        assertTrue(failure.getMessage().contains("2×2"), failure::getMessage);
    }

    /**
     * A = diag(1, 100u, 0) given as the small part alone: each entry of a column of AV is off by 2(d + 2)u‖a‖‖v‖ = 10u and u of
     * itself, so that the columns of Δ are 11u, 10u, 10u, f = 33u, and at the distance 100u of the last two 2(11² + 10²)u²/(100u − 33u − 10u) + 10u.
     */
    @Test
    void smallPartsAreCountedInDouble() {
        List<Interval> found = of(new double[9], diagonal(1, 100 * U, 0), diagonal(1, 1, 1), 1, 100 * U, 0);
        double radius = (442.0 / 57 + 10) * U;
        assertAround(100 * U, radius, found.get(1));
        assertAround(0, radius, found.get(2));
        assertTrue(found.get(0).contains(1) && found.get(0).width() < 64 * U);
    }

    /** Rows of 4 and 3: (40² + 30²)^½ = 50. */
    @Test
    void errorsOfAColumnAddBySquares() {
        List<Interval> found = of(new double[9], diagonal(4, 3, 0), diagonal(1, 1, 1), 4, 3, 0);
        assertAround(0, 50 * U, found.get(2));
    }

    /** ‖v_2‖ = 9/8: 8u·9/8 for the column of Δ, 9/8 of it in F_22, and e = 17/64. */
    @Test
    void vectorsAreCountedByTheirLength() {
        List<Interval> found = of(new double[4], diagonal(1, 0), diagonal(1, 1.125), 1, 0);
        assertAround(0, 10.125 * U * 64 / 47, found.get(1));
    }

    /**
     * The same of a leading part: Δ_2 = 2(4u)²·9/8 = 36u², times 9/8, and F_12 is known to 2u·9/8, the square of which counts twice:
     * (40.5 + 10.125)u².
     */
    @Test
    void leadingPartsAreCountedInTwiceThePrecision() {
        List<Interval> found = of(diagonal(1, 0), new double[4], diagonal(1, 1.125), 1, 0);
        assertAround(0, 50.625 * U * U * 64 / 47, found.get(1));
    }
}
