package org.roundproof.sgd.fast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.roundproof.Effort;
import org.roundproof.InputException;
import org.roundproof.format.Formats;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.UniformFormat;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;
import org.roundproof.random.WordSource;
import org.roundproof.testkit.FormatArbitraries;

/**
 * RP-04 over everything enumerable: every format of up to 16 bits wholly, wider ones with a stride that shrinks with the
 * effort (their inputs are {@link RP04Properties}' task).
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
            "fixed(integer=3,fraction=4)",
            "fixed(integer=8,fraction=8)",
            "int16(step=1/1024)",
            "uint16(step=0x1.99999999ap-4,zero=1000)");

    private static final List<String> UNUSUAL_FLOATS = List.of(
            "float(p=1,emin=-3,emax=3)",
            "float(p=3,emin=-2,emax=3,subnormals=false)",
            "float(p=2,emin=2,emax=9)",
            "float(p=3,emin=-1072,emax=-1060)",
            "float(p=4,emin=1000,emax=1015)",
            "float(p=12,emin=-3,emax=5,subnormals=false)");

    private static final List<String> POWER = List.of(
            "power(bits=2,exponent=1)",
            "power(bits=4,exponent=1/2)",
            "power(bits=5,exponent=2)",
            "power(bits=6,exponent=1/40)",
            "power(bits=8,exponent=1/3)",
            "power(bits=16,exponent=11/20)");

    /** The two slowest grids, a third of the whole time, wait for {@code -Droundproof.effort=2}. */
    private static boolean isSweptNow(String grid) {
        return Effort.factor() > 1 || !(grid.startsWith("uint16") || grid.startsWith("power(bits=16"));
    }

    @TestFactory
    Stream<DynamicTest> RP_04_floatsAgree() {
        List<NumberFormat> formats = new ArrayList<>(Formats.named());
        UNUSUAL_FLOATS.forEach(text -> formats.add(Formats.parse(text)));
        formats.addAll(FormatArbitraries.allP3109(8));
        return formats.stream().map(format -> DynamicTest.dynamicTest(format.expression(), () -> sweep(format)));
    }

    @TestFactory
    Stream<DynamicTest> RP_04_uniformGridsAgree() {
        return UNIFORM.stream()
                .filter(RP04Test::isSweptNow)
                .map(Formats::parse)
                .map(format -> DynamicTest.dynamicTest(format.expression(), () -> {
                    sweep(format);
                    sweepDither((UniformFormat) format);
                }));
    }

    @TestFactory
    Stream<DynamicTest> RP_04_powerGridsAgree() {
        return POWER.stream()
                .filter(RP04Test::isSweptNow)
                .map(text -> DynamicTest.dynamicTest(text, () -> sweep(Formats.parse(text))));
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
        long compared = new RoundingSweep(format).over(RoundingCorners.points(format, stride(format)));
        assertTrue(compared > 1000, compared + " comparisons");
    }

    private static void sweepDither(UniformFormat format) {
        double[] points = RoundingCorners.points(format, stride(format));
        for (Overflow overflow : RoundingCorners.policies(format)) {
            List<Quantizer> dithers = new ArrayList<>();
            dithers.add(new Quantizer(format, new Rounding.Tpdf(), overflow));
            if (admitsSubtractive(format)) {
                dithers.add(new Quantizer(format, new Rounding.Subtractive(), overflow));
            }
            for (Quantizer dither : dithers) {
                FastRounder fast = FastRounder.of(dither);
                IntStream.range(0, points.length)
                        .filter(i -> overflow == Overflow.SAT_FINITE
                                || thorough()
                                || RoundingSweep.outside(format, points[i]))
                        .forEach(i -> dithered(dither, fast, points[i], i));
            }
        }
    }

    private static void dithered(Quantizer dither, FastRounder fast, double x, int turn) {
        int[] firsts = RoundingCorners.words(dither.format(), x);
        // of 12 first words with 6 second ones each, a different choice at each point
        for (int i = 0; i < (thorough() ? firsts.length : 3); i++) {
            int first = firsts[(turn + 5 * i) % firsts.length];
            int[] seconds = {0, 1 << 31, -first, (1 << 31) - first - 1, -1 - first, (1 << 31) - first - 2};
            RoundingCorners.agree(dither, fast, x, first, seconds[(turn / 7 + i) % seconds.length]);
        }
    }

    private static boolean admitsSubtractive(UniformFormat format) {
        try {
            return new Quantizer(format, new Rounding.Subtractive(), Overflow.SAT_FINITE).format() == format;
        } catch (InputException e) {
            return false;
        }
    }

    private static boolean thorough() {
        return Effort.factor() >= 8;
    }

    /** 1 up to 15 bits and for the named floats of 16; of other 65,536 values four fifths wait for {@code -Droundproof.effort=2}. */
    private static int stride(NumberFormat format) {
        if (format.bits() < 16
                || (format.bits() == 16
                        && (Effort.factor() > 1 || Formats.named().contains(format)))) {
            return 1;
        }
        if (format.bits() == 16) {
            return 5;
        }
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, (1L << format.bits()) / Effort.scaled(1024) - 1));
    }
}
