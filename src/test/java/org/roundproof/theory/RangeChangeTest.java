package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;

/** What leaving the symmetric range may change, against quantiles of the normal law. */
class RangeChangeTest {
    /** P(|z| > QUANTILE) = 0.05. */
    private static final double QUANTILE = 1.959963984540054;

    /** φ(QUANTILE). */
    private static final double DENSITY = 0.058445069805035;

    private static RangeChange change(String expression, double variance) {
        return RangeChange.of((Quantizer) OperatorExpression.parse(expression).resolve(), variance);
    }

    private static double variance(double limit) {
        return limit / QUANTILE * (limit / QUANTILE);
    }

    private static void assertAtMost(double exact, double bound, double slack) {
        assertTrue(bound >= exact * (1 - 1e-13), bound + " is below " + exact);
        assertEquals(exact, bound, slack * exact);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int4(step=1/4,symmetric=true):sr",
                "e4m3:ties-to-even",
                "e5m2:toward-zero:ovf-inf",
                "e5m2:to-odd:ovf-inf",
                "int4(step=1/4,symmetric=true):tpdf"
            })
    void oddQuantizersOfSymmetricRangeChangeNothing(String expression) {
        assertEquals(new RangeChange(0, 0), change(expression, 1e12));
    }

    /** −2 exists and 2 does not: M = 1.75 and A = ¼, noticed below −M, or a step earlier under dither. */
    @ParameterizedTest
    @CsvSource({"int4(step=1/4):sr, 1.75", "int4(step=1/4):toward-zero:ovf-inf, 1.75", "int4(step=1/4):tpdf, 1.5"})
    void oneValueMoreBelow(String expression, double limit) {
        RangeChange change = change(expression, variance(limit));
        assertAtMost(0.025, change.probability(), 1e-8);
        assertAtMost(0.025 * 0.25 * (2 * 1.75 + 0.25), change.second(), 1e-8);
        assertTrue(change.second() > change.probability() * 0.25 * (2 * 1.75 + 0.25), "rounded up once more");
    }

    /** 16 E[x²; |x| > M] = 16σ²(2aφ(a) + P(|z| > a)). */
    @ParameterizedTest
    @CsvSource({
        "'int4(step=1/4,symmetric=true):subtractive', 1.5",
        // −2 … 5: the step is half of the symmetric range
        "'uint3(step=1,zero=2):subtractive', 1",
    })
    void bothTails(String expression, double limit) {
        RangeChange change = change(expression, variance(limit));
        assertAtMost(0.05, change.probability(), 1e-8);
        assertAtMost(16 * variance(limit) * (2 * QUANTILE * DENSITY + 0.05), change.second(), 0.004);
    }

    /** 2(M + A + r)² P(|x| > M − r) + 4 E[x²; |x| > M − r]; with a zero point of 1 the surplus is at the top. */
    @ParameterizedTest
    @CsvSource({
        "int4(step=1/4):sr:wrap, 1.75, 2",
        "int4(step=1/4):toward-zero:wrap, 1.75, 2",
        "int4(step=1/4):tpdf:wrap, 1.5, 2.25",
        "int4(step=1/4):subtractive:wrap, 1.5, 2.25",
        "'uint8(step=1,zero=1):sr:wrap', 1, 254",
    })
    void wrappedTails(String expression, double limit, double far) {
        RangeChange change = change(expression, variance(limit));
        assertAtMost(0.05, change.probability(), 1e-8);
        double square = variance(limit) * (2 * QUANTILE * DENSITY + 0.05);
        assertAtMost(2 * far * far * 0.05 + 4 * square, change.second(), 0.004);
        assertTrue(change.second() > 2 * far * far * change.probability() + 4 * square, "rounded up once more");
    }

    /**
     * −1 … 254, σ = 1/8: x in (−2, −1) is rounded to −2 with the probability |x| − 1 and wrapped to 254, where the odd quantizer
     * of range 1 stays at −1. E(|x| − 1)₊ = σφ(8) − P(x > 8σ) by halves; what lies below −2 only adds.
     */
    @Test
    void anOffCentreWrapIsFarFromTheFeature() {
        double beyond = 0.125 * (5.052271083536893e-15 - 8 * 6.220960574271785e-16);
        double exact = (254.0 * 254.0 - 1) * beyond;
        double bound = change("uint8(step=1,zero=1):sr:wrap", 0.125 * 0.125).second();
        assertTrue(bound >= exact, bound + " is below " + exact);
        assertTrue(
                16 * 0.125 * 0.125 * (16 * 5.052271083536893e-15 + 2 * 6.220960574271785e-16) < exact,
                "16x² is not enough");
    }

    @Test
    void infinityHasNoSecondMomentUnlessItIsOutOfReach() {
        RangeChange near = change("e5m2:sr:ovf-inf", variance(57344));
        assertAtMost(0.05, near.probability(), 1e-8);
        assertEquals(Double.POSITIVE_INFINITY, near.second());
        assertEquals(new RangeChange(0, 0), change("e5m2:sr:ovf-inf", 1));
        // dither that reaches over more than half of the range
        RangeChange wide = change("int2(step=1,symmetric=true):subtractive", 1);
        assertEquals(1, wide.probability(), 1e-8);
        assertEquals(Double.POSITIVE_INFINITY, wide.second());
    }

    /** No probability is above 1, however wide the law. */
    @Test
    void probabilityIsAtMostOne() {
        assertTrue(change("int2(step=1):tpdf", 1).probability() <= 1);
        assertEquals(0.5, change("int4(step=1/4):sr", 1e12).probability(), 1e-5);
        assertEquals(1, change("int4(step=1/4):sr:wrap", 1e12).probability(), 1e-5);
        // a = 0 in effect: the square is 16σ², rounded up once more than the probability
        RangeChange flat = change("int4(step=1/4,symmetric=true):subtractive", 1e40);
        assertTrue(flat.second() > 16e40 * flat.probability());
        RangeChange wrapped = change("int4(step=1/4):sr:wrap", 1e40);
        assertTrue(wrapped.second() > 4e40 * wrapped.probability());
    }
}
