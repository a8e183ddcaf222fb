package org.roundproof.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.roundproof.InputException;

class UniformFormatTest {

    @ParameterizedTest
    @CsvSource({
        "'int8(step=1/64)',                  8,  -2,       1.984375,  0x80, 0x7f",
        "'int8(step=1/64,symmetric=true)',   8,  -1.984375, 1.984375, 0x81, 0x7f",
        "'int4(step=1)',                     4,  -8,        7,        0x8,  0x7",
        "'int2(step=0.5)',                   2,  -1,        0.5,      0x2,  0x1",
        "'uint8(step=2)',                    8,   0,        510,      0x00, 0xff",
        "'uint8(step=1/2,zero=128)',         8,  -64,       63.5,     0x00, 0xff",
        "'uint8(step=0.75,zero=255)',        8,  -191.25,   0,        0x00, 0xff",
        "'fixed(integer=3,fraction=5)',      8,  -4,        3.96875,  0x80, 0x7f",
        "'fixed(integer=1,fraction=15)',    16,  -1,   0x1.fffcp-1,   0x8000, 0x7fff",
    })
    void rangeAndCodes(String expression, int bits, double min, double max, String minCode, String maxCode) {
        NumberFormat format = Formats.parse(expression);
        assertEquals(expression.replace("0.5", "1/2"), format.expression());
        assertEquals(bits, format.bits());
        assertEquals(min, format.minFinite());
        assertEquals(max, format.maxFinite());
        assertEquals(Long.decode(minCode), format.encode(min));
        assertEquals(Long.decode(maxCode), format.encode(max));
        assertEquals(min, format.decode(Long.decode(minCode)));
        assertEquals(max, format.decode(Long.decode(maxCode)));
    }

    @Test
    void negativeNumbersAreTwosComplement() {
        assertEquals(0xff, Formats.parse("int8(step=1/64)").encode(-1.0 / 64));
        assertEquals(0x7f, Formats.parse("uint8(step=1/64,zero=128)").encode(-1.0 / 64));
        assertEquals(-1.0 / 64, Formats.parse("int8(step=1/64)").decode(0xff));
    }

    @Test
    void symmetricIntegersLeaveTheLowestCodeUnused() {
        NumberFormat format = Formats.parse("int8(step=1/64,symmetric=true)");
        assertTrue(format.symmetric());
        assertFalse(format.contains(-2));
        assertEquals(ValueClass.UNUSED, format.classify(0x80));
        InputException e = assertThrows(InputException.class, () -> format.decode(0x80));
        assertEquals(
                "0x80 stands for no value of int8(step=1/64,symmetric=true), which drops the lowest code",
                e.getMessage());
        assertFalse(Formats.parse("int8(step=1/64)").symmetric());
        assertEquals(Formats.parse("int8(step=1/64)"), Formats.parse("int8( step = 1/64 , symmetric=false )"));
    }

    @Test
    void aStepOfManyBits() {
        UniformFormat format = (UniformFormat) Formats.parse("int8(step=0x1.00000000001p-2)");
        assertEquals(0x1.00000000001p-2, format.step());
        assertEquals("int8(step=0x1.00000000001p-2)", format.expression());
        for (long code = 0; code < 256; code++) {
            double value = format.decode(code);
            long n = (byte) code;
            assertEquals(
                    ExactReal.of(format.step()).multiply(ExactReal.of((double) n)),
                    ExactReal.of(value),
                    "no product is rounded");
            assertEquals(code, format.encode(value));
            assertEquals(n == -128 ? value : format.decode(code - 1 & 0xff), format.nextDown(value));
        }
        assertFalse(format.contains(Math.nextUp(format.maxFinite() / 127)));
        assertEquals(-128, format.minIndex());
        assertEquals(127, format.maxIndex());
    }

    @Test
    void theWidestOnes() {
        for (String expression : new String[] {"int52(step=1)", "uint52(step=1/8)", "fixed(integer=26,fraction=26)"}) {
            NumberFormat format = Formats.parse(expression);
            for (double value : new double[] {format.minFinite(), format.maxFinite(), format.smallestPositive(), 0}) {
                assertEquals(value, format.decode(format.encode(value)));
            }
            assertEquals(format.maxFinite(), format.nextUp(format.nextDown(format.maxFinite())));
        }
    }

    @Test
    void noSpecialValues() {
        NumberFormat format = Formats.parse("int8(step=1/64)");
        for (double x : new double[] {-0.0, Double.NaN, Double.POSITIVE_INFINITY, 2, -2.5, 1.0 / 128}) {
            assertFalse(format.contains(x));
            assertThrows(InputException.class, () -> format.encode(x));
        }
        assertFalse(Formats.parse("int8(step=0x1p500)").contains(Double.MIN_VALUE));
        assertThrows(InputException.class, () -> format.nextUp(1.0 / 128));
        assertThrows(InputException.class, () -> format.decode(256));
        assertEquals(0, Formats.parse("uint4(step=1,zero=15)").smallestPositive());
    }

    @Test
    void factoriesRefuseBadSteps() {
        assertThrows(InputException.class, () -> UniformFormat.signed(8, 0.1, false));
        assertThrows(InputException.class, () -> UniformFormat.signed(8, -1, false));
        assertThrows(InputException.class, () -> UniformFormat.unsigned(8, 0x1p1020, 0));
        assertThrows(InputException.class, () -> UniformFormat.unsigned(8, 0.0, 0));
    }
}
