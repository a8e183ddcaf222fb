package org.roundproof.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The second moments of sixteen steps by hand: (E f²)¹⁶ where the factor f is drawn anew, E f³² where it is not. */
class ThresholdAssumptionsTest {
    @Test
    void secondMomentsByHand() {
        Tally tally = new Tally();
        List<List<String>> rows = ThresholdAssumptions.of(tally).rows();
        assertEquals(8, tally.checked());
        assertEquals(0, tally.failed(), tally::witness);
        // f = 7/16 or −5/4
        assertNumbers(
                rows.get(0),
                15 * power(7, 16, 2) / 16 + power(5, 4, 2) / 16,
                15 * power(7, 16, 32) / 16 + power(5, 4, 32) / 16);
        // 1 − 2γ + γ²(1 + 3/B), B = 4 and 1
        double step = 9.0 / 16;
        assertNumbers(rows.get(1), 1 - 2 * step + 1.75 * step * step, Math.pow(1 - 2 * step + 4 * step * step, 16));
        // 1 − γ(1 ± 2)(1 ± 2), and 1 + 3γ
        assertNumbers(rows.get(2), (power(23, 32, 2) + 2 * power(35, 32, 2) + power(31, 32, 2)) / 4, power(35, 32, 32));
        assertNumbers(rows.get(3), (power(5, 8, 2) + power(9, 8, 2)) / 2, (power(5, 8, 32) + power(9, 8, 32)) / 2);
    }

    private static double power(double numerator, double denominator, int exponent) {
        return Math.pow(numerator / denominator, exponent);
    }

    private static void assertNumbers(List<String> row, double square, double dropped) {
        assertEquals(
                List.of(Digits.scientific(Math.pow(square, 16), 4), Digits.scientific(dropped, 4)),
                row.subList(4, 6),
                row.get(0));
    }
}
