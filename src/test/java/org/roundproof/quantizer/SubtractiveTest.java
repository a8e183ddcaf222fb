package org.roundproof.quantizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.roundproof.InputException;
import org.roundproof.format.ExactReal;
import org.roundproof.format.Formats;
import org.roundproof.format.NumberFormat;

/** Subtractive dither: the law of its 32-bit word exactly, and the law of the real-valued word. */
class SubtractiveTest {
    private static final BigFraction STEP = BigFraction.of(3, 64);
    private static final BigFraction HALF = BigFraction.of(1, 2);
    private static final BigFraction WORDS = BigFraction.of(1L << 32);
    private static final List<BigFraction> POSITIONS = List.of(
            BigFraction.ZERO,
            BigFraction.of(1, 2),
            BigFraction.of(1, 3),
            BigFraction.of(-1, 3),
            BigFraction.of(-5, 4),
            BigFraction.of(77, 16).add(BigFraction.of(1, 1L << 34)),
            BigFraction.of(126, 1),
            BigFraction.of(-128, 1));

    private final Quantizer q = of("int8(step=3/64)", Overflow.SAT_FINITE);

    private static Quantizer of(String format, Overflow overflow) {
        return new Quantizer(Formats.parse(format), new Rounding.Subtractive(), overflow);
    }

    /**
     * Sums over all 2^32 words in closed form: the index n is a step function of k, found by bisection on the quantizer
     * itself, so that Q = Δ(n + ½ − (k + ½)/2^32) is summed as two arithmetic progressions.
     */
    @Test
    void varianceAndBiasOverAllWordsAreThoseOfTheNote() {
        BigFraction expected =
                STEP.pow(2).divide(12).multiply(BigFraction.ONE.subtract(BigFraction.ONE.divide(WORDS.pow(2))));
        BigFraction most = STEP.divide(BigFraction.of(1L << 33));
        for (BigFraction y : POSITIONS) {
            ExactReal x = ExactReal.of(y.multiply(STEP));
            long least = index(x, 0);
            long first = 0;
            long end = 1L << 32;
            while (first < end) {
                long middle = (first + end) >>> 1;
                if (index(x, middle) > least) {
                    end = middle;
                } else {
                    first = middle + 1;
                }
            }
            // words 0 … first−1 give n = least, first … 2^32−1 give least + 1; a value is a − k in units of Δ·2^−32
            BigFraction unit = STEP.divide(WORDS);
            BigFraction low = BigFraction.of(least).multiply(WORDS).add(BigFraction.of((1L << 32) - 1, 2));
            BigFraction sum = progression(low, 0, first, 1).add(progression(low.add(WORDS), first, 1L << 32, 1));
            BigFraction squares = progression(low, 0, first, 2).add(progression(low.add(WORDS), first, 1L << 32, 2));
            BigFraction mean = sum.divide(WORDS);
            BigFraction variance = squares.divide(WORDS).subtract(mean.pow(2)).multiply(unit.pow(2));
            assertEquals(expected, variance, "x/Δ = " + y);
            BigFraction bias = mean.multiply(unit).subtract(y.multiply(STEP));
            assertTrue(GridOracle.compare(bias.abs(), most) <= 0, "bias " + bias + " at x/Δ = " + y);
        }
    }

    /** Σ (a − k)^power for from ≤ k < to, power 1 or 2. */
    private static BigFraction progression(BigFraction a, long from, long to, int power) {
        BigFraction count = BigFraction.of(to).subtract(BigFraction.of(from));
        BigFraction s1 = triangular(to).subtract(triangular(from));
        if (power == 1) {
            return a.multiply(count).subtract(s1);
        }
        BigFraction s2 = squares(to).subtract(squares(from));
        return a.pow(2).multiply(count).subtract(a.multiply(s1).multiply(2)).add(s2);
    }

    private static BigFraction triangular(long n) {
        return BigFraction.of(n).multiply(BigFraction.of(n - 1)).divide(2);
    }

    private static BigFraction squares(long n) {
        return BigFraction.of(n)
                .multiply(BigFraction.of(n - 1))
                .multiply(BigFraction.of(2 * n - 1))
                .divide(6);
    }

