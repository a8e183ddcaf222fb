package org.roundproof.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.roundproof.InputException;

class FormatParserTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "e4m4 => unknown format 'e4m4': did you mean e4m3?",
                "E4M3 => unknown format 'E4M3': did you mean e4m3?",
                "fp16 => unknown format 'fp16': did you mean binary16?",
                "bf16 => unknown format 'bf16': did you mean bfloat16?",
                "bfloat => unknown format 'bfloat': did you mean float(p=4,emin=-6,emax=8)?",
                "int => unknown format 'int': did you mean int8(step=1/64)?",
                "binary64 => unknown format 'binary64': did you mean float(p=53,emin=-1022,emax=1022)?",
                "e4m3(1) => format 'e4m3(1)': e4m3 takes no arguments",
                "power(bits=1,exponent=2) => format 'power(bits=1,exponent=2)': write power(bits=…,exponent=…) with bits 2 to 16 and a positive exponent such as 0.5, 2 or 1/3, numerator and denominator at most 40",
                "power(bits=17,exponent=2) => format 'power(bits=17,exponent=2)': write power(bits=…,exponent=…) with bits 2 to 16 and a positive exponent such as 0.5, 2 or 1/3, numerator and denominator at most 40",
                "power(bits=4) => format 'power(bits=4)': write power(bits=…,exponent=…) with bits 2 to 16 and a positive exponent such as 0.5, 2 or 1/3, numerator and denominator at most 40",
                "power(exponent=4) => format 'power(exponent=4)': write power(bits=…,exponent=…) with bits 2 to 16 and a positive exponent such as 0.5, 2 or 1/3, numerator and denominator at most 40",
                "power(bits=4,exponent=0) => format 'power(bits=4,exponent=0)': write power(bits=…,exponent=…) with bits 2 to 16 and a positive exponent such as 0.5, 2 or 1/3, numerator and denominator at most 40",
                "power(bits=4,exponent=-1) => format 'power(bits=4,exponent=-1)': write power(bits=…,exponent=…) with bits 2 to 16 and a positive exponent such as 0.5, 2 or 1/3, numerator and denominator at most 40",
                "power(bits=4,exponent=1/0) => format 'power(bits=4,exponent=1/0)': write power(bits=…,exponent=…) with bits 2 to 16 and a positive exponent such as 0.5, 2 or 1/3, numerator and denominator at most 40",
                "power(bits=4,exponent=0.123) => format 'power(bits=4,exponent=0.123)': write power(bits=…,exponent=…) with bits 2 to 16 and a positive exponent such as 0.5, 2 or 1/3, numerator and denominator at most 40",
                "power(bits=4,exponent=41) => format 'power(bits=4,exponent=41)': write power(bits=…,exponent=…) with bits 2 to 16 and a positive exponent such as 0.5, 2 or 1/3, numerator and denominator at most 40",
                "power(bits=4,exponent=1e9) => format 'power(bits=4,exponent=1e9)': write power(bits=…,exponent=…) with bits 2 to 16 and a positive exponent such as 0.5, 2 or 1/3, numerator and denominator at most 40",
                "power(bits=4,exponent=2,step=1) => format 'power(bits=4,exponent=2,step=1)': write power(bits=…,exponent=…) with bits 2 to 16 and a positive exponent such as 0.5, 2 or 1/3, numerator and denominator at most 40",
                "dfp(bits=8,block=32) => format 'dfp(bits=8,block=32)' is a block format: not supported yet",
                "int8 => format 'int8': write int8(step=…[,symmetric=true]) or int8(scale=absmax[,pow2])",
                "int8(step=1,scale=absmax) => format 'int8(step=1,scale=absmax)': write int8(step=…[,symmetric=true]) or int8(scale=absmax[,pow2])",
                "int8(step=1,pow2) => format 'int8(step=1,pow2)': write int8(step=…[,symmetric=true]) or int8(scale=absmax[,pow2])",
                "int8(scale=max) => format 'int8(scale=max)': write int8(step=…[,symmetric=true]) or int8(scale=absmax[,pow2])",
                "int8(step=1,zero=3) => format 'int8(step=1,zero=3)': write int8(step=…[,symmetric=true]) or int8(scale=absmax[,pow2])",
                "int8(step=1,symmetric=yes) => format 'int8(step=1,symmetric=yes)': symmetric is true or false, not 'yes'; write int8(step=…[,symmetric=true]) or int8(scale=absmax[,pow2])",
                "int1(step=1) => int1: int takes 2 to 52 bits",
                "int99(scale=absmax) => int99: int takes 2 to 52 bits",
                "uint0(step=1) => uint0: uint takes 1 to 52 bits",
                "uint8(step=1,zero=256) => uint8: zero point 256 is no code; codes go from 0 to 255",
                "uint8(step=1,zero=x) => format 'uint8(step=1,zero=x)': 'x' is not a whole number; write uint8(step=…[,zero=…]) or uint8(scale=absmax[,pow2][,zero=…])",
                "int8(step=0.1) => int8(step=0.1): step 0.1 has 52 significant bits, and at most 45 keep every code times step a double; the nearest such step is 0x1.9999999999ap-4",
                "int8(step=1/3) => int8(step=1/3): step 1/3 is not a double; the nearest such step is 0x1.55555555555p-2",
                "int8(step=0) => int8(step=0): step 0 must be positive",
                "int8(step=-1) => int8(step=-1): step -1 must be positive",
                "int8(step=1/0) => int8(step=1/0): step '1/0' is not a number; write 1/64, 0.25 or 0x1p-6",
                "int8(step=abc) => int8(step=abc): step 'abc' is not a number; write 1/64, 0.25 or 0x1p-6",
                "int8(step=NaN) => int8(step=NaN): step 'NaN' is not a number; write 1/64, 0.25 or 0x1p-6",
                "int8(step=1e400) => int8(step=1e400): step '1e400' is not a number; write 1/64, 0.25 or 0x1p-6",
                "int8(step=1/2/3) => int8(step=1/2/3): step '1/2/3' is not a number; write 1/64, 0.25 or 0x1p-6",
                "int8(step=1/1000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000) => int8(step=1/1000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000): step 1/1000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000 is out of the range of doubles",
                "int8(step=0x1p1020) => int8(step=0x1p1020): step 0x1p1020 makes the largest value infinite",
                "fixed(integer=3) => format 'fixed(integer=3)': write fixed(integer=…,fraction=…), the sign bit counted in integer",
                "fixed(integer=x,fraction=2) => format 'fixed(integer=x,fraction=2)': 'x' is not a whole number; write fixed(integer=…,fraction=…), the sign bit counted in integer",
                "fixed(integer=0,fraction=4) => fixed(integer=0,fraction=4): integer counts the sign bit and is at least 1, fraction at least 0, both together 2 to 52",
                "p3109(8,8,s,e) => format 'p3109(8,8,s,e)': write p3109(K,P,s|u,e|f) with 3 <= K <= 15 bits, of which 1 <= P < K (P <= K for u) significant",
                "p3109(8,4,s) => format 'p3109(8,4,s)': write p3109(K,P,s|u,e|f) with 3 <= K <= 15 bits, of which 1 <= P < K (P <= K for u) significant",
                "p3109(8,4,x,e) => format 'p3109(8,4,x,e)': write p3109(K,P,s|u,e|f) with 3 <= K <= 15 bits, of which 1 <= P < K (P <= K for u) significant",
                "p3109(13,1,s,e) => format p3109(13,1,s,e): its values, and the next one past the largest, must be doubles (p <= 53, emin - p + 1 >= -1074, largest value below 2^1023)",
                "float(p=54,emin=0,emax=1) => format 'float(p=54,emin=0,emax=1)': write float(p=…,emin=…,emax=…[,subnormals=false]) with 1 <= p <= 53, p - 1075 <= emin <= emax <= 1022",
                "float(p=4,emin=2,emax=1) => format 'float(p=4,emin=2,emax=1)': write float(p=…,emin=…,emax=…[,subnormals=false]) with 1 <= p <= 53, p - 1075 <= emin <= emax <= 1022",
                "float(p=4,p=4,emin=2,emax=3) => format 'float(p=4,p=4,emin=2,emax=3)': p is given twice",
                "float(p=4,,emin=2) => format 'float(p=4,,emin=2)': an argument is empty",
                "float(p=4 => format 'float(p=4': one pair of brackets is needed, as in float(…)",
                "float((p=4)) => format 'float((p=4))': one pair of brackets is needed, as in float(…)",
            })
    void refusedInOneLine(String expression, String message) {
        InputException e = assertThrows(InputException.class, () -> Formats.parse(expression));
        assertEquals(message, e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1/64", "0.015625", "0x1p-6", "2/128", " 1 / 64 ", "1.5625e-2"})
    void stepsAreReadInEveryNotation(String step) {
        assertEquals("int8(step=1/64)", Formats.parse("int8(step=" + step + ")").expression());
    }

    @ParameterizedTest
    @CsvSource({
        "0x1p-70, 0x1.0p-70",
        "0.75, 0.75",
        "3, 3",
        "0x1p52, 4503599627370496",
        "0x1p53, 9.007199254740992E15",
        "0x1.00001p0, 1.00000095367431640625",
    })
    void stepsAreWrittenExactly(String step, String written) {
        NumberFormat format = Formats.parse("int8(step=" + step + ")");
        assertEquals(Double.parseDouble(step), ((UniformFormat) format).step());
        assertEquals(Double.parseDouble(written), ((UniformFormat) format).step());
        assertEquals(format, Formats.parse(format.expression()));
    }

    @Test
    void scaleFromData() {
        FormatExpression expression = FormatExpression.parse("int8(scale=absmax)");
        assertTrue(expression.needsData());
        assertEquals("int8(scale=absmax)", expression.toString());
        InputException e = assertThrows(InputException.class, () -> Formats.parse("int8(scale=absmax)"));
        assertEquals(
                "format 'int8(scale=absmax)': scale=absmax takes the step from data; write step=… where there are none",
                e.getMessage());
        UniformFormat format = (UniformFormat) expression.resolve(1.0);
        // the least step of 45 significant bits at or above 1/127
        assertTrue(format.maxFinite() >= 1);
        assertTrue(127 * Math.nextDown(format.step()) >= 1);
        double unit = Math.scalb(1.0, Math.getExponent(format.step()) - 44);
        assertTrue(
                ExactReal.of(format.step() - unit).multiply(ExactReal.of(127.0)).compareTo(ExactReal.ONE) < 0);
        assertEquals(format, Formats.parse(format.expression()));
        assertEquals(1.0, ((UniformFormat) expression.resolve(127.0)).step());
        assertEquals(
                "int4(step=1,symmetric=true)",
                FormatExpression.parse("int4(scale=absmax,symmetric=true)")
                        .resolve(7)
                        .expression());
    }

    @Test
    void scaleFromDataAsPowerOfTwo() {
        FormatExpression expression = FormatExpression.parse("int8(scale=absmax,pow2)");
        assertEquals("int8(step=1/64)", expression.resolve(127.0 / 64).expression());
        assertEquals(
                "int8(step=1/32)", expression.resolve(Math.nextUp(127.0 / 64)).expression());
        assertEquals("int8(step=1/64)", expression.resolve(1.0).expression());
        assertEquals(Double.MIN_VALUE, ((UniformFormat) expression.resolve(Double.MIN_VALUE)).step());
    }

    @Test
    void scaleOfUnsignedFormats() {
        assertEquals(
                "uint8(step=1)",
                FormatExpression.parse("uint8(scale=absmax)").resolve(255).expression());
        assertEquals(
                "uint8(step=1,zero=128)",
                FormatExpression.parse("uint8(scale=absmax,zero=128)")
                        .resolve(127)
                        .expression());
        assertEquals(
                "uint8(step=1,zero=100)",
                FormatExpression.parse("uint8(scale=absmax,zero=100)")
                        .resolve(100)
                        .expression());
        assertEquals(
                "uint8(step=1,zero=255)",
                FormatExpression.parse("uint8(scale=absmax,zero=255)")
                        .resolve(255)
                        .expression());
    }

    @Test
    void unusableData() {
        FormatExpression expression = FormatExpression.parse("int8(scale=absmax)");
        for (double absMax : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            InputException e = assertThrows(InputException.class, () -> expression.resolve(absMax));
            assertEquals(
                    "format 'int8(scale=absmax)': no step for data whose largest magnitude is " + absMax
                            + "; a positive finite one is needed",
                    e.getMessage());
        }
    }

    @Test
    void withoutScaleDataAreNotLookedAt() {
        FormatExpression expression = FormatExpression.parse(" e4m3 ");
        assertFalse(expression.needsData());
        assertEquals(Formats.parse("e4m3"), expression.resolve());
        assertEquals(Formats.parse("e4m3"), expression.resolve(Double.NaN));
    }
}
