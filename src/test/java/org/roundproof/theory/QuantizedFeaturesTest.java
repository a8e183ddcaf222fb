package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.roundproof.quantizer.Quantizer;

/** What is said of Gaussian features under a quantizer: covered or not, how sharply, and as which quantizer. */
class QuantizedFeaturesTest {
    private static DataMoments moments(String expression, double... lambda) throws UncoveredException {
        return QuantizedFeatures.of(quantizer(expression), lambda, new double[lambda.length], 1);
    }

    private static Quantizer quantizer(String expression) {
        return (Quantizer) Populations.operator(expression);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uint8(step=1/16):sr",
                "e8m0:ties-to-even",
                "int8(step=1/16):toward-negative",
                "int8(step=1/16):toward-positive"
            })
    void quantizersThatAreNotOddAreRefused(String expression) {
        UncoveredException refused = assertThrows(UncoveredException.class, () -> moments(expression, 1));
        assertTrue(refused.reason().contains("is not odd in x"), refused::reason);
    }

    @ParameterizedTest
    @CsvSource({
        // symmetric, within: the operator itself
        "'int8(step=1/8,symmetric=true):sr', 1, '', false",
        // one value more below, although no row ever meets it
        "'int24(step=1/4):sr', 1, 'as the symmetric quantizer that saturates at ±2097151.75', false",
        "'int5(step=1/4):sr', 1, 'as the symmetric quantizer that saturates at ±3.75', true",
        // symmetric, but infinite beyond
        "'e2m1:sr:ovf-inf', 0.5, 'as the symmetric quantizer that saturates at ±6.0', true",
        "'int8(step=1/16,symmetric=true):subtractive', 1, 'of unbounded range', true",
        "'int16(step=1,symmetric=true):subtractive', 1, '', false"
    })
    void remarksSayWhatTheMomentsDescribe(String expression, double lambda, String part, boolean changes)
            throws UncoveredException {
        DataMoments moments = moments(expression, lambda);
        assertEquals(changes, moments.changeProbability() > 0);
        if (part.isEmpty()) {
            assertFalse(moments.remark().contains("range") || moments.remark().contains("symmetric quantizer"));
        } else {
            assertTrue(moments.remark().contains(part), moments::remark);
        }
    }

    @Test
    void remarksSayHowTheMomentsWereFound() throws UncoveredException {
        assertTrue(moments("e4m3:sr", 1).remark().contains("Gaussian partial moments"));
        assertTrue(moments("tf32:sr", 1).remark().contains("too many cells"));
    }

    /** Δ = ½: E e² = 1/48 and E e⁴ = 1/1280, so m4 = 3 + 6/48 + 1/1280; the enclosures hold the same. */
    @Test
    void subtractiveDitherAddsAnIndependentError() throws UncoveredException {
        DataMoments moments = moments("int16(step=1/2,symmetric=true):subtractive", 1);
        CoordinateMoments<Double> values = moments.values().coordinates().get(0);
        CoordinateMoments<Interval> enclosures =
                moments.enclosures().coordinates().get(0);
        assertEquals(1 + 1.0 / 48, values.m2(), 1e-15);
        assertEquals(3 + 0.125 + 1.0 / 1280, values.m4(), 1e-15);
        assertTrue(enclosures.m2().contains(BigFraction.of(49, 48)));
        assertTrue(enclosures.m4().contains(BigFraction.of(4001, 1280)));
        assertTrue(moments.exact());
    }

    /** Features of 1e-20 on a grid of 1 round to 0 but for a chance of 1e-20, of which the enclosure knows no digit. */
    @Test
    void featuresFarBelowTheGridAreNotKnownSharply() throws UncoveredException {
        assertFalse(moments("int4(step=1,symmetric=true):sr", 1e-40).exact());
        assertTrue(moments("int4(step=1,symmetric=true):sr", 1).exact());
    }

    /** The sum over coordinates, with room for its rounding. */
    @Test
    void theProbabilityOfAChangeIsBoundedFromAbove() throws UncoveredException {
        Quantizer quantizer = quantizer("int5(step=1/4):sr");
        double sum = RangeChange.of(quantizer, 1).probability()
                + RangeChange.of(quantizer, 0.5).probability();
        double bound = moments("int5(step=1/4):sr", 1, 0.5).changeProbability();
        assertTrue(bound > sum && bound <= sum * (1 + 0x1p-29), bound + " for " + sum);
    }

    /** Beyond 15.875/λ^½ a row no longer saturates: 7.1 deviations have P 1.2e-12, 7.2 have 6.0e-13. */
    @Test
    void overflowIsRefusedAboveOneInATrillion() throws UncoveredException {
        String wrap = "int8(step=1/8):sr:wrap";
        double deviation = 15.875 / 7.2;
        assertTrue(moments(wrap, deviation * deviation).changeProbability() <= 1e-12);
        double wider = 15.875 / 7.1;
        UncoveredException refused = assertThrows(UncoveredException.class, () -> moments(wrap, wider * wider));
        assertTrue(refused.reason().contains("overflow"), refused::reason);
    }
}
