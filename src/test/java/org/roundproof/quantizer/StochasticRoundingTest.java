package org.roundproof.quantizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.roundproof.InputException;
import org.roundproof.format.ExactReal;
import org.roundproof.format.Formats;
import org.roundproof.format.NumberFormat;
import org.roundproof.quantizer.Rounding.Cut;
import org.roundproof.random.WordSource;

/** Stochastic rounding against counts over all words. */
class StochasticRoundingTest {
    private static final Rounding SR = new Rounding.Stochastic();

    private static final List<BigFraction> FRACTIONS = List.of(
            BigFraction.of(1, 3),
            BigFraction.of(5, 16),
            BigFraction.of(255, 512),
            BigFraction.of(511, 512),
            BigFraction.of(1, 1L << 33));

    /** f = j/2^R and all 2^R words: exactly j of them go away from zero. */
    @TestFactory
    Stream<DynamicTest> exactRoundingGoesAwayAsOftenAsTheFractionSays() {
        return Stream.of("e4m3", "e2m1", "e5m2fnuz", "int4(step=3/8)")
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    NumberFormat format = Formats.parse(name);
                    Quantizer q = new Quantizer(format, SR, Overflow.SAT_FINITE);
                    int bits = 5;
                    for (double lo = 0; lo < format.maxFinite(); lo = format.nextUp(lo)) {
                        double hi = format.nextUp(lo);
                        for (int j = 0; j < 1 << bits; j++) {
                            BigFraction x = between(lo, hi, BigFraction.of(j, 1 << bits));
                            int away = 0;
                            for (int u = 0; u < 1 << bits; u++) {
                                away += q.quantize(ExactReal.of(x), Words.top(bits, u)) == hi ? 1 : 0;
                            }
                            assertEquals(j, away, name + " at " + x);
                            assertEquals(
                                    BigFraction.of(j, 1 << bits),
                                    q.distribution(ExactReal.of(x)).probability(hi));
                        }
                    }
                }));
    }

    /** Every gap, R ≤ 8, every word: the count is what the distribution says. */
    @TestFactory
    Stream<DynamicTest> fewBitRoundingGoesAwayAsOftenAsItsDistributionSays() {
        return Stream.of("e4m3", "e5m2fnuz", "int8(step=3/64)", "p3109(6,3,s,e)")
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    for (Cut cut : Cut.values()) {
                        for (int bits : new int[] {1, 2, 3, 5, 8}) {
                            everyGap(Formats.parse(name), new Rounding.StochasticBits(bits, cut));
                        }
                    }
                }));
    }

    private static void everyGap(NumberFormat format, Rounding.StochasticBits rounding) {
        Quantizer q = new Quantizer(format, rounding, Overflow.SAT_FINITE);
        int bits = rounding.bits();
        int turn = 0;
        for (double lo = 0; lo < format.maxFinite(); lo = format.nextUp(lo)) {
            double hi = format.nextUp(lo);
            // two fractions in each gap, in turn, so that each fraction meets even and odd ends
            for (int i = 0; i < 2; i++) {
                BigFraction f = FRACTIONS.get(turn++ % FRACTIONS.size());
                ExactReal x = ExactReal.of(between(lo, hi, f));
                int away = 0;
                for (int u = 0; u < 1 << bits; u++) {
                    away += q.quantize(x, Words.top(bits, u)) == hi ? 1 : 0;
                }
                BigFraction counted = BigFraction.of(away, 1 << bits);
                assertEquals(counted, q.distribution(x).probability(hi), q.expression() + " at " + x);
                assertEquals(cut(f, bits, rounding.cut()), away, q.expression() + " at " + x);
            }
        }
    }

    /** c, from its definition on fractions. */
    private static int cut(BigFraction f, int bits, Cut cut) {
        BigFraction scaled = f.multiply(1 << bits);
        int floor = scaled.intValue();
        int side = GridOracle.compare(scaled.subtract(floor), BigFraction.of(1, 2));
        return switch (cut) {
            case FLOOR -> floor;
            case HALF -> side >= 0 ? floor + 1 : floor;
            case EVEN -> side > 0 || side == 0 && floor % 2 == 1 ? floor + 1 : floor;
            case ODD -> side > 0 || side == 0 && floor % 2 == 0 ? floor + 1 : floor;
        };
    }

    /** All 32 bits count, and the sign is put back after the decision. */
    @Test
    void theWholeWordDecides() {
        Quantizer q = new Quantizer(
                Formats.parse("int8(step=1)"), new Rounding.StochasticBits(32, Cut.FLOOR), Overflow.SAT_FINITE);
        assertEquals(0.0, q.quantize(0x1p-32, Words.of(0xFFFF_FFFE)));
        assertEquals(1.0, q.quantize(0x1p-32, Words.of(0xFFFF_FFFF)));
        assertEquals(-1.0, q.quantize(-0x1p-32, Words.of(0xFFFF_FFFF)));
        assertEquals(0.0, q.quantize(0x1p-33, Words.of(0xFFFF_FFFF)));
    }

    /** F + u = 2^32 − 1 asks the next word about the remainder; a remainder of 0 is toward zero. */
    @Test
    void aFurtherWordIsDrawnOnlyWhereThirtyTwoBitsCannotDecide() {
        Quantizer q = new Quantizer(Formats.parse("int8(step=1)"), SR, Overflow.SAT_FINITE);
        WordSource first = (use, level) -> {
            assertEquals(0, use);
            assertEquals(0, level);
            return 0x7FFF_FFFF;
        };
        assertEquals(0.0, q.quantize(0.5, first), "remainder 0");
        assertEquals(0.0, q.quantize(Math.nextDown(0.5), Words.of(0x7FFF_FFFF)));
        double x = 0.5 + 0x1p-33;
        assertEquals(0.0, q.quantize(x, Words.levels(0x7FFF_FFFF, 0x7FFF_FFFF)));
        assertEquals(1.0, q.quantize(x, Words.levels(0x7FFF_FFFF, 0x8000_0000)));
        assertEquals(1.0, q.quantize(x, Words.of(0x8000_0000)));
        assertEquals(0.0, q.quantize(x, Words.of(0x7FFF_FFFE)));
    }

    /** A fraction that is not dyadic has digits for ever: level after level is read, one third is 0.0101…. */
    @Test
    void levelAfterLevelExtendsTheWord() {
        Quantizer q = new Quantizer(Formats.parse("int8(step=1)"), SR, Overflow.SAT_FINITE);
        ExactReal third = ExactReal.of(BigFraction.of(1, 3));
        int open = 0xAAAA_AAAA;
        assertEquals(0.0, q.quantize(third, Words.levels(open, open, open - 1)));
        assertEquals(1.0, q.quantize(third, Words.levels(open, open, open + 1)));
        InputException endless = assertThrows(InputException.class, () -> q.quantize(third, (use, level) -> open));
        assertTrue(endless.getMessage().contains("not random"));
        assertEquals(1.0, q.quantize(third, (use, level) -> level == 63 ? open + 1 : open), "the last level");
        assertThrows(InputException.class, () -> q.quantize(third, (use, level) -> level == 64 ? open + 1 : open));
    }

    @Test
    void pointsOfTheGridDrawNoWord() {
        Quantizer q = new Quantizer(Formats.parse("e4m3"), SR, Overflow.SAT_FINITE);
        assertEquals(3.25, q.quantize(3.25, Words.NONE));
        assertEquals(-0.0, q.quantize(-0.0, Words.NONE));
    }

    private static BigFraction between(double lo, double hi, BigFraction f) {
        BigFraction low = BigFraction.from(lo);
        return low.add(BigFraction.from(hi).subtract(low).multiply(f));
    }
}
