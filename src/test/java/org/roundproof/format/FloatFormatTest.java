package org.roundproof.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.roundproof.InputException;

/** What the specifications print: tables of OCP OFP8 and MX, IEEE 754, ml_dtypes. */
class FloatFormatTest {

    @ParameterizedTest
    @CsvSource({
        // name, bits, p, emin, emax, max, smallest normal, smallest positive, −0, ∞, NaN code
        "e4m3,        8,  4,   -6,   8, 448,        0x1p-6,   0x1p-9,   true,  false, 0x7f",
        "e5m2,        8,  3,  -14,  15, 57344,      0x1p-14,  0x1p-16,  true,  true,  0x7e",
        "e4m3fnuz,    8,  4,   -7,   7, 240,        0x1p-7,   0x1p-10,  false, false, 0x80",
        "e5m2fnuz,    8,  3,  -15,  15, 57344,      0x1p-15,  0x1p-17,  false, false, 0x80",
        "e4m3b11fnuz, 8,  4,  -10,   4, 30,         0x1p-10,  0x1p-13,  false, false, 0x80",
        "e3m4,        8,  5,   -2,   3, 15.5,       0x1p-2,   0x1p-6,   true,  true,  0x78",
        "e3m2,        6,  3,   -2,   4, 28,         0.25,     0.0625,   true,  false, -1",
        "e2m3,        6,  4,    0,   2, 7.5,        1,        0.125,    true,  false, -1",
        "e2m1,        4,  2,    0,   2, 6,          1,        0.5,      true,  false, -1",
        "e8m0,        8,  1, -127, 127, 0x1p127,    0x1p-127, 0x1p-127, false, false, 0xff",
        "binary16,   16, 11,  -14,  15, 65504,      0x1p-14,  0x1p-24,  true,  true,  0x7e00",
        "bfloat16,   16,  8, -126, 127, 0x1.fep127, 0x1p-126, 0x1p-133, true,  true,  0x7fc0",
        "tf32,       19, 11, -126, 127, 0x1.ffcp127, 0x1p-126, 0x1p-136, true, true,  0x3fe00",
        "binary32,   32, 24, -126, 127, 0x1.fffffep127, 0x1p-126, 0x1p-149, true, true, 0x7fc00000",
    })
    void parametersAreThoseOfTheSpecification(
            String name,
            int bits,
            int p,
            int emin,
            int emax,
            double max,
            double smallestNormal,
            double smallest,
            boolean negativeZero,
            boolean infinity,
            String nan) {
        FloatFormat format = (FloatFormat) Formats.parse(name);
        assertEquals(bits, format.bits());
        assertEquals(p, format.precision());
        assertEquals(emin, format.minExponent());
        assertEquals(emax, format.maxExponent());
        assertEquals(max, format.maxFinite());
        assertEquals(smallestNormal, Math.scalb(1.0, format.minExponent()));
        assertEquals(smallest, format.smallestPositive());
        assertEquals(negativeZero, format.hasNegativeZero());
        assertEquals(infinity, format.hasPositiveInfinity());
        boolean unsigned = name.equals("e8m0");
        assertEquals(infinity && !unsigned, format.hasNegativeInfinity());
        assertEquals(!unsigned, format.signed());
        assertEquals(!unsigned, format.symmetric());
        assertEquals(!unsigned, format.hasZero());
        assertEquals(unsigned ? 0x1p-127 : -max, format.minFinite());
        long nanCode = Long.decode(nan);
        assertEquals(nanCode >= 0, format.hasNaN());
        if (nanCode >= 0) {
            assertEquals(nanCode, format.encode(Double.NaN));
        } else {
            assertThrows(InputException.class, () -> format.encode(Double.NaN));
        }
        assertTrue(format.subnormals());
    }

