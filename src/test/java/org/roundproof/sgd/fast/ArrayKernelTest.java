package org.roundproof.sgd.fast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.roundproof.Effort;
import org.roundproof.InputException;
import org.roundproof.format.Formats;
import org.roundproof.format.NumberFormat;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;
import org.roundproof.simd.Simd;

/**
 * An array is rounded as its elements are, bit for bit: at the corners of every format, on random bits inside the range
 * (where the kernels answer for themselves) and on arrays that mix those with infinities, NaN and values far out.
 */
@Tag("simd")
class ArrayKernelTest {
    private static final List<String> UNNAMED = List.of(
            "float(p=2,emin=0,emax=9)",
            "float(p=50,emin=-100,emax=100)",
            "float(p=51,emin=-100,emax=100)",
            "float(p=29,emin=-860,emax=40)",
            "float(p=3,emin=-1072,emax=-1060)",
            "float(p=4,emin=1000,emax=1015)",
            "float(p=4,emin=-3,emax=0)",
            "float(p=5,emin=-2,emax=3,subnormals=false)",
            "float(p=1,emin=-3,emax=3)",
            "p3109(6,3,u,e)",
            "p3109(8,4,s,e)",
            "int8(step=1/64)",
            "int8(step=0.01171875)",
            "int4(step=0.3125,symmetric=true)",
            "int3(step=0x1.fffffffffffp-3)",
            "int8(step=0x1.23456789ap-1040)",
            "int6(step=0x1.8p1000)",
            "int28(step=1/1024)",
            "int20(step=0x1.99999998p-10)",
            "uint8(step=0x1.9999999999p-4)",
            "uint8(step=0x1.99999999999p-4)",
            "uint8(step=0x1.99999999998p-4)",
            "uint8(step=1/32)",
            "uint6(step=3,zero=21)",
            "fixed(integer=3,fraction=4)",
            "power(bits=5,exponent=2)");

    /** Lengths about the size of a block and of a vector. */
    private static final int[] LENGTHS = {0, 1, 7, 8, 9, 1023, 1024, 1025, 3000};

    private static final boolean SIMD = Simd.loops() != null;

    private static final TensorWords MORE =
            (element, use, level) -> Integer.rotateLeft(element * 0x9E3779B9 + level * 0x7F4A7C15 + use, 11);

    @TestFactory
    Stream<DynamicTest> arraysAreRoundedElementByElement() {
        return formats()
                .map(format -> DynamicTest.dynamicTest(format.expression(), () -> {
                    double[] corners = corners(format);
                    int[] words = deciding(format, corners);
                    for (Quantizer quantizer : quantizers(format)) {
                        agree(quantizer, corners, words);
                        agree(
                                quantizer,
                                Arrays.stream(corners)
                                        .filter(x -> inside(format, x))
                                        .toArray(),
                                words);
                        random(quantizer, Effort.scaled(4000));
                    }
                }));
    }

    /** 10⁷ random values inside the range and 10⁶ of any kind; 10⁸ at effort 10. */
    @TestFactory
    Stream<DynamicTest> tiesToEvenAgreesOnRandomBits() {
        return Stream.concat(
                        Formats.named().stream(),
                        Stream.of("int8(step=1/64)", "int8(step=0.01171875)").map(Formats::parse))
                .map(format -> DynamicTest.dynamicTest(
                        format.expression(),
                        () -> random(
                                new Quantizer(format, Rounding.Deterministic.TIES_TO_EVEN, Overflow.SAT_FINITE),
                                Effort.scaled(625_000))));
    }

    @TestFactory
    Stream<DynamicTest> stochasticRoundingAgreesOnRandomBits() {
        return Stream.of(
                        "e4m3:sr",
                        "bfloat16:sr",
                        "binary32:sr",
                        "e5m2:sr(8)",
                        "e4m3:sr(30)",
                        "binary16:sr(11,half)",
                        "int8(step=1/64):sr",
                        "uint8(step=1/32):sr",
                        "uint8(step=1/32):sr(8)",
                        "uint8(step=1/32):sr(8,floor)",
                        "uint8(step=1/32):sr(8,half)",
                        "int8(step=1/64):tpdf",
                        "uint8(step=1/32):tpdf")
                .map(text -> DynamicTest.dynamicTest(text, () -> random(quantizer(text), Effort.scaled(200_000))));
    }

