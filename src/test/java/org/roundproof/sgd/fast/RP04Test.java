package org.roundproof.sgd.fast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.roundproof.Effort;
import org.roundproof.InputException;
import org.roundproof.format.FloatFormat;
import org.roundproof.format.Formats;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.UniformFormat;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;
import org.roundproof.random.WordSource;

/**
 * RP-04 over everything enumerable: formats of up to 8 bits wholly, wider ones with a stride that shrinks with the effort
 * (16-bit formats wholly from {@code -Droundproof.effort=512} on).
 */
class RP04Test {
    private static final List<String> UNIFORM = List.of(
            "int8(step=1/64)",
            "int8(step=0.01171875)",
            "int4(step=0.3125,symmetric=true)",
            "int3(step=0x1.fffffffffffp-3)",
            "int8(step=0x1.23456789ap-1040)",
            "int6(step=0x1.8p1000)",
            "int5(step=0x0.0000000000005p-1022)",
            "uint8(step=0x1.9999999999p-4)",
            "uint6(step=3,zero=21)",
            "uint4(step=0.1875,zero=15)",
            "fixed(integer=3,fraction=4)");

    private static final List<String> UNUSUAL_FLOATS = List.of(
            "float(p=1,emin=-3,emax=3)",
            "float(p=3,emin=-2,emax=3,subnormals=false)",
            "float(p=2,emin=2,emax=9)",
            "float(p=3,emin=-1072,emax=-1060)",
            "float(p=4,emin=1000,emax=1015)",
            "p3109(6,3,u,e)",
            "p3109(6,1,s,f)",
            "p3109(7,1,u,f)",
            "p3109(8,4,s,e)");

    @TestFactory
    Stream<DynamicTest> RP_04_floatsAgree() {
        List<NumberFormat> formats = new ArrayList<>(Formats.named());
        UNUSUAL_FLOATS.forEach(text -> formats.add(Formats.parse(text)));
        return formats.stream().map(format -> DynamicTest.dynamicTest(format.expression(), () -> sweep(format)));
    }

    @TestFactory
    Stream<DynamicTest> RP_04_uniformGridsAgree() {
        return UNIFORM.stream()
                .map(Formats::parse)
                .map(format -> DynamicTest.dynamicTest(format.expression(), () -> {
                    sweep(format);
                    sweepDither((UniformFormat) format);
                }));
    }

    /** Half way and with words that leave no room for a carry, level 0 decides: level 1 is not asked for. */
    @Test
    void noWordIsAskedForThatCannotMatter() {
        WordSource none = (use, level) -> {
            throw new AssertionError("use " + use + ", level " + level);
        };
        FastRounder floating = rounder("e4m3", new Rounding.Stochastic());
        assertEquals(1.0, floating.round(1.0625, (1 << 31) - 1, 0, none));
        assertEquals(1.125, floating.round(1.0625, 1 << 31, 0, none));
        FastRounder uniform = rounder("int8(step=3)", new Rounding.Stochastic());
        assertEquals(3.0, uniform.round(4.5, (1 << 31) - 1, 0, none));
        FastRounder dither = rounder("int8(step=3)", new Rounding.Tpdf());
        assertEquals(6.0, dither.round(4.5, -1, -1, none));
        assertEquals(-3.0, dither.round(-4.5, -1, -1, none));
    }

    private static FastRounder rounder(String format, Rounding rounding) {
        return FastRounder.of(new Quantizer(Formats.parse(format), rounding, Overflow.SAT_FINITE));
    }

