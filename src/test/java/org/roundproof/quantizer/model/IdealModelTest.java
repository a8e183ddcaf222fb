package org.roundproof.quantizer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roundproof.InputException;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.VarianceBounds;
import org.roundproof.random.UnitLaw;

class IdealModelTest {
    @Test
    void lawsAreExactAndRangeIsUnbounded() {
        BigFraction epsilon = BigFraction.from(0.01);
        VarianceBounds additive =
                new AdditiveModel(0.01, UnitLaw.GAUSSIAN).varianceBounds().orElseThrow();
        assertTrue(additive.exact());
        assertEquals(epsilon, additive.upper().alpha());
        assertEquals(BigFraction.ZERO, additive.upper().beta());
        for (boolean shared : new boolean[] {false, true}) {
            Operator model = new MultiplicativeModel(0.01, UnitLaw.UNIFORM, shared);
            VarianceBounds bounds = model.varianceBounds().orElseThrow();
            assertTrue(bounds.exact());
            assertEquals(epsilon, bounds.upper().beta());
            assertEquals(shared, bounds.upper().shared());
            assertTrue(model.unbiased());
            assertEquals(Double.POSITIVE_INFINITY, model.unsaturatedMagnitude());
        }
        assertTrue(new AdditiveModel(0.01, UnitLaw.GAUSSIAN).unbiased());
        assertEquals(Double.POSITIVE_INFINITY, new AdditiveModel(1, UnitLaw.UNIFORM).unsaturatedMagnitude());
    }

    /** fl(√ε)² = ε(1 + δ)², |δ| ≤ 2^−53. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 1e-3, 0.3, 2, 1e-300, 0x1p-1022, Double.MAX_VALUE})
    void scaleIsTheRoundedRoot(double epsilon) {
        double scale = new AdditiveModel(epsilon, UnitLaw.RADEMACHER).scale();
        assertEquals(scale, new MultiplicativeModel(epsilon, UnitLaw.RADEMACHER, true).scale());
        BigFraction square = BigFraction.from(scale).pow(2).divide(BigFraction.from(epsilon));
        BigFraction delta = BigFraction.ONE.divide(BigFraction.from(0x1p53));
        BigFraction low = BigFraction.ONE.subtract(delta).pow(2);
        BigFraction high = BigFraction.ONE.add(delta).pow(2);
        assertTrue(square.subtract(low).signum() >= 0 && high.subtract(square).signum() >= 0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-9, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void levelsThatAreNoVarianceAreRefused(double epsilon) {
        assertThrows(InputException.class, () -> new AdditiveModel(epsilon, UnitLaw.RADEMACHER));
        assertThrows(InputException.class, () -> new MultiplicativeModel(epsilon, UnitLaw.RADEMACHER, false));
    }
}