    /** Code points printed in the specifications' tables. */
    @ParameterizedTest
    @CsvSource({
        // OCP OFP8 1.0, tables 2 and 3
        "e4m3, 0x7e, 448",
        "e4m3, 0xfe, -448",
        "e4m3, 0x08, 0x1p-6",
        "e4m3, 0x07, 0x1.cp-7",
        "e4m3, 0x01, 0x1p-9",
        "e4m3, 0x80, -0.0",
        "e4m3, 0x7f, NaN",
        "e4m3, 0xff, NaN",
        "e4m3, 0x38, 1",
        "e5m2, 0x7b, 57344",
        "e5m2, 0x04, 0x1p-14",
        "e5m2, 0x03, 0x1.8p-15",
        "e5m2, 0x01, 0x1p-16",
        "e5m2, 0x7c, Infinity",
        "e5m2, 0xfc, -Infinity",
        "e5m2, 0x7d, NaN",
        "e5m2, 0xff, NaN",
        // OCP MX 1.0, tables 4 to 7
        "e3m2, 0x1f, 28",
        "e3m2, 0x04, 0.25",
        "e3m2, 0x03, 0.1875",
        "e2m3, 0x1f, 7.5",
        "e2m3, 0x07, 0.875",
        "e2m1, 0x7, 6",
        "e2m1, 0x6, 4",
        "e2m1, 0x3, 1.5",
        "e2m1, 0x1, 0.5",
        "e2m1, 0x8, -0.0",
        "e8m0, 0x00, 0x1p-127",
        "e8m0, 0x7f, 1",
        "e8m0, 0xfe, 0x1p127",
        "e8m0, 0xff, NaN",
        // StableHLO RFCs on FNUZ and B11
        "e4m3fnuz, 0x7f, 240",
        "e4m3fnuz, 0xff, -240",
        "e4m3fnuz, 0x80, NaN",
        "e4m3fnuz, 0x07, 0x1.cp-8",
        "e5m2fnuz, 0x7f, 57344",
        "e5m2fnuz, 0x01, 0x1p-17",
        "e4m3b11fnuz, 0x7f, 30",
        "e4m3b11fnuz, 0x58, 1",
        "e4m3b11fnuz, 0x80, NaN",
        // IEEE-like with bias 3
        "e3m4, 0x6f, 15.5",
        "e3m4, 0x70, Infinity",
        "e3m4, 0x30, 1",
        "binary16, 0x3c00, 1",
        "binary16, 0x3555, 0x1.554p-2",
        "binary16, 0x7bff, 65504",
        "binary16, 0x7c00, Infinity",
        "bfloat16, 0x3f80, 1",
        "bfloat16, 0x7f7f, 0x1.fep127",
    })
    void codePointsAreThoseOfTheSpecification(String name, String code, double value) {
        assertEquals(value, Formats.parse(name).decode(Long.decode(code)));
    }