    /** The index behind a result, and that the result is exactly (n + ½ − U)Δ. */
    private long index(ExactReal x, long k) {
        BigFraction result = BigFraction.from(q.quantize(x, Words.of((int) k)));
        BigFraction u = BigFraction.of(2 * k + 1, 1L << 33);
        BigFraction n = result.divide(STEP).add(u).subtract(BigFraction.of(1, 2));
        assertEquals(1, n.getDenominator().intValueExact());
        return n.getNumerator().longValueExact();
    }

    /** The error lies in (−Δ/2, Δ/2] whatever the word. */
    @Test
    void errorIsAtMostHalfAStep() {
        for (BigFraction y : POSITIONS) {
            for (long k = 0; k < 1L << 32; k += 0x0FED_CBA9) {
                BigFraction result = BigFraction.from(q.quantize(ExactReal.of(y.multiply(STEP)), Words.of((int) k)));
                BigFraction error = result.divide(STEP).subtract(y);
                assertTrue(GridOracle.compare(error, HALF) <= 0 && GridOracle.compare(error, HALF.negate()) > 0);
            }
        }
    }

    /** Overflow acts on n, before the dither is taken away again. */
    @Test
    void saturationIsBiasedAndWrappingIsDescribedExactly() {
        Quantizer unit = of("int4(step=1)", Overflow.SAT_FINITE);
        assertEquals(7.5 - 0x1p-33, unit.quantize(1e9, Words.of(0)));
        Distribution far = unit.distribution(1e9);
        assertEquals(BigFraction.of(7), far.mean());
        assertEquals(BigFraction.of(1, 12), far.variance());
        // at 7½: n = 7 on U < ½ gives (7, 7½], n = 8 → 7 on U ≥ ½ gives (6½, 7]
        Distribution edge = unit.distribution(7.5);
        assertEquals(BigFraction.of(-1, 2), edge.bias());
        Quantizer wrap = of("int4(step=1)", Overflow.WRAP);
        // n = 7 on U < ½: mean 7¼; n = 8 → −8 on U ≥ ½: mean −8¼
        assertEquals(BigFraction.of(-1, 2), wrap.distribution(7.5).mean());
    }

    @Test
    void overflowToNaNHasNoMoments() {
        Quantizer unit = of("int4(step=1)", Overflow.OVF_INF);
        assertTrue(Double.isNaN(unit.quantize(9.0, Words.of(0))));
        Distribution distribution = unit.distribution(7.5);
        assertTrue(!distribution.hasMoments());
        assertTrue(assertThrows(InputException.class, distribution::variance)
                .getMessage()
                .contains("NaN"));
        assertTrue(unit.distribution(7.0).hasMoments());
    }

    @Test
    void resultsThatNoDoubleHoldsAreRefused() {
        assertThrows(InputException.class, () -> of("int32(step=1)", Overflow.SAT_FINITE));
        assertThrows(InputException.class, () -> of("int8(step=0x1.fffp-3)", Overflow.SAT_FINITE));
        assertThrows(InputException.class, () -> of("int8(step=0x1p-1045)", Overflow.SAT_FINITE));
        // 41 bits of n and U leave 12 to the step; the lowest bit of all is 2^−1074
        assertTrue(assertThrows(InputException.class, () -> of("int8(step=0x1.fffp-3)", Overflow.SAT_FINITE))
                .getMessage()
                .contains("at most 12 significant bits above 2^-1041"));
        of("int8(step=0x1.ffep-3)", Overflow.SAT_FINITE);
        of("int8(step=0x1p-1041)", Overflow.SAT_FINITE);
        assertThrows(InputException.class, () -> of("int8(step=0x1p-1042)", Overflow.SAT_FINITE));
        NumberFormat widest = Formats.parse("int16(step=1/8)");
        Quantizer wide = new Quantizer(widest, new Rounding.Subtractive(), Overflow.SAT_FINITE);
        double result = wide.quantize(-4096.0, Words.of(-1));
        assertEquals(
                BigFraction.from(-4096.0).add(BigFraction.of(-((1L << 32) - 1), 1L << 36)), BigFraction.from(result));
    }
}
