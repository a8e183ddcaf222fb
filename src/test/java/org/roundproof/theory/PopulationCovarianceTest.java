package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertTrue;

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
        FieldMatrix<BigFraction> exact = QuantizedPopulation.secondOrder(RationalField.INSTANCE, rows, operator)
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

    /** Both ends are held; the width of an interval stands in for its radius, which makes it some three times as wide. */
    private static void assertSpread(BallMatrix ball, int k, double lower, double upper) {
        double centre = ball.centre()[k];
        double radius = ball.radius()[k];
        assertTrue(centre - radius <= lower && upper <= centre + radius, () -> centre + " ± " + radius);
        assertTrue(radius <= 5 * (upper - lower) + 2e-15, () -> centre + " ± " + radius);
    }
}
