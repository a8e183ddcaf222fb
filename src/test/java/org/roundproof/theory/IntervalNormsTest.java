package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class IntervalNormsTest {
    private static FieldMatrix<Interval> matrix(Interval a, Interval b, Interval c) {
        List<Interval> entries = List.of(a, b, b, c);
        return FieldMatrix.of(IntervalField.INSTANCE, 2, 2, (i, j) -> entries.get(2 * i + j));
    }

    /** Rows 1 + 2 and 2 + 4. */
    @Test
    void spectralNormsByTheLargestRow() {
        double norm = IntervalNorms.ofSymmetric(matrix(Interval.of(-1), Interval.of(-2), new Interval(-4, 3)));
        assertTrue(norm >= 6);
        assertEquals(6, norm, 1e-14);
    }

    /** [−1, 2]² = [0, 4], [−3, −2]² = [4, 9], [1, 2]² = [1, 4]. */
    @Test
    void squaresOfIntervals() {
        Interval sum = IntervalNorms.squared(List.of(new Interval(-1, 2), new Interval(-3, -2), new Interval(1, 2)));
        assertTrue(sum.lower() <= 5 && 17 <= sum.upper());
        assertEquals(5, sum.lower(), 1e-13);
        assertEquals(17, sum.upper(), 1e-13);
    }

    /**
     * X = (1, 1/16; 0, 1) for H = diag(2, 1): XᵀX − I has the rows 1/16 and 1/16 + 1/256, XᵀHX − Λ the rows ⅛ and ⅛ + 1/128, LᵀHL − I
     * ⅛/√2 in place of ⅛.
     */
    @Test
    void errorsOfAPoorBasis() throws UncoveredException {
        List<Double> x = List.of(1.0, 0.0625, 0.0, 1.0);
        Whitening whitening = Whitening.of(
                matrix(Interval.of(2), Interval.ZERO, Interval.of(1)),
                FieldMatrix.of(IntervalField.INSTANCE, 2, 2, (i, j) -> Interval.of(x.get(2 * i + j))),
                List.of(2.0, 1.0));
        double e = 0.06640625;
        double f = 0.1328125;
        double ratio = e / (1 - e);
        assertEquals(e, whitening.basisError(), 1e-14);
        assertEquals((2 * ratio + ratio * ratio) * (2 + f) + f, whitening.distance(), 1e-14);
        assertEquals(0.125 / Math.sqrt(2) + 0.0078125, whitening.defect(), 1e-14);
        assertTrue(whitening.basisError() >= e);
        UncoveredException refused = assertThrows(
                UncoveredException.class,
                () -> Whitening.of(
                        matrix(Interval.of(2), Interval.ZERO, Interval.of(1)),
                        FieldMatrix.of(IntervalField.INSTANCE, 2, 2, (i, j) -> Interval.of(i == j ? 1.25 : 0)),
                        List.of(2.0, 1.0)));
        assertTrue(refused.reason().contains("linearly independent"), refused::reason);
    }

    /** η counts 2‖XᵀX − I‖ times the largest eigenvalue, although rounding hides it. */
    @Test
    void eigenvaluesMoveWithTheBasis() throws UncoveredException {
        Whitening whitening = Whitening.of(matrix(Interval.of(3.3), Interval.of(1.1), Interval.of(0.7)));
        double largest = Math.max(whitening.values().get(0), whitening.values().get(1));
        assertTrue(whitening.basisError() > 0);
        assertTrue(whitening.distance() >= 2 * whitening.basisError() * largest);
        assertTrue(whitening.distance() < 1e-13);
    }

    /** Entries are asked for in ascending order, once each, and are the same for every order of the indices. */
    @Test
    void tensorsAreSymmetric() {
        int[] asked = {0};
        SymmetricTensor<Double> tensor = SymmetricTensor.of(DoubleField.INSTANCE, 3, 3, i -> {
            asked[0]++;
            assertTrue(i[0] <= i[1] && i[1] <= i[2]);
            return 100.0 * i[0] + 10 * i[1] + i[2];
        });
        assertEquals(10, asked[0]);
        assertEquals(12, tensor.get(2, 0, 1));
        assertEquals(22, tensor.get(2, 2, 0));
        assertEquals(27, tensor.entries().size());
    }
}
