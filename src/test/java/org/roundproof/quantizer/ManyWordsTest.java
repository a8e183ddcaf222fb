package org.roundproof.quantizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roundproof.InputException;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.UniformFormat;
import org.roundproof.random.WordSource;

/** One double and many words: {@link Quantizer#at} gives what {@link Quantizer#quantize} gives, bit for bit. */
class ManyWordsTest {
    private static final int[] WORDS = {0, 1, 0x4000_0000, 0x7FFF_FFFF, 0x8000_0000, 0xC000_0000, 0xFFFF_FFFE, -1};

    /** Remembers which words were asked for. */
    private record Recorder(int first, int second, List<String> asked) implements WordSource {
        @Override
        public int word(int use, int level) {
            asked.add(use + "." + level);
            return level > 0 ? 0x1234_5678 : use == 0 ? first : second;
        }
    }

    private static void assertSame(Quantizer q, double x) {
        ToDoubleFunction<WordSource> at = q.at(x);
        for (int word : WORDS) {
            Recorder once = new Recorder(word, ~word, new ArrayList<>());
            Recorder many = new Recorder(word, ~word, new ArrayList<>());
            double expected = q.quantize(x, once);
            double result = at.applyAsDouble(many);
            // NaN equals NaN, −0 and 0 differ
            assertEquals(expected, result, q.expression() + " at " + x + ", word " + word);
            assertEquals(once.asked(), many.asked(), q.expression() + " at " + x);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ties-to-even", "toward-negative", "sr", "sr(3,half)", "tpdf", "subtractive"})
    void agreesOnEveryFormat(String name) {
        Rounding rounding = Rounding.parse(name);
        boolean dither = rounding instanceof Rounding.Tpdf || rounding instanceof Rounding.Subtractive;
        for (NumberFormat format : TestFormats.small()) {
            if (dither && !(format instanceof UniformFormat)) {
                continue;
            }
            Quantizer q = new Quantizer(format, rounding, Overflow.SAT_FINITE);
            double low = format.smallestPositive();
            double high = format.maxFinite();
            double[] magnitudes = {0, low / 4, 0.75 * low, low, 1.25 * low, 0.7 * high, high, 1.5 * high};
            for (double x : magnitudes) {
                assertSame(q, x);
                assertSame(q, -x);
            }
            for (double x : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
                assertSame(q, x);
            }
        }
    }

    @Test
    void wrapRefusesWhatHasNoRemainder() {
        Quantizer q =
                (Quantizer) OperatorExpression.parse("int8(step=1):sr:wrap").resolve();
        assertThrows(InputException.class, () -> q.at(Double.NaN));
        assertSame(q, 127.75);
    }
}
