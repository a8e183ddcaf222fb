package org.roundproof.quantizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.roundproof.format.Formats;
import org.roundproof.format.NumberFormat;
import org.roundproof.quantizer.Distribution.Atom;

/** Faults that were found in published quantizers; one test for each. */
class TrapsTest {
    private static double q(String expression, double x) {
        return quantizer(expression).quantize(x, Words.NONE);
    }

    private static Quantizer quantizer(String expression) {
        return (Quantizer) OperatorExpression.parse(expression).resolve();
    }

    /** 1.0625 is the midpoint of 1 and 1.125 in E4M3; through float32 the excess 2^−40 is lost and the tie goes to 1. */
    @Test
    void noDoubleRoundingThroughFloat32() {
        double x = 1.0625 + 0x1p-40;
        assertEquals(1.0, q("e4m3:ties-to-even", (float) x));
        assertEquals(1.125, q("e4m3:ties-to-even", x));
        assertEquals(1.0, q("e4m3:ties-to-even", 1.1875 - 0x1p-40 - 0.125));
        assertEquals(1.125, q("e4m3:toward-positive", 1 + 0x1p-40));
        // binary16 through float32: 1 + 2^−11 is a midpoint
        assertEquals(1 + 0x1p-10, q("binary16:ties-to-even", 1 + 0x1p-11 + 0x1p-40));
    }

    /** ⌊log₂ x⌋ taken in floating point is k for the predecessor of 2^k. */
    @Test
    void exponentsAreRightJustBelowPowersOfTwo() {
        NumberFormat format = Formats.parse("e4m3");
        for (int k = -6; k <= 8; k++) {
            double power = Math.scalb(1.0, k);
            double below = Math.nextDown(power);
            assertEquals(power, q("e4m3:ties-to-even", below));
            assertEquals(format.nextDown(power), q("e4m3:toward-zero", below));
            assertEquals(power, q("e4m3:toward-positive", below));
            assertEquals(-power, q("e4m3:toward-negative", -below));
            // the gap below 2^k is half the gap above, and the fraction is measured in it
            BigFraction gap = BigFraction.from(power).subtract(BigFraction.from(format.nextDown(power)));
            BigFraction missing =
                    BigFraction.from(power).subtract(BigFraction.from(below)).divide(gap);
            assertEquals(
                    BigFraction.ONE.subtract(missing),
                    quantizer("e4m3:sr").distribution(below).probability(power));
        }
    }

    /** ⌊x + ½⌋ sends the predecessor of ½ to 1. */
    @Test
    void tiesToAwayIsNotAddingOneHalf() {
        double x = Math.nextDown(0.5);
        assertEquals(1.0, Math.floor(x + 0.5));
        assertEquals(0.0, q("int8(step=1):ties-to-away", x));
        assertEquals(1.0, q("int8(step=1):ties-to-away", 0.5));
        assertEquals(-1.0, q("int8(step=1):ties-to-away", -0.5));
        assertEquals(0.0, q("int8(step=1):ties-to-away", -x));
    }

    /** The code 0x7E is 448; 480 would be the NaN code of OCP E4M3. */
    @Test
    void largestE4m3IsFourHundredFortyEight() {
        assertEquals(448.0, q("e4m3:ties-to-even", 1e9));
        assertEquals(448.0, q("e4m3:ties-to-even", 464.0));
        assertEquals(448.0, q("e4m3:ties-to-even:ovf-inf", 464.0));
        assertEquals(Double.NaN, q("e4m3:ties-to-even:ovf-inf", Math.nextUp(464.0)));
        assertEquals(Double.NaN, q("e4m3:ties-to-even:ovf-inf", 480.0));
        assertEquals(-448.0, q("e4m3:toward-negative", -449.0));
    }

    @Test
    void nanStaysNanUnderEveryRounding() {
        for (NumberFormat format : TestFormats.small()) {
            for (Rounding rounding : Rounding.Deterministic.values()) {
                for (Overflow overflow :
                        new Overflow[] {Overflow.SAT_FINITE, Overflow.SAT_PROPAGATE, Overflow.OVF_INF}) {
                    Quantizer quantizer = new Quantizer(format, rounding, overflow);
                    assertEquals(Double.NaN, quantizer.quantize(Double.NaN, Words.NONE), quantizer.expression());
                    assertEquals(
                            BigFraction.ONE, quantizer.distribution(Double.NaN).probability(Double.NaN));
                }
            }
        }
        assertEquals(Double.NaN, q("e4m3:sr", Double.NaN));
        assertEquals(Double.NaN, q("int8(step=1):tpdf", Double.NaN));
        assertEquals(Double.NaN, q("int8(step=1):subtractive", Double.NaN));
    }

    @Test
    void aNegativeUnderflowIsNegativeZeroWhereTheFormatHasIt() {
        assertEquals(-0.0, q("e4m3:ties-to-even", -0x1p-20));
        assertEquals(-0.0, q("e4m3:toward-positive", -0x1p-20));
        assertEquals(-0.0, q("e4m3:ties-to-even", -0.0));
        assertEquals(0.0, q("e4m3:ties-to-even", 0.0));
        assertEquals(-0.0, quantizer("e4m3:sr").quantize(-0x1p-20, Words.of(0)));
        Atom atom = quantizer("e4m3:sr").distribution(-0.0).support().get(0);
        assertEquals(-0.0, atom.value());
        for (String without : new String[] {"e4m3fnuz", "e5m2fnuz", "p3109(8,4,s,e)", "int8(step=1)"}) {
            assertEquals(0.0, q(without + ":ties-to-even", -0x1p-30), without);
            assertEquals(0.0, q(without + ":ties-to-even", -0.0), without);
            assertEquals(
                    0.0,
                    quantizer(without + ":sr")
                            .distribution(-0.0)
                            .support()
                            .get(0)
                            .value());
        }
    }

