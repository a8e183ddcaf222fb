package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.roundproof.InputException;
import org.roundproof.quantizer.Operator;

/** Moments of single values, as fractions counted by hand. */
class QuantizedPopulationTest {
    private static final RationalField FIELD = RationalField.INSTANCE;

    /** Two rows (0.25, −2) and (1, 0.75), labels 0.5 and −1. */
    private static PopulationMoments<BigFraction> rows(String data, String label) {
        Operator features = Populations.operator(data);
        return QuantizedPopulation.of(
                FIELD, new double[] {0.25, -2, 1, 0.75}, new double[] {0.5, -1}, features, Populations.operator(label));
    }

    private static IndependentRow<BigFraction> row(PopulationMoments<BigFraction> rows, int k) {
        return (IndependentRow<BigFraction>) rows.rows().get(k);
    }

    private static void assertCoordinate(
            IndependentRow<BigFraction> row, int i, String mean, String variance, String skew, String quartic) {
        assertEquals(fraction(mean), row.mean().get(i));
        assertEquals(fraction(variance), row.variance().get(i));
        assertEquals(fraction(skew), row.skew().get(i));
        assertEquals(fraction(quartic), row.quartic().get(i));
    }

    private static BigFraction fraction(String text) {
        return BigFraction.parse(text.replace("/", " / "));
    }

    @Test
    void identityKeepsRowsAndLabels() {
        PopulationMoments<BigFraction> rows = rows("identity", "identity");
        assertEquals(2, rows.size());
        assertEquals(2, rows.dimension());
        assertCoordinate(row(rows, 0), 1, "-2/1", "0/1", "0/1", "0/1");
        assertCoordinate(row(rows, 1), 0, "1/1", "0/1", "0/1", "0/1");
        assertEquals(fraction("1/2"), rows.labels().get(0).mean());
        assertEquals(fraction("1/1"), rows.labels().get(1).second());
        assertEquals(BigFraction.ZERO, rows.sharedLabel());
    }

    /** SR to integers: 0.25 is 1 with probability ¼: p = ¼, v = pq, s = pq(q − p), q₄ = pq(1 − 3pq). */
    @Test
    void stochasticRoundingIsBernoulli() {
        IndependentRow<BigFraction> row = row(rows("int4(step=1):sr", "identity"), 0);
        assertCoordinate(row, 0, "1/4", "3/16", "3/32", "21/256");
        assertCoordinate(row, 1, "-2/1", "0/1", "0/1", "0/1");
    }

    /** Fourth moments of ε^½ζ: ε²·1, ε²·9/5, ε²·3. */
    @Test
    void additiveModelsHaveTheFourthMomentOfTheirLaw() {
        assertCoordinate(row(rows("additive(0.5,rademacher)", "identity"), 0), 0, "1/4", "1/2", "0/1", "1/4");
        assertCoordinate(row(rows("additive(0.5,uniform)", "identity"), 0), 0, "1/4", "1/2", "0/1", "9/20");
        assertCoordinate(row(rows("additive(0.5,gaussian)", "identity"), 1), 1, "3/4", "1/2", "0/1", "3/4");
    }

    /** Variance εx² of each element; one factor s for the row: E s² = 1 + ε, E s³ = 1 + 3ε, E s⁴ = 1 + 6ε + ε²E ζ⁴. */
    @Test
    void multiplicativeModelsAreElementwiseOrShared() {
        assertCoordinate(row(rows("multiplicative(0.5,gaussian)", "identity"), 0), 1, "-2/1", "2/1", "0/1", "12/1");
        FactorRow<BigFraction> shared = (FactorRow<BigFraction>)
                rows("multiplicative(0.5,gaussian,shared)", "identity").rows().get(0);
        assertEquals(fraction("3/2"), shared.factorSecond());
        assertEquals(fraction("5/2"), shared.factorThird());
        assertEquals(fraction("19/4"), shared.factorFourth());
        assertEquals(fraction("-2/1"), shared.mean().get(1));
    }

    @Test
    void labelsByMeanAndSecondMoment() {
        PopulationMoments<BigFraction> elementwise = rows("identity", "multiplicative(0.25)");
        assertEquals(fraction("1/2"), elementwise.labels().get(0).mean());
        assertEquals(fraction("5/16"), elementwise.labels().get(0).second());
        assertEquals(BigFraction.ZERO, elementwise.sharedLabel());
        PopulationMoments<BigFraction> shared = rows("identity", "multiplicative(0.25,rademacher,shared)");
        assertEquals(fraction("1/4"), shared.sharedLabel());
        // half a step up with probability ½: E ỹ = ½, E ỹ² = ½
        PopulationMoments<BigFraction> rounded = rows("identity", "int4(step=1):sr");
        assertEquals(fraction("1/2"), rounded.labels().get(0).second());
    }

    @Test
    void infinityIsNamed() {
        Operator data = Populations.operator("e5m2:sr:ovf-inf");
        Operator identity = Populations.operator("identity");
        InputException failure = assertThrows(
                InputException.class,
                () -> QuantizedPopulation.of(FIELD, new double[] {1e9}, new double[] {1}, data, identity));
        assertTrue(failure.getMessage().contains("sends the data value 1.0E9 to Infinity"), failure::getMessage);
        assertEquals(1, failure.getMessage().lines().count());
    }
}
