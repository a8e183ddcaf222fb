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
import org.roundproof.quantizer.Distribution.Atom;
import org.roundproof.random.WordSource;

/** Triangular dither against the integral of its density, and against counts on a lattice of words. */
class TpdfTest {
    private static final BigFraction STEP = BigFraction.of(3, 8);
    private static final List<BigFraction> POSITIONS = List.of(
            BigFraction.of(0, 1),
            BigFraction.of(1, 2),
            BigFraction.of(-1, 2),
            BigFraction.of(1, 3),
            BigFraction.of(-7, 5),
            BigFraction.of(33, 16),
            BigFraction.of(-13, 4),
            BigFraction.of(13, 2),
            BigFraction.of(-15, 2),
            BigFraction.of(33, 5),
            BigFraction.of(-41, 5));

    private static final Quantizer UNIT =
            new Quantizer(Formats.parse("int8(step=1)"), new Rounding.Tpdf(), Overflow.SAT_FINITE);

    private final Quantizer q =
            new Quantizer(Formats.parse("int4(step=3/8)"), new Rounding.Tpdf(), Overflow.SAT_FINITE);

    /** P(U₁ + U₂ ≤ t): t²/2 up to 1, 1 − (2−t)²/2 up to 2. */
    private static BigFraction triangular(BigFraction t) {
        if (t.signum() <= 0) {
            return BigFraction.ZERO;
        }
        BigFraction two = BigFraction.of(2);
        if (GridOracle.compare(t, BigFraction.ONE) <= 0) {
            return t.pow(2).divide(2);
        }
        return GridOracle.compare(t, two) >= 0
                ? BigFraction.ONE
                : BigFraction.ONE.subtract(two.subtract(t).pow(2).divide(2));
    }

    /** The result is n iff n − ½ ≤ y + U₁ + U₂ − 1 < n + ½, y = x/Δ; the ends of the range gather what lies beyond. */
    private static BigFraction integrated(BigFraction y, int n) {
        BigFraction low = BigFraction.of(2 * n + 1, 2).subtract(y);
        BigFraction from = n == -8 ? BigFraction.ZERO : triangular(low);
        BigFraction to = n == 7 ? BigFraction.ONE : triangular(low.add(1));
        return to.subtract(from);
    }

    @Test
    void probabilitiesAreTheIntegralsOfTheTriangularDensity() {
        for (BigFraction y : POSITIONS) {
            Distribution distribution = q.distribution(ExactReal.of(y.multiply(STEP)));
            BigFraction sum = BigFraction.ZERO;
            for (int n = -8; n <= 7; n++) {
                assertEquals(integrated(y, n), distribution.probability(n * 0.375), "x/Δ = " + y + ", n = " + n);
                sum = sum.add(distribution.probability(n * 0.375));
            }
            assertEquals(BigFraction.ONE, sum);
        }
    }

    /** On a lattice of M × M pairs of words the counts come as near to the probabilities as cells cut by two lines allow. */
    @Test
    void latticeCountsConvergeToTheProbabilities() {
        for (BigFraction y : POSITIONS) {
            ExactReal x = ExactReal.of(y.multiply(STEP));
            for (int bits : new int[] {3, 5}) {
                int size = 1 << bits;
                int[] counts = new int[16];
                for (int u = 0; u < size; u++) {
                    for (int v = 0; v < size; v++) {
                        double result = q.quantize(x, Words.pair(u << (32 - bits), v << (32 - bits)));
                        counts[(int) Math.rint(result / 0.375) + 8]++;
                    }
                }
                for (int n = -8; n <= 7; n++) {
                    double expected = integrated(y, n).doubleValue();
                    double counted = counts[n + 8] / (double) (size * size);
                    assertTrue(Math.abs(counted - expected) <= 3.0 / size, "x/Δ = " + y + ", n = " + n);
                }
            }
        }
    }

