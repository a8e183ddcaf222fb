package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuadraticRiskTest {
    private static FieldMatrix<Double> matrix(double a, double b, double c, double d) {
        double[] entries = {a, b, c, d};
        return FieldMatrix.of(DoubleField.INSTANCE, 2, 2, (i, j) -> entries[2 * i + j]);
    }

    private static FieldMatrix<Double> column(double a, double b) {
        return FieldMatrix.column(DoubleField.INSTANCE, List.of(a, b));
    }

    /** ½(2 − 2 − 2 + 32) − (3 − 10) − 7, and ½(2 + 2 + 2 + 32) + (3 + 10) + 7. */
    @Test
    void termsAndTheirMagnitudes() {
        QuadraticRisk<Double> risk =
                new QuadraticRisk<>(DoubleField.INSTANCE, matrix(2, -1, -1, 4), column(3, -5), -7.0);
        IterateMoments<Double> moments = new IterateMoments<>(column(1, 2), matrix(1, 2, 2, 8));
        assertEquals(15.0, risk.of(moments));
        assertEquals(39.0, QuadraticRisk.magnitude(risk, moments));
    }
}