    /** The kernels that are meant to be fast are in use, so that the tests above are about them. */
    @Test
    void kernelsAreChosen() {
        for (String format : List.of(
                "e4m3", "e5m2", "e4m3fnuz", "e5m2fnuz", "e3m4", "e2m1", "binary16", "bfloat16", "tf32", "binary32")) {
            for (Overflow overflow : List.of(Overflow.SAT_FINITE, Overflow.SAT_PROPAGATE, Overflow.OVF_INF)) {
                Quantizer nearest = new Quantizer(Formats.parse(format), Rounding.Deterministic.TIES_TO_EVEN, overflow);
                assertInstanceOf(NearestFloatKernel.class, ArrayKernel.of(nearest, Mode.TIES_TO_EVEN));
                Quantizer stochastic = new Quantizer(Formats.parse(format), new Rounding.Stochastic(), overflow);
                Class<?> plain = format.equals("binary32") ? StochasticKernel.class : StochasticLanes.class;
                Class<?> expected = SIMD && !format.equals("binary32") ? SimdStochastic.class : plain;
                assertEquals(expected, ArrayKernel.of(stochastic, Mode.SR).getClass(), format);
            }
        }
        assertInstanceOf(
                NearestUniformKernel.class,
                ArrayKernel.of(quantizer("int8(step=0.01171875):ties-to-even"), Mode.TIES_TO_EVEN));
        for (String text : List.of("int8(step=1/64):sr", "e4m3:sr(8,floor)", "e4m3:sr(8,half)", "e4m3:sr(8)")) {
            Quantizer few = quantizer(text);
            Mode mode = Mode.of(few.rounding());
            Class<?> plain = mode == Mode.SR_EVEN ? StochasticKernel.class : StochasticLanes.class;
            assertEquals(
                    SIMD ? SimdStochastic.class : plain,
                    ArrayKernel.of(few, mode).getClass(),
                    text);
        }
        for (String text : List.of("uint8(step=1/32):sr", "uint8(step=1/32):sr(8)", "uint8(step=1/32):sr(8,half)")) {
            Quantizer unsigned = quantizer(text);
            assertInstanceOf(StochasticKernel.class, ArrayKernel.of(unsigned, Mode.of(unsigned.rounding())), text);
        }
        assertInstanceOf(TriangularLanes.class, ArrayKernel.of(quantizer("int8(step=1/64):tpdf"), Mode.TPDF));
    }

    @Test
    void wordsAreAskedFor() {
        double[] array = new double[1];
        assertThrows(IllegalStateException.class, () -> FastRounder.of(quantizer("e4m3:sr"))
                .round(array, array, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> FastRounder.of(quantizer("e4m3:ties-to-even"))
                .round(array, array, 2));
    }

    /** Of the plain loops: explicit vectors are objects until C2 has compiled the loop that holds them. */
    @Test
    void nothingIsAllocated() {
        assumeTrue(Simd.loops() == null, "explicit vectors are objects until C2 has compiled their loop");
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        double[] in = values(new SplittableRandom(1), Formats.parse("e5m2"), 1000, false);
        double[] out = new double[in.length];
        int[] words = new SplittableRandom(2).ints(in.length).toArray();
        for (String text : List.of("e5m2:ties-to-even", "int8(step=1/64):ties-to-even", "e5m2:sr", "e5m2:sr(8)")) {
            FastRounder rounder = FastRounder.of(quantizer(text));
            rounder.round(in, out, in.length, words, words, MORE);
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < 100; i++) {
                rounder.round(in, out, in.length, words, words, MORE);
            }
            long allocated = threads.getThreadAllocatedBytes(thread) - before;
            assertTrue(allocated < 1000, text + ": " + allocated + " bytes in 100 calls");
        }
    }

    private static Stream<NumberFormat> formats() {
        return Stream.concat(Formats.named().stream(), UNNAMED.stream().map(Formats::parse));
    }

    private static Quantizer quantizer(String text) {
        return (Quantizer) OperatorExpression.parse(text).resolve();
    }

    private static List<Quantizer> quantizers(NumberFormat format) {
        List<Rounding> roundings = new ArrayList<>(RoundingCorners.deterministic());
        roundings.add(new Rounding.Stochastic());
        roundings.addAll(RoundingCorners.fewBits());
        roundings.add(new Rounding.Tpdf());
        roundings.add(new Rounding.Subtractive());
        List<Quantizer> quantizers = new ArrayList<>();
        for (Overflow overflow : RoundingCorners.policies(format)) {
            for (Rounding rounding : roundings) {
                try {
                    quantizers.add(new Quantizer(format, rounding, overflow));
                } catch (InputException e) {
                    assertTrue(rounding instanceof Rounding.Tpdf || rounding instanceof Rounding.Subtractive);
                }
            }
        }
        return quantizers;
    }

