package org.roundproof.sgd.fast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.roundproof.InputException;
import org.roundproof.format.Formats;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.ValueClass;

/** Codes of arrays are those of their values, and what is no value is refused in the same words. */
class CodeArraysTest {
    private static final List<String> UNNAMED = List.of(
            "float(p=3,emin=-1072,emax=-1060)",
            "float(p=5,emin=-2,emax=3,subnormals=false)",
            "p3109(6,3,u,e)",
            "p3109(8,4,s,e)",
            "int8(step=1/64)",
            "int4(step=0.3125,symmetric=true)",
            "int8(step=0x1.23456789ap-1040)",
            "uint8(step=0x1.9999999999p-4)",
            "uint6(step=3,zero=21)",
            "fixed(integer=3,fraction=13)",
            "power(bits=5,exponent=2)");

    private static Stream<NumberFormat> formats() {
        return Stream.concat(Formats.named().stream(), UNNAMED.stream().map(Formats::parse));
    }

    /** Every code of up to 16 bits, a stride of wider ones. */
    @TestFactory
    Stream<DynamicTest> codesAreThoseOfTheValues() {
        return formats()
                .map(format -> DynamicTest.dynamicTest(format.expression(), () -> {
                    long codes = 1L << format.bits();
                    long stride = Math.max(1, codes / 65536 - 1);
                    double[] values = LongStream.iterate(0, code -> code < codes, code -> code + stride)
                            .filter(code -> format.classify(code) != ValueClass.UNUSED)
                            .mapToDouble(format::decode)
                            .toArray();
                    CodeArrays coder = CodeArrays.of(format);
                    byte[] bytes = new byte[values.length];
                    short[] shorts = new short[values.length];
                    int[] ints = new int[values.length];
                    coder.encode(values, ints, values.length);
                    if (format.bits() <= Short.SIZE) {
                        coder.encode(values, shorts, values.length);
                    }
                    if (format.bits() <= Byte.SIZE) {
                        coder.encode(values, bytes, values.length);
                    }
                    for (int i = 0; i < values.length; i++) {
                        long expected = format.encode(values[i]);
                        assertEquals(expected, Integer.toUnsignedLong(ints[i]));
                        assertTrue(format.bits() > Short.SIZE || expected == Short.toUnsignedLong(shorts[i]));
                        assertTrue(format.bits() > Byte.SIZE || expected == Byte.toUnsignedLong(bytes[i]));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatIsNoValueIsRefused() {
        return formats()
                .map(format -> DynamicTest.dynamicTest(format.expression(), () -> {
                    CodeArrays coder = CodeArrays.of(format);
                    int refused = 0;
                    for (double value :
                            RoundingCorners.points(format, Math.max(1, 1 << Math.min(30, format.bits()) - 6))) {
                        if (!format.contains(value)) {
                            refused++;
                            InputException expected = assertThrows(InputException.class, () -> format.encode(value));
                            InputException thrown = assertThrows(
                                    InputException.class, () -> coder.encode(new double[] {value}, new int[1], 1));
                            assertEquals(expected.getMessage(), thrown.getMessage());
                        }
                    }
                    assertTrue(refused > 20, refused + " refused");
                }));
    }

    @Test
    void codesMustFit() {
        CodeArrays coder = CodeArrays.of(Formats.parse("binary16"));
        InputException thrown = assertThrows(InputException.class, () -> coder.encode(new double[1], new byte[1], 1));
        assertEquals("codes of binary16 have 16 bits and do not fit elements of 8 bits", thrown.getMessage());
        assertThrows(IndexOutOfBoundsException.class, () -> coder.encode(new double[2], new int[1], 2));
    }
}
