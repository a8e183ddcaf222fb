package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Dot products in twice the precision, against exact ones. */
class CompensatedDotTest {
    private static final double U = CompensatedDot.UNIT_ROUNDOFF;

    /** Offsets and strides, terms of any magnitude and sign, and a start that cancels most of the sum. */
    @Test
    void theBoundHoldsWhereTheSumCancels() {
        SplittableRandom random = new SplittableRandom(17);
        for (int repetition = 0; repetition < 200; repetition++) {
            int n = random.nextInt(1, 40);
            double[] a = random.doubles(2 + 3 * n, -1, 1).toArray();
            double[] b = random.doubles(1 + 2 * n, -1, 1).toArray();
            BigDecimal exact = BigDecimal.ZERO;
            double magnitude = 0;
            for (int k = 0; k < n; k++) {
                a[2 + 3 * k] = Math.scalb(a[2 + 3 * k], random.nextInt(-30, 30));
                exact = exact.add(new BigDecimal(a[2 + 3 * k]).multiply(new BigDecimal(b[1 + 2 * k])));
                magnitude += Math.abs(a[2 + 3 * k] * b[1 + 2 * k]);
            }
            double start = -exact.doubleValue();
            exact = exact.add(new BigDecimal(start));
            magnitude = (magnitude + Math.abs(start)) * (1 + 0x1p-40);
            double result = CompensatedDot.of(start, a, 2, 3, b, 1, 2, n);
            double error = new BigDecimal(result).subtract(exact).abs().doubleValue();
            double bound = CompensatedDot.error(result, magnitude, n);
            assertTrue(error <= bound, "n = " + n + ": " + error + " > " + bound);
            // the ordinary sum knows nothing here: the bound is far below one rounding of the magnitude
            assertTrue(bound <= U * Math.abs(result) * (1 + 1e-9) + 20 * n * n * U * U * magnitude, "n = " + n);
        }
    }

    /** Half an ulp of the result is what the last rounding may cost, and no more is counted where nothing cancels. */
    @Test
    void theBoundIsThatOfOneRounding() {
        double tie = CompensatedDot.of(1, new double[] {0x1p-53}, 0, 1, new double[] {1}, 0, 1, 1);
        assertEquals(1.0, tie);
        double bound = CompensatedDot.error(tie, 1, 1);
        assertTrue(bound >= 0x1p-53, "the error is 2^−53");
        assertTrue(bound <= 0x1p-53 * (1 + 1e-9), "and hardly more is claimed");
        assertEquals(bound, CompensatedDot.error(-tie, 1, 1));
    }

    /** Products that underflow lose their low bits without a trace in the sum. */
    @Test
    void underflowIsCounted() {
        double x = 0x1.8p-540;
        double result = CompensatedDot.of(0, new double[] {x}, 0, 1, new double[] {x}, 0, 1, 1);
        double error = new BigDecimal(result)
                .subtract(new BigDecimal(x).multiply(new BigDecimal(x)))
                .abs()
                .doubleValue();
        double bound = CompensatedDot.error(result, x * x, 1);
        assertTrue(error <= bound);
        assertTrue(bound > 0 && bound <= 0x1p-1058, "3·2^−1060 covers the smallest double, and is next to nothing");
    }
}