    /** IEEE P3109's value tables (Binary{K}p{P}{s|u}{e|f}). */
    @ParameterizedTest
    @CsvSource({
        "'p3109(8,4,s,e)', 0x40, 1",
        "'p3109(8,4,s,e)', 0x7e, 224",
        "'p3109(8,4,s,e)', 0x7f, Infinity",
        "'p3109(8,4,s,e)', 0x80, NaN",
        "'p3109(8,4,s,e)', 0xff, -Infinity",
        "'p3109(8,4,s,f)', 0x7f, 240",
        "'p3109(8,4,s,f)', 0xff, -240",
        "'p3109(8,3,s,e)', 0x7e, 49152",
        "'p3109(8,3,s,e)', 0x01, 0x1p-17",
        "'p3109(8,1,s,e)', 0x01, 0x1p-63",
        "'p3109(8,1,s,e)', 0x40, 1",
        "'p3109(8,1,s,e)', 0x7e, 0x1p62",
        "'p3109(8,4,u,e)', 0x80, 1",
        "'p3109(8,4,u,e)', 0xfd, 53248",
        "'p3109(8,4,u,e)', 0xfe, Infinity",
        "'p3109(8,4,u,e)', 0xff, NaN",
        "'p3109(8,4,u,f)', 0xfe, 57344",
        "'p3109(8,1,u,f)', 0x80, 1",
        "'p3109(8,8,u,f)', 0x80, 1",
        "'p3109(8,8,u,f)', 0x01, 0x1p-7",
        "'p3109(8,8,u,f)', 0xfe, 0x1.fcp0",
        "'p3109(3,2,s,f)', 0x3, 1.5",
        "'p3109(3,2,s,f)', 0x2, 1",
        "'p3109(3,2,s,f)', 0x1, 0.5",
        "'p3109(3,1,s,e)', 0x1, 0.5",
        "'p3109(3,1,s,e)', 0x2, 1",
        "'p3109(3,1,s,e)', 0x3, Infinity",
        "'p3109(3,1,u,e)', 0x1, 0.125",
        "'p3109(3,1,u,e)', 0x5, 2",
        "'p3109(3,1,u,e)', 0x6, Infinity",
        "'p3109(4,1,s,e)', 0x1, 0.125",
        "'p3109(4,1,s,e)', 0x6, 4",
        "'p3109(4,1,s,e)', 0xf, -Infinity",
        "'p3109(4,2,u,f)', 0x1, 0x1p-4",
        "'p3109(4,2,u,f)', 0xe, 8",
        "'p3109(4,3,s,e)', 0x3, 0.75",
        "'p3109(4,3,s,e)', 0x6, 1.5",
        "'p3109(4,3,s,e)', 0xe, -1.5",
        "'p3109(4,4,u,e)', 0x1, 0.125",
        "'p3109(4,4,u,e)', 0xd, 1.625",
        "'p3109(4,4,u,e)', 0xe, Infinity",
    })
    void p3109CodePoints(String name, String code, double value) {
        assertEquals(value, Formats.parse(name).decode(Long.decode(code)));
    }

    @Test
    void ieeeParametersGiveTheNamedFormats() {
        assertSameCodes("binary16", "float(p=11,emin=-14,emax=15)");
        assertSameCodes("bfloat16", "float(p=8,emin=-126,emax=127)");
        assertSameCodes("e5m2", "float(p=3,emin=-14,emax=15)");
        assertSameCodes("e3m4", "float(p=5,emin=-2,emax=3)");
    }

    private static void assertSameCodes(String named, String general) {
        NumberFormat a = Formats.parse(named);
        NumberFormat b = Formats.parse(general);
        assertEquals(a.bits(), b.bits());
        for (long code = 0; code < 1L << a.bits(); code++) {
            assertEquals(a.decode(code), b.decode(code));
        }
        assertEquals(a.encode(Double.NaN), b.encode(Double.NaN));
        assertEquals(general, b.expression());
        assertFalse(a.equals(b));
    }

    /** Where OCP's largest value and IEEE's layout differ: infinity directly above the largest value, NaN above that. */
    @Test
    void exponentRangeThatFillsNoField() {
        NumberFormat format = Formats.parse("float(p=4,emin=-6,emax=8)");
        assertEquals(9, format.bits());
        assertEquals(480, format.maxFinite());
        assertEquals(0x7f, format.encode(480));
        assertEquals(0x80, format.encode(Double.POSITIVE_INFINITY));
        assertEquals(0x84, format.encode(Double.NaN));
        assertEquals(Double.NaN, format.decode(0x81));
    }

    @Test
    void withoutSubnormalsTheirCodesReadAsZero() {
        FloatFormat format = (FloatFormat) Formats.parse("float(p=3,emin=-2,emax=1,subnormals=false)");
        assertFalse(format.subnormals());
        assertEquals(0.25, format.smallestPositive());
        assertEquals(0.0, format.decode(0x3));
        assertEquals(-0.0, format.decode(0x20 | 0x3));
        assertEquals(ValueClass.ZERO, format.classify(0x3));
        assertEquals(0.25, format.decode(0x4));
        assertEquals(0.25, format.nextUp(0.0));
        assertEquals(0.0, format.nextDown(0.25));
        assertEquals(-0.25, format.nextDown(0.0));
        assertFalse(format.contains(0.125));
        Cell cell = format.cell(ExactReal.of(-0.1875));
        assertEquals(ExactReal.ZERO, cell.towardZero());
        assertEquals(ExactReal.of(0.25), cell.awayFromZero());
        assertEquals(ExactReal.of(0.75), cell.fraction());
        assertTrue(cell.towardZeroIsEven());
    }

