package org.roundproof.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.roundproof.testkit.FormatArbitraries;

/** Every code of every format of at most 16 bits, P3109's of at most 8. */
class CodePointsTest {
    static final List<String> OTHERS = List.of(
            "float(p=1,emin=-3,emax=4)",
            "float(p=4,emin=-6,emax=8)",
            "float(p=5,emin=0,emax=0)",
            "float(p=3,emin=-4,emax=3,subnormals=false)",
            "float(p=1,emin=-3,emax=4,subnormals=false)",
            "float(p=2,emin=-1073,emax=-1060)",
            "float(p=2,emin=1019,emax=1022)",
            "int2(step=1)",
            "int8(step=1/64)",
            "int8(step=1/64,symmetric=true)",
            "int16(step=0x1.8cp-3)",
            "uint1(step=1)",
            "uint4(step=0.75,zero=15)",
            "uint8(step=1/64)",
            "uint8(step=0.75,zero=128)",
            "uint8(step=3,zero=17)",
            "fixed(integer=1,fraction=7)",
            "fixed(integer=3,fraction=5)",
            "fixed(integer=8,fraction=0)",
            "fixed(integer=4,fraction=12)",
            "power(bits=2,exponent=1/3)",
            "power(bits=5,exponent=2)",
            "power(bits=8,exponent=1/2)",
            "power(bits=10,exponent=1/40)");

    static Stream<NumberFormat> small() {
        return Stream.of(
                        Formats.named().stream().filter(format -> format.bits() <= 16),
                        FormatArbitraries.allP3109(8).stream(),
                        OTHERS.stream().map(Formats::parse))
                .flatMap(formats -> formats);
    }

    static LongStream codes(NumberFormat format) {
        return LongStream.range(0, 1L << format.bits()).filter(code -> format.classify(code) != ValueClass.UNUSED);
    }

