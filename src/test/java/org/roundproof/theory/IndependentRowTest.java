package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

/** Joint moments by hand: m = (2, 3), v = (1, ½), s = (¼, −1), q = (5, 2). */
class IndependentRowTest {
    private static FieldMatrix<BigFraction> column(double a, double b) {
        return FieldMatrix.column(RationalField.INSTANCE, List.of(BigFraction.from(a), BigFraction.from(b)));
    }

    private static final IndependentRow<BigFraction> ROW =
            new IndependentRow<>(RationalField.INSTANCE, column(2, 3), column(1, 0.5), column(0.25, -1), column(5, 2));

    private static void assertMoment(double expected, int... ascending) {
        assertEquals(BigFraction.from(expected), ROW.product(ascending));
    }

    /** m² + v = (5, 19/2), m³ + 3mv + s of the second 61/2, m⁴ + 6m²v + 4ms + q = (47, 98). */
    @Test
    void productsOfEveryOrder() {
        assertMoment(2, 0);
        assertMoment(6, 0, 1);
        assertMoment(5, 0, 0);
        assertMoment(15, 0, 0, 1);
        assertMoment(19, 0, 1, 1);
        assertMoment(30.5, 1, 1, 1);
        assertMoment(61, 0, 1, 1, 1);
        assertMoment(47.5, 0, 0, 1, 1);
        assertMoment(47, 0, 0, 0, 0);
        assertMoment(98, 1, 1, 1, 1);
    }
}