    @Test
    void theWidestGeneralFormatHasSixtyFourBits() {
        NumberFormat format = Formats.parse("float(p=53,emin=-1022,emax=1022)");
        assertEquals(64, format.bits());
        for (double x :
                new double[] {-0.0, Double.MIN_VALUE, -0x1.fffffffffffffp1022, 1, -Math.PI, Double.NEGATIVE_INFINITY}) {
            assertEquals(x, format.decode(format.encode(x)));
        }
        assertEquals(Double.doubleToRawLongBits(-Math.PI), format.encode(-Math.PI));
        assertFalse(format.contains(0x1p1023));
    }

    /** A double so far below the grid's unit that scaling it underflows is still not zero. */
    @Test
    void tinyDoublesAreNotTakenForZero() {
        assertFalse(Formats.parse("float(p=2,emin=40,emax=60)").contains(Double.MIN_VALUE));
        assertFalse(Formats.parse("float(p=2,emin=1019,emax=1022)").contains(0x1p-60));
    }

    @Test
    void belowTheSmallestScale() {
        NumberFormat format = Formats.parse("e8m0");
        Cell cell = format.cell(ExactReal.of(0x1.8p-128));
        assertEquals(ExactReal.ZERO, cell.towardZero());
        assertEquals(ExactReal.of(0x1p-127), cell.awayFromZero());
        assertEquals(ExactReal.of(0.75), cell.fraction());
        assertEquals(-1, cell.index().intValue());
        assertEquals(0, format.cell(ExactReal.of(0x1p-127)).index().intValue());
        assertEquals(127, format.cell(ExactReal.of(1.5)).index().intValue());
        assertEquals(0x1p-127, format.nextDown(0x1p-127));
        assertFalse(format.contains(0.0));
    }

    @Test
    void refusalsNameValueAndFormat() {
        assertMessage(
                "1.1 (0x1.199999999999ap0) is not a value of e4m3: e4m3 has values from -448.0 to 448.0",
                () -> Formats.parse("e4m3").encode(1.1));
        assertMessage(
                "Infinity is not a value of e4m3: e4m3 has values from -448.0 to 448.0, and no such infinity",
                () -> Formats.parse("e4m3").encode(Double.POSITIVE_INFINITY));
        assertMessage(
                "NaN is not a value of e2m1: e2m1 has values from -6.0 to 6.0, and no NaN",
                () -> Formats.parse("e2m1").encode(Double.NaN));
        assertMessage(
                "-0.0 is not a value of e4m3fnuz: e4m3fnuz has values from -240.0 to 240.0, and no negative zero",
                () -> Formats.parse("e4m3fnuz").encode(-0.0));
        assertMessage("0x100 is no code of e4m3: codes go from 0x0 to 0xff", () -> Formats.parse("e4m3")
                .decode(0x100));
        assertThrows(InputException.class, () -> Formats.parse("e4m3").classify(-1));
        assertThrows(InputException.class, () -> Formats.parse("e4m3").nextUp(449));
        assertThrows(InputException.class, () -> Formats.parse("e4m3").nextDown(Double.NaN));
        assertThrows(InputException.class, () -> Formats.parse("p3109(8,4,u,e)").encode(-1));
    }

    private static void assertMessage(String expected, org.junit.jupiter.api.function.Executable call) {
        assertEquals(expected, assertThrows(InputException.class, call).getMessage());
    }
}