    /** The finite values in order, −0 taken as 0. */
    static double[] finiteValues(NumberFormat format) {
        TreeSet<Double> values = new TreeSet<>();
        codes(format).mapToDouble(format::decode).filter(Double::isFinite).forEach(value -> values.add(value + 0.0));
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @ParameterizedTest
    @MethodSource("small")
    void decodingAndEncodingAgree(NumberFormat format) {
        codes(format).forEach(code -> {
            double value = format.decode(code);
            assertTrue(format.contains(value), () -> format + " " + code);
            long canonical = format.encode(value);
            // assertEquals on Double distinguishes −0 from 0 and takes NaN as itself
            assertEquals(value, format.decode(canonical));
            assertEquals(canonical, format.encode(format.decode(canonical)));
            boolean manyCodes = Double.isNaN(value) || value == 0 && format instanceof FloatFormat f && !f.subnormals();
            assertTrue(code == canonical || manyCodes, () -> format + " " + code + " " + value);
        });
    }

    @ParameterizedTest
    @MethodSource("small")
    void finiteNumbersAreInTheOrderOfTheirCodes(NumberFormat format) {
        int signBit = format instanceof FloatFormat && format.signed() ? 1 : 0;
        double[] positive = LongStream.range(0, 1L << (format.bits() - signBit))
                .filter(code -> format.classify(code) != ValueClass.UNUSED)
                .mapToDouble(format::decode)
                .filter(value -> Double.isFinite(value) && (signBit == 0 || value > 0))
                .filter(value -> format instanceof FloatFormat || value >= 0)
                .toArray();
        for (int i = 1; i < positive.length; i++) {
            assertTrue(positive[i - 1] < positive[i], format + " " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("small")
    void extremesAndFlagsDescribeTheValues(NumberFormat format) {
        double[] values = finiteValues(format);
        assertEquals(values[values.length - 1], format.maxFinite());
        assertEquals(values[0], format.minFinite());
        double smallest = Arrays.stream(values).filter(v -> v > 0).min().orElse(0);
        assertEquals(smallest, format.smallestPositive());
        assertEquals(values[0] < 0, format.signed());
        assertEquals(Arrays.stream(values).anyMatch(v -> v == 0), format.hasZero());
        assertEquals(
                Arrays.stream(values).allMatch(v -> Arrays.binarySearch(values, -v + 0.0) >= 0), format.symmetric());
        assertEquals(has(format, -0.0), format.hasNegativeZero());
        assertEquals(has(format, Double.POSITIVE_INFINITY), format.hasPositiveInfinity());
        assertEquals(has(format, Double.NEGATIVE_INFINITY), format.hasNegativeInfinity());
        assertEquals(has(format, Double.NaN), format.hasNaN());
        assertEquals(format.hasNegativeZero(), format.contains(-0.0));
        assertEquals(format.hasPositiveInfinity(), format.contains(Double.POSITIVE_INFINITY));
        assertEquals(format.hasNegativeInfinity(), format.contains(Double.NEGATIVE_INFINITY));
        assertEquals(format.hasNaN(), format.contains(Double.NaN));
    }

    private static boolean has(NumberFormat format, double value) {
        return codes(format).anyMatch(code -> Double.compare(format.decode(code), value) == 0);
    }

    @ParameterizedTest
    @MethodSource("small")
    void neighboursAreTheNextValues(NumberFormat format) {
        double[] values = finiteValues(format);
        for (int i = 0; i < values.length; i++) {
            double up = values[Math.min(i + 1, values.length - 1)];
            double down = values[Math.max(i - 1, 0)];
            assertEquals(up, format.nextUp(values[i]));
            assertEquals(down, format.nextDown(values[i]));
            if (values[i] == 0) {
                assertEquals(up, format.nextUp(-0.0));
                assertEquals(down, format.nextDown(-0.0));
            }
            if (i + 1 < values.length) {
                double between = values[i] / 2 + values[i + 1] / 2;
                assertEquals(between == values[i] || between == values[i + 1], format.contains(between));
            }
        }
        assertFalse(format.contains(2 * format.maxFinite() + 1));
    }

    @ParameterizedTest
    @MethodSource("small")
    void classesAreThoseOfTheValues(NumberFormat format) {
        codes(format).forEach(code -> {
            double value = format.decode(code);
            ValueClass expected = Double.isNaN(value)
                    ? ValueClass.NAN
                    : Double.isInfinite(value)
                            ? ValueClass.INFINITY
                            : value == 0
                                    ? ValueClass.ZERO
                                    : format instanceof FloatFormat f
                                                    && Math.abs(value) < Math.scalb(1.0, f.minExponent())
                                            ? ValueClass.SUBNORMAL
                                            : ValueClass.NORMAL;
            assertEquals(expected, format.classify(code));
        });
    }

    @ParameterizedTest
    @MethodSource("small")
    void expressionsParseToEqualFormats(NumberFormat format) {
        NumberFormat again = Formats.parse(format.expression());
        assertEquals(format, again);
        assertEquals(format.hashCode(), again.hashCode());
        assertEquals(format.expression(), again.toString());
    }

    /** Java's own float has the same leading bits as three of the formats. */
    @Test
    void leadingBitsOfFloat() {
        for (int code = 0; code < 1 << 16; code++) {
            assertEquals(
                    (double) Float.intBitsToFloat(code << 16),
                    Formats.parse("bfloat16").decode(code));
        }
        for (int code = 0; code < 1 << 19; code++) {
            assertEquals((double) Float.intBitsToFloat(code << 13), TF32.decode(code));
        }
        for (long bits = 0; bits < 1L << 32; bits += 65537) {
            float value = Float.intBitsToFloat((int) bits);
            assertEquals((double) value, BINARY32.decode(bits));
            if (!Float.isNaN(value)) {
                assertEquals(bits, BINARY32.encode(value));
            }
        }
    }

    private static final NumberFormat TF32 = Formats.parse("tf32");
    private static final NumberFormat BINARY32 = Formats.parse("binary32");
}