    private static double[] corners(NumberFormat format) {
        if (format.bits() > 40) {
            return values(new SplittableRandom(format.bits()), format, 2000, true);
        }
        long codes = 1L << format.bits();
        int stride = (int) Math.min(Integer.MAX_VALUE, Math.max(1, codes / 256 - (codes > 512 ? 1 : 0)));
        return RoundingCorners.points(format, stride);
    }

    /** At each point one of the words that decide there, in turn. */
    private static int[] deciding(NumberFormat format, double[] points) {
        int[] words = new int[points.length];
        for (int i = 0; i < points.length; i++) {
            int[] choice = RoundingCorners.words(format, points[i]);
            words[i] = choice[i % choice.length];
        }
        return words;
    }

    private static boolean inside(NumberFormat format, double x) {
        return Math.abs(x) < Math.scalb(1.0, Math.getExponent(format.maxFinite()));
    }

    private static void random(Quantizer quantizer, int count) {
        SplittableRandom random = new SplittableRandom(quantizer.expression().hashCode());
        for (int done = 0, turn = 0; done < count; turn++) {
            int length = LENGTHS[turn % LENGTHS.length];
            boolean mixed = turn % 11 == 0;
            int[] words = new int[length];
            for (int i = 0; i < length; i++) {
                words[i] = random.nextInt(16) == 0 ? -1 : random.nextInt();
            }
            agree(quantizer, values(random, quantizer.format(), length, mixed), words);
            done += length;
        }
    }

    /** Random bits at exponents from below the smallest value to the range's end; where mixed, anything in between. */
    private static double[] values(SplittableRandom random, NumberFormat format, int length, boolean mixed) {
        int top = Math.getExponent(format.maxFinite());
        int bottom = Math.max(-1022, Math.getExponent(Math.max(format.smallestPositive(), Double.MIN_NORMAL)) - 3);
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            long fraction = random.nextLong();
            if (random.nextBoolean()) {
                // few significant bits: grid points, midpoints, and their neighbours
                fraction = (fraction & (-1L << 44 + random.nextInt(8))) + random.nextInt(3) - 1;
            }
            int exponent = random.nextInt(16) == 0 ? -1023 : bottom + random.nextInt(Math.max(1, top - bottom));
            long bits = (long) (exponent + 1023) << 52 | fraction & 0x800f_ffff_ffff_ffffL;
            values[i] = Double.longBitsToDouble(bits);
            if (mixed && random.nextInt(8) == 0) {
                values[i] = switch (random.nextInt(5)) {
                    case 0 -> Double.POSITIVE_INFINITY;
                    case 1 -> Double.NEGATIVE_INFINITY;
                    case 2 -> Double.NaN;
                    case 3 -> -format.maxFinite() * random.nextDouble() * 2;
                    default -> Double.longBitsToDouble(random.nextLong());
                };
            }
        }
        return values;
    }

    /** To another array and in place. */
    private static void agree(Quantizer quantizer, double[] given, int[] words) {
        double[] in = quantizer.overflow() == Overflow.WRAP
                ? Arrays.stream(given).filter(Double::isFinite).toArray()
                : given;
        FastRounder rounder = FastRounder.of(quantizer);
        int[] second = Arrays.stream(words).map(word -> Integer.reverse(~word)).toArray();
        double[] out = new double[in.length];
        rounder.round(in, out, in.length, words, second, MORE);
        double[] place = in.clone();
        rounder.round(place, place, in.length, words, second, MORE);
        for (int i = 0; i < in.length; i++) {
            int element = i;
            double expected = rounder.round(in[i], words[i], second[i], (use, level) -> MORE.word(element, use, level));
            if (differ(expected, out[i]) || differ(expected, place[i])) {
                throw new AssertionError(quantizer.expression() + " at " + Double.toHexString(in[i]) + ", word "
                        + Integer.toHexString(words[i]) + ", element " + i + " of " + in.length + ": element "
                        + expected + ", array " + out[i] + ", in place " + place[i]);
            }
        }
    }

    private static boolean differ(double a, double b) {
        return Double.doubleToLongBits(a) != Double.doubleToLongBits(b);
    }
}
