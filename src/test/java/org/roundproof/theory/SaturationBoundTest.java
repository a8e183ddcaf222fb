package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;

/** Chebyshev's bound on populations whose moments are counted by hand. */
class SaturationBoundTest {
    private static final DoubleField FIELD = DoubleField.INSTANCE;

    private static final TargetOperators WIDE = TargetOperators.NONE;

    /** 2⁻³⁰ for the sums and 2⁻³³ of the magnitudes. */
    private static final double SLACK = 4e-9;

    /** −16 … 15.5. */
    private static final String RANGE = "fixed(integer=5,fraction=1):sr";

    /** E w = (½, −1), E wwᵀ as given. */
    private static final double[] MU = {0.5, -1};

    private static final double[] S = {0.5, -0.25, -0.25, 3};

    private static FieldMatrix<Double> column(double... values) {
        return FieldMatrix.of(FIELD, values.length, 1, (i, j) -> values[i]);
    }

    /** Rows (2, 1) with independent errors of variance (0.1, 0.4), and (1, −3) times one factor of second moment 1.5. */
    private static final PopulationMoments<Double> ROWS = new PopulationMoments<>(
            FIELD,
            List.of(
                    new IndependentRow<>(FIELD, column(2, 1), column(0.1, 0.4), column(0, 0), column(1, 1)),
                    new FactorRow<>(FIELD, column(1, -3), 1.5, 2.0, 4.0)),
            List.of(new LabelMoments<>(3.0, 9.5), new LabelMoments<>(-2.0, 4.0)),
            0.0);

    private static double seen(StepLaws laws, int batch, Target target) {
        TargetOperators operators = WIDE.with(target, Populations.operator(RANGE));
        SaturationBound bound = new SaturationBound(ROWS, laws, batch, operators);
        bound.see(MU, S, RecursionRounding.Radii.NONE);
        return bound.total();
    }

    private static double chebyshev(double mean, double second) {
        double room = 15.5 - Math.abs(mean);
        return (second - mean * mean) / (room * room);
    }

    @Test
    void nothingSaturatesWithoutARange() {
        SaturationBound bound = new SaturationBound(ROWS, StepLaws.NONE, 1, WIDE);
        bound.see(MU, S, RecursionRounding.Radii.NONE);
        assertEquals(0.0, bound.total());
    }

    @Test
    void parametersOneByOne() {
        double expected = chebyshev(0.5, 0.5) + chebyshev(-1, 3);
        assertEquals(expected, seen(StepLaws.NONE, 1, Target.PARAMETER), SLACK * expected);
    }

    /** E a = m·μ and E a² = tr(D P): 4·½ − 2·¼·2 + 3 + 0.1·½ + 0.4·3 in the first row, 1.5(½ + 6·¼ + 27) in the second. */
    @Test
    void activationsRowByRow() {
        double first = chebyshev(0, 2 - 1 + 3 + 0.05 + 1.2);
        double second = chebyshev(3.5, 1.5 * (0.5 + 1.5 + 27));
        double expected = (first + second) / 2;
        assertEquals(expected, seen(StepLaws.NONE, 1, Target.ACTIVATION), SLACK * expected);
        assertEquals(6 * expected, seen(StepLaws.NONE, 6, Target.ACTIVATION), 6 * SLACK * expected);
    }

    /** P = S + diag(α + βS) elementwise enters as the second moment of the parameters. */
    @Test
    void activationsOfRoundedParameters() {
        StepLaws laws = new StepLaws(ProductSetting.law(0.5, 0.25, false), VarianceLaw.NONE, VarianceLaw.NONE);
        double a = 0.5 + 0.25 * 0.5;
        double b = 0.5 + 0.25 * 3;
        double first = chebyshev(0, 5.25 + (4 + 0.1) * a + (1 + 0.4) * b);
        double second = chebyshev(3.5, 1.5 * (29 + a + 9 * b));
        double expected = (first + second) / 2;
        assertEquals(expected, seen(laws, 1, Target.ACTIVATION), SLACK * expected);
    }

    /** E r² = E ỹ² − 2ȳ E a + α + (1 + β) E a². */
    @Test
    void residualsRowByRow() {
        StepLaws laws = new StepLaws(VarianceLaw.NONE, ProductSetting.law(0.25, 0.5, true), VarianceLaw.NONE);
        double first = chebyshev(3, 9.5 + 0.25 + 1.5 * 5.25);
        double second = chebyshev(-2 - 3.5, 4 + 4 * 3.5 + 0.25 + 1.5 * 1.5 * 29);
        double expected = (first + second) / 2;
        assertEquals(expected, seen(laws, 1, Target.GRADIENT), SLACK * expected);
    }

