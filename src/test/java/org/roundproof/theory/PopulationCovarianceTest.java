package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.quantizer.Operator;

/** H_q entry by entry, against rational arithmetic. */
class PopulationCovarianceTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "identity",
                "e4m3:sr",
                "int4(step=1/4):ties-to-even",
                "multiplicative(0.1,uniform,shared)",
                "additive(0.1)"
            })
    void entriesAreHeldToAnUlpOrTwo(String data) {
        FinitePopulation rows = Populations.synthetic(11, 3);
        Operator operator = Populations.operator(data);
        BallMatrix found = PopulationCovariance.of(
                        QuantizedPopulation.secondOrder(IntervalField.INSTANCE, rows, operator))
                .ball();
        FieldMatrix<BigFraction> exact = QuantizedPopulation.of(
                        RationalField.INSTANCE, rows, operator, Populations.operator("identity"))
                .quantizedCovariance();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double centre = found.centre()[3 * i + j];
                double radius = found.radius()[3 * i + j];
                double error =
                        exact.get(i, j).subtract(BigFraction.from(centre)).abs().doubleValue();
                assertTrue(error <= radius, () -> error + " > " + radius);
                assertTrue(radius <= 16 * 0x1p-53 * Math.abs(centre), () -> radius + " is wide beside " + centre);
            }
        }
    }

    /** Rows (m, 1) with m in [1, 5/4] and variance ½ of the first entry: H_11 in [3/2, 33/16], H_12 in [1, 5/4]. */
    @Test
    void uncertainMeansSpread() {
        IntervalField field = IntervalField.INSTANCE;
        FieldMatrix<Interval> zero = FieldMatrix.zero(field, 2, 1);
        RowMoments<Interval> row = new IndependentRow<>(
                field,
                FieldMatrix.column(field, List.of(new Interval(1, 1.25), Interval.of(1))),
                FieldMatrix.column(field, List.of(Interval.of(0.5), Interval.ZERO)),
                zero,
                zero);
        LabelMoments<Interval> label = new LabelMoments<>(Interval.ZERO, Interval.ZERO);
        BallMatrix found = PopulationCovariance.of(
                        new PopulationMoments<>(field, List.of(row, row), List.of(label, label), Interval.ZERO))
                .ball();
        assertSpread(found, 0, 1.5, 33.0 / 16);
        assertSpread(found, 1, 1, 1.25);
        assertSpread(found, 2, 1, 1.25);
        assertSpread(found, 3, 1, 1);
    }

    private static PopulationMoments<Interval> rows(List<List<Interval>> means) {
        IntervalField field = IntervalField.INSTANCE;
        FieldMatrix<Interval> zero = FieldMatrix.zero(field, means.get(0).size(), 1);
        List<RowMoments<Interval>> rows = means.stream()
                .<RowMoments<Interval>>map(
                        m -> new IndependentRow<>(field, FieldMatrix.column(field, m), zero, zero, zero))
                .toList();
        LabelMoments<Interval> label = new LabelMoments<>(Interval.ZERO, Interval.ZERO);
        return new PopulationMoments<>(field, rows, Collections.nCopies(rows.size(), label), Interval.ZERO);
    }

    private static List<Interval> row(double a, double b) {
        return List.of(Interval.of(a), Interval.of(b));
    }

    /** Two rows in [1, 5/4]×[2, 5/2], by midpoints (9/8, 9/4) and widths (¼, ½): ¼·9/4 + ½·9/8 + ⅛ off the diagonal. */
    @Test
    void everyMeanMayBeUncertain() {
        List<Interval> row = List.of(new Interval(1, 1.25), new Interval(2, 2.5));
        SplitMatrix found = PopulationCovariance.of(rows(List.of(row, row)));
        double[] exact = {0.625, 1.25, 1.25, 2.5};
        for (int k = 0; k < 4; k++) {
            assertTrue(found.errors()[k] >= exact[k]);
            assertEquals(exact[k], found.errors()[k], 1e-11);
        }
    }

    /** Rows (2, −1) and (2, 1): norms √8 and √2, so 2(4u)²·4 for a sum of two products, and half of it for the mean. */
    @Test
    void sumsThatCancelAreCountedByTheMagnitudes() {
        SplitMatrix found = PopulationCovariance.of(rows(List.of(row(2, -1), row(2, 1))));
        assertEquals(0, found.high()[1]);
        assertCounted(64, found.errors()[1]);
        assertCounted(64, found.errors()[2]);
    }

    /** ⅓ in two doubles: 2(5u)²/3 for the sum, and 2u of a remainder of u/6. */
    @Test
    void theRemainderOfTheDivisionIsKept() {
        SplitMatrix found = PopulationCovariance.of(rows(List.of(row(1, 1), row(0, 0), row(0, 0))));
        assertEquals(1.0 / 3, found.high()[1]);
        assertEquals(0x1p-54 / 3, found.low()[1]);
        assertCounted(17, found.errors()[1]);
    }

    /** Squares of u. */
    private static void assertCounted(double squares, double error) {
        assertTrue(error >= squares * 0x1p-106, () -> error * 0x1p106 + " squares of u");
        assertEquals(squares, error * 0x1p106, 1e-9 * squares);
    }

    /** Both ends are held; the width of an interval stands in for its radius, which makes it some three times as wide. */
    private static void assertSpread(BallMatrix ball, int k, double lower, double upper) {
        double centre = ball.centre()[k];
        double radius = ball.radius()[k];
        assertTrue(centre - radius <= lower && upper <= centre + radius, () -> centre + " ± " + radius);
        assertTrue(radius <= 5 * (upper - lower) + 2e-15, () -> centre + " ± " + radius);
    }
}
