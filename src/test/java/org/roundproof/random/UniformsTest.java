package org.roundproof.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.roundproof.Effort;

class UniformsTest {
    private static WordSource fixed(int level0, int level1) {
        return (use, level) -> use != 0 ? 0xBAD : level == 0 ? level0 : level1;
    }

    @Test
    void areTheCentresOfFiftyTwoBitIntervals() {
        assertEquals(0x1p-53, Uniforms.draw(fixed(0, 0)));
        assertEquals(0x1p-53, Uniforms.draw(fixed(0, 0xFFF)), "the last 12 bits are not used");
        assertEquals(3 * 0x1p-53, Uniforms.draw(fixed(0, 0x1000)));
        assertEquals(1 - 0x1p-53, Uniforms.draw(fixed(-1, -1)));
        assertEquals(0.5 + 0x1p-53, Uniforms.draw(fixed(0x80000000, 0)));
        assertEquals(0.5 - 0x1p-53, Uniforms.draw(fixed(0x7FFFFFFF, -1)));
    }

    /** Against ⌊v·n/2^64⌋ in big integers, with words at the edges of every index's interval. */
    @Test
    void indexIsTheFlooredProduct() {
        RandomWords words = new RandomWords(17);
        for (int i = 0; i < Effort.scaled(2000); i++) {
            int bound = (words.word(Role.ROW_DRAW, 0, 0, i, 0, 0) >>> (1 + i % 31)) | 1;
            int target = (int) (Integer.toUnsignedLong(words.word(Role.ROW_DRAW, 1, 0, i, 0, 0)) % bound);
            BigInteger edge = BigInteger.valueOf(target).shiftLeft(64).divide(BigInteger.valueOf(bound));
            for (int shift = -1; shift <= 1; shift++) {
                long v = edge.add(BigInteger.valueOf(shift)).longValue();
                BigInteger unsigned = new BigInteger(Long.toUnsignedString(v));
                int expected = unsigned.multiply(BigInteger.valueOf(bound))
                        .shiftRight(64)
                        .intValueExact();
                assertEquals(expected, Uniforms.index(bound, fixed((int) (v >>> 32), (int) v)));
            }
        }
        assertEquals(0, Uniforms.index(1, fixed(-1, -1)));
        assertEquals(Integer.MAX_VALUE - 1, Uniforms.index(Integer.MAX_VALUE, fixed(-1, -1)));
        assertThrows(IllegalArgumentException.class, () -> Uniforms.index(0, fixed(0, 0)));
    }

    @Test
    void unitLawsFollowTheirDefinitions() {
        assertEquals(1.0, UnitLaw.RADEMACHER.draw(fixed(0x80000000, 0)));
        assertEquals(-1.0, UnitLaw.RADEMACHER.draw(fixed(0x7FFFFFFF, -1)));
        assertEquals(StrictMath.sqrt(3) * (1 - 0x1p-52), UnitLaw.UNIFORM.draw(fixed(-1, -1)));
        assertEquals(-StrictMath.sqrt(3) * 0x1p-52, UnitLaw.UNIFORM.draw(fixed(0x7FFFFFFF, -1)));
        assertEquals(Gaussians.quantile(0.5 + 0x1p-53), UnitLaw.GAUSSIAN.draw(fixed(0x80000000, 0)));
    }

    /**
     * Mean, variance and fourth moment of 2·10^5 draws of each law within 7 standard errors: nine comparisons, false alarm
     * about 9 × 2.6·10^−12; a variance off by 3 % (or a mean off by 0.02) is found with probability above 0.99.
     */
    @Test
    void unitLawsHaveTheirMoments() {
        int n = Effort.scaled(200_000);
        double[] eighth = {105, 9, 1}; // E ζ⁸
        for (UnitLaw law : UnitLaw.values()) {
            RandomWords words = new RandomWords(99 + law.ordinal());
            double mean = 0;
            double second = 0;
            double fourth = 0;
            for (int i = 0; i < n; i++) {
                double z = law.draw(words.element(Role.DATA_QUANTIZER, 1, 0, i));
                mean += z / n;
                second += z * z / n;
                fourth += z * z * z * z / n;
            }
            double m4 = law.fourthMoment().doubleValue();
            assertWithin(0, mean, 7 * Math.sqrt(1.0 / n), law + " mean");
            assertWithin(1, second, 7 * Math.sqrt((m4 - 1) / n) + 1e-9, law + " variance");
            assertWithin(
                    m4,
                    fourth,
                    7 * Math.sqrt(Math.max(0, eighth[law.ordinal()] - m4 * m4) / n) + 1e-9,
                    law + " fourth moment");
        }
    }

    private static void assertWithin(double expected, double actual, double tolerance, String what) {
        assertTrue(Math.abs(actual - expected) <= tolerance, what + " is " + actual + ", expected " + expected);
    }
}