    /** Above 448 the grid goes on at 480: P(overflow) at 450 is 2/32, under every policy of what overflow then becomes. */
    @Test
    void stochasticRoundingIsProportionalNearTheOverflowThreshold() {
        Distribution overflowing = quantizer("e4m3:sr:ovf-inf").distribution(450.0);
        assertEquals(BigFraction.of(15, 16), overflowing.probability(448.0));
        assertEquals(BigFraction.of(1, 16), overflowing.probability(Double.NaN));
        Distribution infinite = quantizer("e5m2:sr:ovf-inf").distribution(57344.0 + 2048);
        assertEquals(BigFraction.of(1, 4), infinite.probability(Double.POSITIVE_INFINITY));
        assertEquals(BigFraction.ONE, quantizer("e4m3:sr").distribution(450.0).probability(448.0));
        assertEquals(
                BigFraction.of(1, 4), quantizer("e4m3:sr").distribution(424.0).probability(448.0));
        assertEquals(448.0, quantizer("e4m3:sr:ovf-inf").quantize(450.0, Words.of(0xEFFF_FFFF)));
        assertEquals(Double.NaN, quantizer("e4m3:sr:ovf-inf").quantize(450.0, Words.of(0xF000_0000)));
    }

    /** E4M3: subnormal step 2^−9 below 2^−6, and the lowest binade has the same step. */
    @Test
    void subnormalsAreKeptAndRoundedAtTheirOwnBit() {
        assertEquals(0x1p-9, q("e4m3:ties-to-even", 0x1p-9));
        assertEquals(0.0, q("e4m3:ties-to-even", 0x1p-10));
        assertEquals(0x1p-9, q("e4m3:ties-to-even", Math.nextUp(0x1p-10)));
        assertEquals(0x1p-8, q("e4m3:ties-to-even", 0x1.8p-9));
        assertEquals(0x7p-9, q("e4m3:toward-zero", Math.nextDown(0x1p-6)));
        assertEquals(0x9p-9, q("e4m3:toward-positive", Math.nextUp(0x1p-6)));
        assertEquals(
                BigFraction.of(1, 2), quantizer("e4m3:sr").distribution(0x5p-10).probability(0x3p-9));
        assertEquals(0.0, q("float(p=4,emin=-6,emax=8,subnormals=false):ties-to-even", 0x1p-7));
        assertEquals(0x1p-6, q("float(p=4,emin=-6,emax=8,subnormals=false):ties-to-even", Math.nextUp(0x1p-7)));
    }

    @Test
    void tiesGoToEvenWhereEvenIsPromised() {
        double[] inputs = {0.5, 1.5, 2.5, 3.5, -0.5, -2.5};
        double[] expected = {0, 2, 2, 4, 0, -2};
        for (int i = 0; i < inputs.length; i++) {
            assertEquals(expected[i], q("int8(step=1):ties-to-even", inputs[i]));
        }
        assertEquals(1.0, q("e4m3:ties-to-even", 1.0625));
        assertEquals(1.25, q("e4m3:ties-to-even", 1.1875));
        // one significant bit: the code decides; 2^−1, 1, 2 have odd, even, odd codes when 2^−3 is the first
        assertEquals(1.0, q("float(p=1,emin=-3,emax=3):ties-to-even", 0.75));
        assertEquals(1.0, q("float(p=1,emin=-3,emax=3):ties-to-even", 1.5));
        // e8m0: code = exponent + 127, 2^1 has code 128
        assertEquals(2.0, q("e8m0:ties-to-even", 1.5));
        assertEquals(2.0, q("e8m0:ties-to-even", 3.0));
    }

    @Test
    void unsignedFormatsSendNegativeValuesToZero() {
        for (String overflow : new String[] {"", ":sat-propagate", ":ovf-inf"}) {
            assertEquals(0.0, q("uint8(step=1):ties-to-even" + overflow, -3.0));
            assertEquals(0.0, q("p3109(8,3,u,e):toward-negative" + overflow, -3.0));
            assertEquals(Double.NaN, q("e8m0:ties-to-even" + overflow, -3.0));
            assertEquals(0x1p-127, q("e8m0:toward-zero" + overflow, 0.0));
            assertEquals(0x1p-127, q("e8m0:toward-zero" + overflow, -0.0));
            assertEquals(0x1p-127, q("e8m0:toward-zero" + overflow, 0x1p-130));
        }
        assertEquals(
                BigFraction.ONE, quantizer("e8m0:sr").distribution(0x1p-128).probability(0x1p-127));
        assertEquals(
                BigFraction.ONE, quantizer("e8m0:sr").distribution(-0x1p-128).probability(Double.NaN));
        assertTrue(Double.isNaN(q("e8m0:ties-to-even", Double.NEGATIVE_INFINITY)));
    }
}