    /** The same words, read as real numbers by fractions: ⌊y − ½ + U₁ + U₂⌋. */
    @Test
    void wordsAreReadAsRealNumbers() {
        for (BigFraction y : POSITIONS) {
            ExactReal x = ExactReal.of(y.multiply(STEP));
            for (int i = 0; i < 400; i++) {
                int first = i * 0x9E37_79B9;
                int second = i * 0x85EB_CA6B + 77;
                BigFraction sum = unit(first).add(unit(second)).add(y).subtract(BigFraction.of(1, 2));
                int n = (int) Math.floorDiv(
                        sum.getNumerator().longValueExact(),
                        sum.getDenominator().longValueExact());
                assertEquals(Math.max(-8, Math.min(7, n)) * 0.375, q.quantize(x, Words.pair(first, second)));
            }
        }
    }

    private static BigFraction unit(int word) {
        return BigFraction.of(Integer.toUnsignedLong(word), 1L << 32);
    }

    /** At 0 the result is 1 from U₁ + U₂ = 3/2 on: 1 − 2^−32 and ½ leave that open. */
    @Test
    void furtherWordsAreDrawnWhereThirtyTwoBitsCannotDecide() {
        int half = 0x8000_0000;
        assertEquals(1.0, twoLevels(0, -1, half, half, half));
        assertEquals(0.0, twoLevels(0, -1, half, half, half - 1));
        assertEquals(0.0, twoLevels(0, -1, half - 1, -1, -1), "below 3/2 whatever follows");
        assertThrows(
                InputException.class, () -> UNIT.quantize(0.0, (use, level) -> use == 0 ? -1 : level == 0 ? half : 0));
    }

    /** At 1/4 the digits end: −2 units of 2^−32 and two open ones less than 1 each stay below 0, no second word is read. */
    @Test
    void noFurtherWordIsDrawnWhereTheFractionEnds() {
        WordSource firstLevel = (use, level) -> {
            assertEquals(0, level);
            return use == 0 ? 0x3FFF_FFFE : 0;
        };
        // ¼ + 0x3FFFFFFE·2^−32 − ½ = −2·2^−32
        assertEquals(-1.0, UNIT.quantize(0.25, firstLevel));
    }

    /** At 1/3 the result is 1 from U₁ + U₂ = 7/6 on: the digits of 1/3 go on into the next level as well. */
    @Test
    void theFractionsFurtherDigitsCount() {
        // level 0 leaves a₁ + a₂ + 0x5555_5555.5… ≥ 2^33 for level 1 to decide
        assertEquals(1.0, twoLevels(1, 0x2AAA_AAAA, -1, -1, 0xAAAA_AAAC));
        assertEquals(0.0, twoLevels(1, 0x2AAA_AAAA, -1, -1, 0xAAAA_AAA9));
    }

    /** Q(thirds/3) with two words for each level. */
    private static double twoLevels(int thirds, int first, int second, int firstNext, int secondNext) {
        return UNIT.quantize(
                ExactReal.of(BigFraction.of(thirds, 3)),
                (use, level) -> level == 0
                        ? (use == 0 ? first : second)
                        : level == 1 ? (use == 0 ? firstNext : secondNext) : 0);
    }

    @Test
    void probabilityZeroIsNoSupport() {
        Distribution tie = q.distribution(0.1875);
        assertEquals(
                List.of(0.0, 0.375), tie.support().stream().map(Atom::value).toList());
    }

    @Test
    void signedZeroAndWrap() {
        Quantizer wrap = new Quantizer(Formats.parse("int4(step=1)"), new Rounding.Tpdf(), Overflow.WRAP);
        assertEquals(BigFraction.of(1, 8), wrap.distribution(7.0).probability(-8.0));
        assertEquals(0.0, wrap.quantize(-0.0, Words.pair(0x8000_0000, 0x8000_0000)));
        assertThrows(InputException.class, () -> wrap.quantize(Double.NaN, Words.NONE));
    }
}
