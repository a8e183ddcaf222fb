package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.numbers.gamma.Erfc;
import org.junit.jupiter.api.Test;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;

/** Where the answer on a product design changes its kind: just within a limit and just beyond it. */
class ProductDesignRiskTest {
    private static final GaussianProblem UNIT = GaussianProblem.of(new double[] {1}, new double[] {1}, 1);

    private static TargetOperators only(Target target, String operator) {
        return TargetOperators.NONE.with(target, Populations.operator(operator));
    }

    private static RiskResult risk(
            GaussianProblem problem, TargetOperators operators, double step, int steps, int batch) {
        return ExpectedRisk.of(
                problem,
                new SgdConfiguration(steps, batch, step, operators, new Averaging.All()),
                RiskConvention.CLEAN);
    }

    private static boolean remarked(RiskResult result, String part) {
        return result.remarks().stream().anyMatch(remark -> remark.contains(part));
    }

    /** y has variance 9 + 4·2² = 5²: the range ends at 127·71/256 = 7.04 deviations (P 1.9e-12), then at 7.24 (4.4e-13). */
    @Test
    void labelsOfTestDataMayLeaveTheRangeOnceInATrillion() {
        GaussianProblem problem = GaussianProblem.of(new double[] {4}, new double[] {2}, 9);
        for (int numerator : new int[] {71, 73}) {
            TargetOperators operators = only(Target.LABEL, "int8(step=" + numerator + "/256,symmetric=true):sr");
            RiskResult result = ExpectedRisk.of(
                    problem,
                    new SgdConfiguration(1, 1, 0.01, operators, new Averaging.All()),
                    RiskConvention.QUANTIZED);
            assertEquals(numerator == 71, result instanceof RiskResult.Refused, result::toString);
        }
    }

    /** Two's complement: −x = 9 · ½ beyond the symmetric range with P 3.4e-6 a row, which the clean risk may, test data not. */
    @Test
    void testDataMustBeOfTheSymmetricRange() {
        SgdConfiguration configuration = new SgdConfiguration(
                2, 1, 0.01, only(Target.DATA, "fixed(integer=4,fraction=1):sr"), new Averaging.All());
        GaussianProblem problem = GaussianProblem.of(new double[] {2.78}, new double[] {1}, 1);
        assertInstanceOf(RiskResult.Enclosure.class, ExpectedRisk.of(problem, configuration, RiskConvention.CLEAN));
        RiskResult.Refused refused = assertInstanceOf(
                RiskResult.Refused.class, ExpectedRisk.of(problem, configuration, RiskConvention.QUANTIZED));
        assertTrue(refused.reason().contains("test data"), refused::reason);
    }

    /** x < −3.75 has P 8.8e-5: two rows may, sixteen may not, be they drawn one by one or in batches. */
    @Test
    void rowsOfEveryBatchCount() {
        TargetOperators operators = only(Target.DATA, "int5(step=1/4):sr");
        double each = Erfc.value(3.75 / Math.sqrt(2)) / 2;
        RiskResult.Enclosure two = assertInstanceOf(RiskResult.Enclosure.class, risk(UNIT, operators, 0.01, 1, 2));
        assertEquals(2 * each, two.saturationProbability(), 1e-8 * each);
        assertTrue(two.saturationProbability() >= 2 * each);
        assertTrue(remarked(two, "speaks of quantizers with unbounded range"), two::toString);
        assertInstanceOf(RiskResult.Refused.class, risk(UNIT, operators, 0.01, 16, 1));
        assertInstanceOf(RiskResult.Refused.class, risk(UNIT, operators, 0.01, 2, 8));
    }

    /** A range so wide that nothing leaves it: no word of saturation. */
    @Test
    void certaintyIsNotRemarked() {
        RiskResult.Enclosure wide =
                assertInstanceOf(RiskResult.Enclosure.class, risk(UNIT, only(Target.DATA, "tf32:sr"), 0.01, 5, 1));
        assertEquals(0, wide.saturationProbability());
        assertFalse(remarked(wide, "saturates"), wide::toString);
    }

    /** The radius is the distance to the ends of the enclosed recursion, and no more than rounding. */
    @Test
    void anExactRiskBringsItsRounding() {
        RiskResult.Exact exact =
                assertInstanceOf(RiskResult.Exact.class, risk(UNIT, only(Target.LABEL, "additive(0.1)"), 0.3, 50, 3));
        Interval enclosed = EnclosedExcess.of(
                        ProductSetting.plain(IntervalField.INSTANCE, 1),
                        new TargetLaws(
                                ProductSetting.law(0.1, 0, false),
                                VarianceLaw.NONE,
                                VarianceLaw.NONE,
                                VarianceLaw.NONE),
                        0.3,
                        3,
                        50)
                .clean();
        assertEquals(enclosed.distance(exact.value()), exact.radius(), 1e-3 * exact.radius());
        assertTrue(exact.radius() > 0 && exact.radius() < 1e-13 * exact.value(), exact::toString);
    }

    @Test
    void remarksSayWhetherTheLawsAreExact() {
        RiskResult dither = risk(UNIT, only(Target.LABEL, "int16(step=1/16,symmetric=true):tpdf"), 0.01, 5, 1);
        assertTrue(remarked(dither, "every variance law is exact: enclosure"), dither::toString);
        RiskResult stochastic = risk(UNIT, only(Target.LABEL, "int16(step=1/16,symmetric=true):sr"), 0.01, 5, 1);
        assertTrue(remarked(stochastic, "varies between two laws"), stochastic::toString);
    }

    /** Nothing to learn and no noise: 0 is possible (stochastic rounding leaves 0 alone), less is not. */
    @Test
    void theCleanRiskIsNotNegative() {
        GaussianProblem nothing = GaussianProblem.of(new double[] {1}, new double[] {0}, 0);
        RiskResult.Enclosure enclosure = assertInstanceOf(
                RiskResult.Enclosure.class,
                risk(nothing, only(Target.PARAMETER, "int16(step=1/16,symmetric=true):sr"), 0.01, 20, 1));
        assertEquals(0.0, enclosure.lower());
        assertTrue(enclosure.upper() > 0);
    }

    /** γ* = ⅔ to the last bit of its computation: stable is strictly below. */
    @Test
    void theThresholdItselfIsPastIt() {
        double threshold = Stability.threshold(ProductSetting.plain(DoubleField.INSTANCE, 1), TargetLaws.NONE, 1);
        assertTrue(remarked(risk(UNIT, TargetOperators.NONE, threshold, 5, 1), "warning"));
        assertFalse(remarked(risk(UNIT, TargetOperators.NONE, Math.nextDown(threshold), 5, 1), "warning"));
    }

    /** w*² = 1e600 overflows whatever the step size; only one past the threshold is to blame. */
    @Test
    void overflowBlamesTheStepSizeWhereItIsToBlame() {
        GaussianProblem huge = GaussianProblem.of(new double[] {1}, new double[] {1e300}, 1);
        double threshold = Stability.threshold(ProductSetting.plain(DoubleField.INSTANCE, 1), TargetLaws.NONE, 1);
        assertReason("past the stability threshold", risk(huge, TargetOperators.NONE, threshold, 5, 1));
        assertReason("fewer steps", risk(huge, TargetOperators.NONE, Math.nextDown(threshold), 5, 1));
    }

    private static void assertReason(String part, RiskResult result) {
        RiskResult.Refused refused = assertInstanceOf(RiskResult.Refused.class, result);
        assertTrue(refused.reason().contains(part), refused::reason);
    }
}