    /** The bulk form is the same rounding, word by word, with further words asked for by element. */
    @Test
    void bulkIsElementByElement() {
        for (Rounding rounding :
                List.of(Rounding.Deterministic.TIES_TO_EVEN, new Rounding.Stochastic(), new Rounding.Tpdf())) {
            FastRounder rounder = rounder("int8(step=3)", rounding);
            double[] in = {4.0, 5.0, -7.25, 4.0, 1e9};
            int[] first = {0x55555555, -1, 7, -1431655766, 0};
            int[] second = {-1, 0, 1, 0x2aaaaaaa, 5};
            double[] out = new double[in.length];
            TensorWords more = (element, use, level) -> element * 0x9E3779B9 + use + level;
            rounder.round(in, out, in.length, first, second, more);
            for (int i = 0; i < in.length; i++) {
                int element = i;
                assertEquals(
                        rounder.round(
                                in[i],
                                (use, level) -> level > 0
                                        ? more.word(element, use, level)
                                        : use == 0 ? first[element] : second[element]),
                        out[i]);
            }
        }
    }

    private static void sweep(NumberFormat format) {
        int stride = stride(format);
        List<Double> points = RoundingCorners.points(format, stride);
        long compared = 0;
        for (Overflow overflow : RoundingCorners.policies(format)) {
            List<Double> tested = overflow == Overflow.SAT_FINITE ? points : outside(format, points);
            for (Rounding rounding : RoundingCorners.deterministic()) {
                compared += compare(new Quantizer(format, rounding, overflow), tested, 0);
            }
            compared += compare(
                    new Quantizer(format, new Rounding.Stochastic(), overflow),
                    tested,
                    overflow == Overflow.SAT_FINITE ? 12 : 3);
            for (Rounding rounding : RoundingCorners.fewBits()) {
                compared += compare(new Quantizer(format, rounding, overflow), tested, 1);
            }
        }
        assertTrue(compared > 1000, compared + " comparisons");
    }

    private static void sweepDither(UniformFormat format) {
        List<Double> points = RoundingCorners.points(format, stride(format));
        for (Overflow overflow : RoundingCorners.policies(format)) {
            Quantizer tpdf = new Quantizer(format, new Rounding.Tpdf(), overflow);
            FastRounder fast = FastRounder.of(tpdf);
            List<Double> tested = overflow == Overflow.SAT_FINITE ? points : outside(format, points);
            int turn = 0;
            for (double x : tested) {
                for (int first : RoundingCorners.words(format, x)) {
                    int[] seconds = {0, 1 << 31, -first, (1 << 31) - first - 1, -1 - first, (1 << 31) - first - 2};
                    RoundingCorners.agree(tpdf, fast, x, first, seconds[turn++ % seconds.length]);
                }
            }
            if (admitsSubtractive(format)) {
                compare(new Quantizer(format, new Rounding.Subtractive(), overflow), tested, 4);
            }
        }
    }

    private static boolean admitsSubtractive(UniformFormat format) {
        try {
            return new Quantizer(format, new Rounding.Subtractive(), Overflow.SAT_FINITE).format() == format;
        } catch (InputException e) {
            return false;
        }
    }

    /** One word at each point, or as many as given from the words that decide there, in turn. */
    private static long compare(Quantizer quantizer, List<Double> points, int words) {
        FastRounder rounder = FastRounder.of(quantizer);
        long compared = 0;
        for (int index = 0; index < points.size(); index++) {
            double x = points.get(index);
            int[] choice = words == 0 ? new int[] {0} : RoundingCorners.words(quantizer.format(), x);
            for (int i = 0; i < Math.max(1, Math.min(words, choice.length)); i++) {
                int word = choice[words == choice.length ? i : (index * words + i) % choice.length];
                compared += RoundingCorners.agree(quantizer, rounder, x, word, ~word);
            }
        }
        return compared;
    }

    /** The last points of the range and everything beyond, where the policies differ. */
    private static List<Double> outside(NumberFormat format, List<Double> points) {
        return points.stream()
                .filter(x -> !(x < 0.9 * format.maxFinite() && x > 0.9 * format.minFinite()))
                .toList();
    }

    private static int stride(NumberFormat format) {
        if (format.bits() <= 8) {
            return 1;
        }
        long stride = (1L << format.bits()) / Effort.scaled(128);
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, stride - (format instanceof FloatFormat ? 1 : 0)));
    }
}
