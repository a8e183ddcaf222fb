package org.roundproof.quantizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator says about itself. */
class OperatorPropertiesTest {
    private static Operator parse(String text) {
        return OperatorExpression.parse(text).resolve();
    }

    @ParameterizedTest
    @CsvSource({
        "int8(step=1/4):sr, 0, 1/64, 0",
        "int8(step=1/4):tpdf, 1/64, 1/64, 0",
        "int8(step=1/4):subtractive, 1/192, 1/192, 0",
        // e4m3: h = 2^-9, k = 8
        "e4m3:sr, 0, 1/1048576, 1/288",
        "'float(p=1,emin=-3,emax=3):sr', 0, 1/256, 1/8",
        // the one cell [0, 2^emin]
        "'float(p=4,emin=-3,emax=3,subnormals=false):sr', 0, 1/256, 1/288",
        "identity, 0, 0, 0",
    })
    void varianceLaws(String expression, String lower, String alpha, String beta) {
        Operator operator = parse(expression);
        assertTrue(operator.unbiased());
        VarianceBounds bounds = operator.varianceBounds().orElseThrow();
        assertEquals(new VarianceLaw(fraction(lower), BigFraction.ZERO, false), bounds.lower());
        assertEquals(new VarianceLaw(fraction(alpha), fraction(beta), false), bounds.upper());
        assertEquals(bounds.lower().equals(bounds.upper()), bounds.exact());
    }

    /** h²/4 with h the widest cell. */
    @ParameterizedTest
    @ValueSource(strings = {"power(bits=4,exponent=1/2)", "power(bits=5,exponent=2)"})
    void powerGridsHaveTheLawOfTheirWidestCell(String format) {
        Quantizer q = (Quantizer) parse(format + ":sr");
        double widest = 0;
        for (double low = 0; low < q.format().maxFinite(); low = q.format().nextUp(low)) {
            widest = Math.max(widest, q.format().nextUp(low) - low);
        }
        VarianceBounds bounds = q.varianceBounds().orElseThrow();
        double alpha = bounds.upper().alpha().doubleValue();
        assertEquals(widest * widest / 4, alpha, 1e-12 * alpha);
        assertEquals(BigFraction.ZERO, bounds.upper().beta());
        assertEquals(VarianceLaw.NONE, bounds.lower());
    }

    private static BigFraction fraction(String text) {
        return BigFraction.parse(text.replace("/", " / "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "e4m3:ties-to-even",
                "int8(step=1):toward-zero",
                "e4m3:sr(8)",
                "int8(step=1):sr(32,half)",
                "e8m0:sr"
            })
    void biasedQuantizersHaveNoLaw(String expression) {
        assertFalse(parse(expression).unbiased());
        assertEquals(Optional.empty(), parse(expression).varianceBounds());
    }

    @ParameterizedTest
    @CsvSource({
        "e4m3:sr, 448",
        "e4m3:ties-to-even, 448",
        "int8(step=1):sr, 127",
        "int8(step=1):tpdf, 126.5",
        "int8(step=1):subtractive, 127",
        "'uint8(step=1/2,zero=100):sr', 50",
        "'uint8(step=1/2,zero=100):tpdf', 49.75",
        "uint8(step=1):sr, 0",
        "uint8(step=1):tpdf, -0.5",
        "e8m0:sr, -Infinity",
        "identity, Infinity",
    })
    void magnitudesFreeOfSaturation(String expression, double most) {
        assertEquals(most, parse(expression).unsaturatedMagnitude());
    }

    @Test
    void distributionsReadLikeTheirSupport() {
        Distribution distribution = ((Quantizer) parse("int8(step=1):sr")).distribution(0.25);
        assertTrue(distribution.toString().contains("1 / 4"));
        assertEquals(BigFraction.ZERO, distribution.probability(2.0));
        assertEquals(BigFraction.of(3, 32), distribution.thirdCentralMoment());
        assertEquals(BigFraction.of(21, 256), distribution.fourthCentralMoment());
    }
}
