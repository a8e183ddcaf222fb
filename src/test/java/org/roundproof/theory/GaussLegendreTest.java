package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** n points are exact up to degree 2n − 1, and no further. */
class GaussLegendreTest {
    private static double rule(GaussLegendre rule, int degree) {
        double sum = 0;
        for (int i = 0; i < rule.points(); i++) {
            sum += rule.weight(i) * Math.pow(rule.node(i), degree);
        }
        return sum;
    }

    @Test
    void monomials() {
        for (int n = 2; n <= GaussLegendre.MAX_POINTS; n++) {
            GaussLegendre rule = GaussLegendre.of(n);
            assertEquals(n, rule.points());
            for (int degree = 0; degree < 2 * n; degree++) {
                assertEquals(degree % 2 == 0 ? 2.0 / (degree + 1) : 0, rule(rule, degree), 4e-16 * n, n + " points");
            }
            // the error at degree 2n is that of P_n²: 2^(2n+1) (n!)⁴ / ((2n + 1) ((2n)!)²)
            double lost = 2.0 / (2 * n + 1);
            for (int k = 1; k <= n; k++) {
                lost *= 4.0 * k * k / ((n + k) * (n + k));
            }
            assertEquals(2.0 / (2 * n + 1) - lost, rule(rule, 2 * n), 4e-16 * n, n + " points");
        }
    }

    /** Three points: 0 and ±√(3/5), weights 8/9 and 5/9. */
    @Test
    void threePoints() {
        GaussLegendre rule = GaussLegendre.of(3);
        assertEquals(Math.sqrt(0.6), rule.node(0), 2e-16);
        assertEquals(0.0, rule.node(1));
        assertEquals(-Math.sqrt(0.6), rule.node(2), 2e-16);
        assertEquals(5.0 / 9, rule.weight(0), 4e-16);
        assertEquals(8.0 / 9, rule.weight(1), 4e-16);
        assertTrue(rule.weight(2) > 0);
    }
}