    /** Steps add up; a mean outside the range, and many steps, are no more than certain. */
    @Test
    void theBoundIsAProbability() {
        SaturationBound bound =
                new SaturationBound(ROWS, StepLaws.NONE, 1, WIDE.with(Target.PARAMETER, Populations.operator(RANGE)));
        bound.see(MU, S, RecursionRounding.Radii.NONE);
        double once = bound.total();
        bound.see(MU, S, RecursionRounding.Radii.NONE);
        assertEquals(2 * once, bound.total(), 1e-15 + 1e-15 * once);
        bound.see(new double[] {15.5, 0}, new double[] {241, 0, 0, 0}, RecursionRounding.Radii.NONE);
        assertEquals(1.0, bound.total());
        SaturationBound spread =
                new SaturationBound(ROWS, StepLaws.NONE, 1, WIDE.with(Target.PARAMETER, Populations.operator(RANGE)));
        spread.see(new double[] {15, 0}, new double[] {1000, 0, 0, 0}, RecursionRounding.Radii.NONE);
        assertEquals(1.0, spread.total());
        // a second moment below the square of the mean is rounding, not a negative probability
        SaturationBound point =
                new SaturationBound(ROWS, StepLaws.NONE, 1, WIDE.with(Target.PARAMETER, Populations.operator(RANGE)));
        point.see(new double[] {1, 0}, new double[] {1 - 1e-15, 0, 0, 0}, RecursionRounding.Radii.NONE);
        assertEquals(2 * 0x1p-33 / (14.5 * 14.5), point.total(), 1e-15);
    }

    private static double chebyshev(double mean, double meanError, double second, double secondError) {
        double room = 15.5 - Math.abs(mean) - meanError;
        double least = Math.max(0, Math.abs(mean) - meanError);
        return (second + secondError - least * least) / (room * room);
    }

    /**
     * Moments known within ε = ¼ and δ = ½: m·μ within ‖m‖ε, tr(D P) within tr(D)(1 + β_p)δ, E r² within twice |ȳ| times the
     * first and 1 + β_a times the second.
     */
    @Test
    void errorsOfTheMomentsAreCounted() {
        RecursionRounding.Radii radii = new RecursionRounding.Radii(0.25, 0.5);
        StepLaws laws =
                new StepLaws(ProductSetting.law(0, 0.25, false), ProductSetting.law(0.25, 0.5, true), VarianceLaw.NONE);
        double expected = chebyshev(0.5, 0.25, 0.5, 0.5) + chebyshev(-1, 0.25, 3, 0.5);
        assertEquals(expected, seen(laws, Target.PARAMETER, radii), SLACK * expected);

        double firstEnergy = 5.25 + 4.1 * 0.125 + 1.4 * 0.75;
        double secondEnergy = 1.5 * (29 + 0.125 + 9 * 0.75);
        double firstMean = Math.sqrt(5) / 4;
        double secondMean = Math.sqrt(10) / 4;
        double firstError = 5.5 * 1.25 * 0.5;
        double secondError = 15 * 1.25 * 0.5;
        expected = (chebyshev(0, firstMean, firstEnergy, firstError)
                        + chebyshev(3.5, secondMean, secondEnergy, secondError))
                / 2;
        assertEquals(expected, seen(laws, Target.ACTIVATION, radii), SLACK * expected);

        double first = chebyshev(3, firstMean, 9.5 + 0.25 + 1.5 * firstEnergy, 6 * firstMean + 1.5 * firstError);
        double second = chebyshev(
                -5.5, secondMean, 4 + 4 * 3.5 + 0.25 + 1.5 * secondEnergy, 4 * secondMean + 1.5 * secondError);
        expected = (Math.min(1, first) + Math.min(1, second)) / 2;
        assertEquals(expected, seen(laws, Target.GRADIENT, radii), SLACK * expected);
    }

    @Test
    void nothingKnownNothingExcluded() {
        double unknown = Double.POSITIVE_INFINITY;
        RecursionRounding.Radii radii = new RecursionRounding.Radii(unknown, unknown);
        assertEquals(1, seen(StepLaws.NONE, Target.PARAMETER, radii));
        assertEquals(1, seen(StepLaws.NONE, Target.GRADIENT, radii));
        assertEquals(1, seen(StepLaws.NONE, Target.PARAMETER, new RecursionRounding.Radii(0, unknown)));
    }

    private static double seen(StepLaws laws, Target target, RecursionRounding.Radii radii) {
        SaturationBound bound = new SaturationBound(ROWS, laws, 1, WIDE.with(target, Populations.operator(RANGE)));
        bound.see(MU, S, radii);
        return bound.total();
    }
}
