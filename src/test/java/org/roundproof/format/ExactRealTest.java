package org.roundproof.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apfloat.Apfloat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.roundproof.InputException;

class ExactRealTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 7, 0",
        "1, 0, 1, 1",
        "-3, 0, 1, -3",
        "12, 0, 1, 3*2^2",
        "1, -6, 1, 1*2^-6",
        "6, 0, 4, 3*2^-1",
        "6, 0, 9, 1*2^1/3",
        "-5, 3, 12, -5*2^1/3",
    })
    void textInLowestTerms(long n, int exponent, long b, String text) {
        ExactReal x = ExactReal.ratio(Radix2.of(BigInteger.valueOf(n), exponent), BigInteger.valueOf(b));
        assertEquals(text, x.toString());
    }

    /** IEEE 754 §4.3.1: infinity from the midpoint of the largest double and 2^1024 on. */
    @Test
    void overflowThreshold() {
        ExactReal threshold = ExactReal.of(BigInteger.ONE.shiftLeft(54).subtract(BigInteger.ONE), 970);
        assertEquals(Double.POSITIVE_INFINITY, threshold.toDouble());
        assertEquals(Double.NEGATIVE_INFINITY, threshold.negate().toDouble());
        ExactReal below = threshold.subtract(ExactReal.of(BigInteger.ONE, -5000));
        assertEquals(Double.MAX_VALUE, below.toDouble());
        assertEquals(
                Double.POSITIVE_INFINITY,
                ExactReal.of(BigInteger.ONE, 5_000_000_000L).toDouble());
    }

    @Test
    void underflowThreshold() {
        ExactReal half = ExactReal.of(BigInteger.ONE, -1075);
        assertEquals(0.0, half.toDouble());
        assertEquals(
                Double.MIN_VALUE, half.add(ExactReal.of(BigInteger.ONE, -9000)).toDouble());
        assertEquals(2 * Double.MIN_VALUE, half.multiply(ExactReal.of(3.0)).toDouble());
        assertEquals(0.0, ExactReal.of(BigInteger.ONE, -5_000_000_000L).toDouble());
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void onlyFiniteDoublesAreReals(double x) {
        assertThrows(InputException.class, () -> ExactReal.of(x));
        assertThrows(InputException.class, () -> Radix2.of(x));
    }

    @Test
    void wrongUseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> ExactReal.ratio(Radix2.of(1), BigInteger.ZERO));
        assertThrows(IllegalArgumentException.class, () -> ExactReal.of(new Apfloat(0.5)), "radix 10");
        assertThrows(IllegalArgumentException.class, () -> ExactReal.of(new Apfloat(0.5, 20, 2)), "finite precision");
        assertThrows(IllegalArgumentException.class, () -> ExactReal.ONE.divide(BigInteger.ZERO));
        assertThrows(ArithmeticException.class, ExactReal.ZERO::floorLog2);
    }

    @Test
    void equalityIsThatOfReals() {
        ExactReal third = ExactReal.ONE.divide(BigInteger.valueOf(3));
        ExactReal same = ExactReal.of(BigFraction.of(-2, -6));
        assertEquals(third, same);
        assertEquals(third.hashCode(), same.hashCode());
        assertEquals(ExactReal.ZERO, ExactReal.of(-0.0));
        assertNotEquals(ExactReal.ZERO, third);
        assertNotEquals((Object) "0", ExactReal.ZERO);
    }
}
