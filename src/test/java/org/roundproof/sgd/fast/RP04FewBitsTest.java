package org.roundproof.sgd.fast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.roundproof.Effort;
import org.roundproof.format.Formats;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.ValueClass;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;
import org.roundproof.quantizer.Rounding.Cut;
import org.roundproof.random.WordSource;
import org.roundproof.testkit.FormatArbitraries;

/**
 * RP-04 for {@code sr(R, cut)}: in every gap of every 8-bit format, at six fractions, for every R ≤ 8 (12 from {@code
 * -Droundproof.effort=8} on) and every cut, all 2^R words. Three ways: the exact quantizer and the fast rounder word by word,
 * and the number of words that go away from zero against the definition of the cut in integers, the gap being two values
 * next to each other in the decoded table. In one fraction of each gap that number is also 2^R times the probability of the
 * exact distribution.
 */
class RP04FewBitsTest {
    private static final int MOST_BITS = Effort.factor() >= 8 ? 12 : 8;
    private static final int FRACTIONS = 6;

    private static final List<String> OTHERS = List.of(
            "int8(step=1/64)",
            "int8(step=0.01171875,symmetric=true)",
            "uint8(step=3/256,zero=77)",
            "fixed(integer=3,fraction=5)",
            "power(bits=8,exponent=1/2)");

    @TestFactory
    Stream<DynamicTest> RP_04_everyWordOfEveryGap() {
        List<NumberFormat> formats = new ArrayList<>(Formats.named());
        formats.addAll(FormatArbitraries.allP3109(8));
        OTHERS.forEach(text -> formats.add(Formats.parse(text)));
        return formats.stream()
                .filter(format -> format.bits() == 8)
                .map(format -> DynamicTest.dynamicTest(format.expression(), () -> sweep(format)));
    }

    private static void sweep(NumberFormat format) {
        double[] values = LongStream.range(0, 1L << format.bits())
                .filter(code -> format.classify(code) != ValueClass.UNUSED)
                .mapToDouble(format::decode)
                .filter(Double::isFinite)
                .map(value -> value + 0.0)
                .sorted()
                .distinct()
                .toArray();
        long words = IntStream.range(1, values.length)
                .mapToLong(i -> gap(format, i, values[i - 1], values[i]))
                .sum();
        assertEquals((values.length - 1L) * FRACTIONS * 4 * ((2L << MOST_BITS) - 2), words);
    }

    private static long gap(NumberFormat format, int index, double lo, double hi) {
        long words = 0;
        for (int bits = 1; bits <= MOST_BITS; bits++) {
            for (Cut cut : Cut.values()) {
                Quantizer exact = new Quantizer(format, new Rounding.StochasticBits(bits, cut), Overflow.SAT_FINITE);
                FastRounder fast = FastRounder.of(exact);
                for (int i = 0; i < FRACTIONS; i++) {
                    double x = lo < 0
                            ? -point(-hi, -lo, fraction(i, index, bits))
                            : point(lo, hi, fraction(i, index, bits));
                    long away = everyWord(exact, fast, x, lo, hi, bits);
                    assertEquals(
                            byDefinition(position(x, lo, hi), bits, cut),
                            away,
                            () -> exact + " at " + Double.toHexString(x) + ": words that go away from zero");
                    if (i == index % FRACTIONS) {
                        double end = x < 0 ? lo : hi;
                        assertEquals(
                                BigFraction.of(away, 1L << bits),
                                exact.distribution(x).probability(end));
                    }
                    words += 1L << bits;
                }
            }
        }
        return words;
    }

    /** A tie of R bits, one of 8 bits, next to the former, irregular, almost 1, and the grid point itself. */
    private static double fraction(int i, int index, int bits) {
        double tie = (2 * index + 1) % (2 << bits) / (double) (2 << bits);
        return switch (i) {
            case 0 -> tie;
            case 1 -> (2 * index + 1) % 512 / 512.0;
            case 2 -> tie + (index % 2 == 0 ? 0x1p-40 : -0x1p-40);
            case 3 -> index * 0.6180339887 % 1;
            case 4 -> 1 - 0x1p-30;
            default -> 0;
        };
    }

    /** In the gap of two magnitudes; where the sum is no double, the nearest one will do. */
    private static double point(double inner, double outer, double fraction) {
        return inner + (outer - inner) * fraction;
    }

    /** The way from the end of the gap that is next to zero, exactly. */
    private static BigFraction position(double x, double lo, double hi) {
        BigFraction inner = BigFraction.from(x < 0 ? -hi : lo);
        BigFraction outer = BigFraction.from(x < 0 ? -lo : hi);
        return BigFraction.from(Math.abs(x)).subtract(inner).divide(outer.subtract(inner));
    }

    /** All 2^R words, the bits below them irregular; the number of those that take x to the end away from zero. */
    private static long everyWord(Quantizer quantizer, FastRounder fast, double x, double lo, double hi, int bits) {
        ToDoubleFunction<WordSource> exact = quantizer.at(x);
        Word word = new Word();
        double inner = x < 0 ? hi : lo;
        double outer = x < 0 ? lo : hi;
        long away = 0;
        for (int u = 0; u < 1 << bits; u++) {
            word.value = (u << (Integer.SIZE - bits)) | ((u + 1) * 0x9E3779B9 >>> bits);
            double expected = exact.applyAsDouble(word);
            double actual = fast.round(x, word.value, 0, RoundingCorners.NONE);
            if (Double.compare(expected, actual) != 0) {
                throw RoundingCorners.difference(quantizer, x, word.value, expected, actual);
            }
            assertTrue(actual == inner || actual == outer, "neither end of the gap");
            if (actual == outer) {
                away++;
            }
        }
        return away;
    }

    /** Level 0 of use 0. */
    private static final class Word implements WordSource {
        private int value;

        @Override
        public int word(int use, int level) {
            return use == 0 && level == 0 ? value : RoundingCorners.NONE.word(use, level);
        }
    }

    /** c of f = n/d: floor(n·2^R/d) and the rest against d/2. */
    private static long byDefinition(BigFraction f, int bits, Cut cut) {
        BigInteger[] parts = f.getNumerator().shiftLeft(bits).divideAndRemainder(f.getDenominator());
        long floor = parts[0].longValueExact();
        int half = parts[1].shiftLeft(1).compareTo(f.getDenominator());
        boolean up =
                switch (cut) {
                    case FLOOR -> false;
                    case HALF -> half >= 0;
                    case EVEN -> half > 0 || half == 0 && floor % 2 != 0;
                    case ODD -> half > 0 || half == 0 && floor % 2 == 0;
                };
        return up ? floor + 1 : floor;
    }
}
