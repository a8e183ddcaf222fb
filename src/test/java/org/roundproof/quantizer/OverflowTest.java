package org.roundproof.quantizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.roundproof.InputException;

/** The overflow policies as a table, IEEE 754-2019 §7.4 for directed roundings included. */
class OverflowTest {
    private static Quantizer quantizer(String expression) {
        return (Quantizer) OperatorExpression.parse(expression).resolve();
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource({
        // format with infinities
        "e5m2:ties-to-even, 1e9, 57344",
        "e5m2:ties-to-even, Infinity, 57344",
        "e5m2:ties-to-even, -Infinity, -57344",
        "e5m2:ties-to-even:sat-propagate, 1e9, 57344",
        "e5m2:ties-to-even:sat-propagate, Infinity, Infinity",
        "e5m2:ties-to-even:sat-propagate, -Infinity, -Infinity",
        "e5m2:ties-to-even:ovf-inf, 61440, Infinity",
        "e5m2:ties-to-even:ovf-inf, 61439.99, 57344",
        "e5m2:ties-to-even:ovf-inf, -1e9, -Infinity",
        "e5m2:ties-to-even:ovf-inf, Infinity, Infinity",
        "e5m2:ties-to-away:ovf-inf, 61440, Infinity",
        "e5m2:toward-zero:ovf-inf, 1e9, 57344",
        "e5m2:toward-zero:ovf-inf, -1e9, -57344",
        "e5m2:toward-zero:ovf-inf, Infinity, Infinity",
        "e5m2:to-odd:ovf-inf, 1e9, 57344",
        "e5m2:to-odd:ovf-inf, 58000, 57344",
        "e5m2:toward-positive:ovf-inf, 57345, Infinity",
        "e5m2:toward-positive:ovf-inf, -1e9, -57344",
        "e5m2:toward-negative:ovf-inf, 1e9, 57344",
        "e5m2:toward-negative:ovf-inf, -57345, -Infinity",
        // formats without
        "e4m3:ties-to-even:sat-propagate, Infinity, NaN",
        "e4m3:ties-to-even:sat-propagate, 1e9, 448",
        "e4m3:ties-to-even:ovf-inf, 1e9, NaN",
        "e4m3:toward-zero:ovf-inf, 1e9, 448",
        "e4m3:toward-positive:ovf-inf, 1e9, NaN",
        "int8(step=1):ties-to-even, 1e300, 127",
        "int8(step=1):ties-to-even, -1e300, -128",
        // an index of 64 bits, one more than a long holds
        "int8(step=1):ties-to-even, 0x1p63, 127",
        "int8(step=1):ties-to-even, -0x1p64, -128",
        "'int8(step=1,symmetric=true):ties-to-even', -1e300, -127",
        "int8(step=1):ties-to-even:ovf-inf, 127.5, NaN",
        "int8(step=1):ties-to-even:ovf-inf, -128.5, -128",
        "int8(step=1):toward-zero:ovf-inf, -1e9, -128",
        "int8(step=1):ties-to-even:sat-propagate, -Infinity, NaN",
        "'uint8(step=1/2,zero=100):ties-to-even', 1e9, 77.5",
        "'uint8(step=1/2,zero=100):ties-to-even', -1e9, -50",
        "'uint8(step=1/2,zero=100):ties-to-even:ovf-inf', -1e9, NaN",
        "'uint8(step=1/2,zero=100):toward-positive:ovf-inf', -1e9, -50",
        "'p3109(8,3,u,e):ties-to-even:sat-propagate', -Infinity, NaN",
        "'p3109(8,3,u,e):ties-to-even', -Infinity, 0",
        "'p3109(8,3,u,e):ties-to-even:sat-propagate', Infinity, Infinity",
        // two's complement
        "int8(step=1):ties-to-even:wrap, 128, -128",
        "int8(step=1):toward-zero:wrap, 128.9, -128",
        "int8(step=1):ties-to-even:wrap, -129, 127",
        "int8(step=1):ties-to-even:wrap, 1e300, 0",
        "int8(step=1):ties-to-even:wrap, 300, 44",
        "uint8(step=1):ties-to-even:wrap, -1, 255",
        "'fixed(integer=3,fraction=2):ties-to-even:wrap', 4, -4",
    })
    void policies(String expression, double x, double expected) {
        Quantizer q = quantizer(expression);
        assertEquals(expected, q.quantize(x, Words.NONE));
        assertEquals(BigFraction.ONE, q.distribution(x).probability(expected));
    }

    @Test
    void wrapRefusesWhatHasNoRemainder() {
        Quantizer q = quantizer("int8(step=1):sr:wrap");
        for (double x : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThrows(InputException.class, () -> q.quantize(x, Words.NONE));
            assertThrows(InputException.class, () -> q.distribution(x));
        }
        assertThrows(InputException.class, () -> quantizer("e4m3:ties-to-even:wrap"));
        InputException symmetric =
                assertThrows(InputException.class, () -> quantizer("int8(step=1,symmetric=true):ties-to-even:wrap"));
        assertTrue(symmetric.getMessage().contains("symmetric"));
    }

    /** Saturation gathers probability at the end of the range, and biases. */
    @Test
    void massBeyondTheRangeIsGathered() {
        Distribution distribution = quantizer("int4(step=1):tpdf").distribution(7.0);
        assertEquals(BigFraction.of(1, 8), distribution.probability(6.0));
        assertEquals(BigFraction.of(7, 8), distribution.probability(7.0));
        assertEquals(BigFraction.of(-1, 8), distribution.bias());
        Distribution wrapped = quantizer("int4(step=1):sr:wrap").distribution(7.25);
        assertEquals(BigFraction.of(1, 4), wrapped.probability(-8.0));
        assertEquals(BigFraction.of(-4), wrapped.bias());
    }

    @Test
    void momentsDoNotExistWhereTheResultMayBeInfiniteOrNaN() {
        Distribution infinite = quantizer("e5m2:sr:ovf-inf").distribution(60000.0);
        assertFalse(infinite.hasMoments());
        String message = assertThrows(InputException.class, infinite::mean).getMessage();
        assertTrue(message.contains("Infinity"), message);
        assertEquals(1, message.lines().count());
        Distribution special = quantizer("e5m2:sr").distribution(Double.POSITIVE_INFINITY);
        assertEquals(BigFraction.ONE, special.probability(57344.0));
        assertThrows(InputException.class, special::bias);
        assertTrue(quantizer("e5m2:sr:ovf-inf").distribution(57344.0).hasMoments());
    }
}
