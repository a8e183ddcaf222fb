package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.problem.Problem;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;

/** Which answer a configuration gets: exact, enclosed, or refused with its reason. */
class ExpectedRiskTest {
    private static final String GRID = "int24(step=1/4,symmetric=true):sr";

    private static Operator operator(String expression) {
        return OperatorExpression.parse(expression).resolve();
    }

    static Problem problem(int dimension) {
        return GaussianProblem.of(ProductSetting.power(dimension), ProductSetting.ones(dimension), 1.0);
    }

    private static RiskResult risk(TargetOperators operators, int steps) {
        SgdConfiguration configuration = new SgdConfiguration(steps, 1, 0.1, operators, new Averaging.All());
        return ExpectedRisk.of(problem(20), configuration, RiskConvention.CLEAN);
    }

    @Test
    void stochasticRoundingIsEnclosed() {
        // data SR Δ = ½, the rest SR Δ = ¼, unbounded ranges in effect
        TargetOperators operators =
                TargetOperators.all(operator(GRID)).with(Target.DATA, operator("int16(step=1/2,symmetric=true):sr"));
        RiskResult.Enclosure enclosure = assertInstanceOf(RiskResult.Enclosure.class, risk(operators, 200));
        assertEquals(0.1166017, enclosure.lower(), 5e-8);
        assertEquals(0.1173417, enclosure.upper(), 5e-8);
        assertTrue(enclosure.saturationProbability() > 0 && enclosure.saturationProbability() < 1e-6);
    }

    @ParameterizedTest
    @CsvSource({
        "identity",
        "'additive(0.01)'",
        "'additive(0.01,gaussian)'",
        "'multiplicative(0.01)'",
        "'multiplicative(0.01,uniform,shared)'"
    })
    void idealModelsAreExact(String expression) {
        assertInstanceOf(RiskResult.Exact.class, risk(TargetOperators.all(operator(expression)), 50));
    }

    @ParameterizedTest
    @CsvSource({
        "'e4m3:sr'",
        "'e4m3:ties-to-even'",
        "'e4m3:sr(4)'",
        "'e5m2:to-odd'",
        "'int8(step=1/16,symmetric=true):tpdf'"
    })
    void gridsOnFeaturesAloneAreExact(String expression) {
        TargetOperators operators = TargetOperators.NONE.with(Target.DATA, operator(expression));
        assertInstanceOf(RiskResult.Exact.class, risk(operators, 50));
    }

    @Test
    void ditherElsewhereIsTheUnboundedQuantizersValue() {
        Operator dither = operator("int16(step=1/16,symmetric=true):tpdf");
        TargetOperators operators = TargetOperators.all(dither).with(Target.DATA, operator("identity"));
        RiskResult.Enclosure enclosure = assertInstanceOf(RiskResult.Enclosure.class, risk(operators, 50));
        double variance = 1.0 / 1024;
        double value = ProductSetting.risk(
                ProductSetting.plain(DoubleField.INSTANCE, 20),
                ProductSetting.all(ProductSetting.law(variance, 0, false)),
                0.1,
                1,
                50);
        assertTrue(enclosure.lower() <= value && value <= enclosure.upper());
        assertTrue(enclosure.upper() - enclosure.lower() < 1e-12);
    }

    @ParameterizedTest
    @CsvSource({
        "LABEL, 'e4m3:ties-to-even', 'label operator'",
        "GRADIENT, 'e4m3:sr(4)', 'gradient operator'",
        "ACTIVATION, 'e2m1:sr', 'saturation cannot be excluded'",
        "DATA, 'int8(step=1/16,symmetric=true):toward-positive', 'E x̃ = 0'",
        "DATA, 'int4(step=1/4):sr', 'so that E x̃ = 0 fails'"
    })
    void violatedAssumptionsAreNamed(Target target, String expression, String reason) {
        TargetOperators operators = TargetOperators.NONE.with(target, operator(expression));
        RiskResult.Refused refused = assertInstanceOf(RiskResult.Refused.class, risk(operators, 400));
        assertTrue(refused.reason().contains(reason), refused::reason);
        assertTrue(refused.reason().contains("--monte-carlo"), refused::reason);
    }

    @Test
    void trueQuantizersOnARotatedDesignAreRefused() {
        GaussianProblem rotated = GaussianProblem.of(ProductSetting.power(5), ProductSetting.ones(5), 1.0)
                .rotated(7);
        SgdConfiguration configuration = new SgdConfiguration(
                10, 1, 0.1, TargetOperators.NONE.with(Target.DATA, operator("e4m3:sr")), new Averaging.All());
        RiskResult.Refused refused = assertInstanceOf(
                RiskResult.Refused.class, ExpectedRisk.of(rotated, configuration, RiskConvention.CLEAN));
        assertTrue(refused.reason().contains("rotated"), refused::reason);
    }

    @Test
    void pastStabilityThereIsAWarning() {
        SgdConfiguration configuration = new SgdConfiguration(10, 1, 1.5, TargetOperators.NONE, new Averaging.All());
        RiskResult result = ExpectedRisk.of(problem(20), configuration, RiskConvention.CLEAN);
        assertTrue(result.remarks().stream().anyMatch(remark -> remark.contains("stability threshold")));
    }

    @Test
    void manyBitsOnFeaturesGiveAnEnclosureAroundTheNarrowFormatsValue() {
        SgdConfiguration configuration = new SgdConfiguration(
                100, 1, 0.1, TargetOperators.NONE.with(Target.DATA, operator("tf32:sr")), new Averaging.All());
        RiskResult.Enclosure wide = assertInstanceOf(
                RiskResult.Enclosure.class, ExpectedRisk.of(problem(20), configuration, RiskConvention.CLEAN));
        double plain =
                ProductSetting.risk(ProductSetting.plain(DoubleField.INSTANCE, 20), TargetLaws.NONE, 0.1, 1, 100);
        assertTrue(wide.lower() <= plain && plain <= wide.upper());
        assertTrue(wide.upper() - wide.lower() < 0.01 * plain, () -> wide.toString());
    }

    @ParameterizedTest
    @CsvSource({"int4(step=1/4):sr:wrap", "e2m1:sr:ovf-inf"})
    void featuresThatOverflowAreRefused(String data) {
        assertInstanceOf(RiskResult.Refused.class, risk(TargetOperators.NONE.with(Target.DATA, operator(data)), 5));
    }

    @Test
    void remarksSayThatFeaturesSaturate() {
        RiskResult result = risk(TargetOperators.NONE.with(Target.DATA, operator("int6(step=1/4):sr")), 5);
        assertTrue(result.remarks().get(0).contains("saturates at ±7.75"), result::toString);
        RiskResult zero = risk(TargetOperators.NONE.with(Target.DATA, operator("e2m1:toward-zero")), 5);
        assertTrue(zero.remarks().stream().noneMatch(remark -> remark.contains("nothing saturates")), zero::toString);
    }

    @Test
    void overflowOfTheProductRecursionIsRefused() {
        for (Operator data : List.of(operator("identity"), operator("tf32:sr"))) {
            SgdConfiguration configuration = new SgdConfiguration(
                    2000, 1, 50, TargetOperators.NONE.with(Target.DATA, data), new Averaging.All());
            RiskResult.Refused refused = assertInstanceOf(
                    RiskResult.Refused.class, ExpectedRisk.of(problem(3), configuration, RiskConvention.CLEAN));
            assertTrue(refused.reason().contains("overflows double"), refused::reason);
        }
    }

    /** The fourth power of the largest value, 2^1604, is no double. */
    @Test
    void hugeRangesHaveFiniteMoments() {
        RiskResult.Exact exact = assertInstanceOf(
                RiskResult.Exact.class,
                risk(TargetOperators.NONE.with(Target.DATA, operator("float(p=3,emin=-100,emax=400):sr")), 20));
        assertTrue(exact.value() > 0 && exact.value() < 10, exact::toString);
    }

    @Test
    void saturatingTestLabelsAreRefused() {
        TargetOperators operators = TargetOperators.NONE.with(Target.LABEL, operator("int4(step=1/4):sr"));
        SgdConfiguration configuration = new SgdConfiguration(1, 1, 0.1, operators, new Averaging.All());
        RiskResult.Refused refused = assertInstanceOf(
                RiskResult.Refused.class, ExpectedRisk.of(problem(1), configuration, RiskConvention.QUANTIZED));
        assertTrue(refused.reason().contains("test data"), refused::reason);
    }

    /** Two's complement saturates unevenly; one step is enough for the enclosure of a symmetric range to miss the risk. */
    @Test
    void unevenRangesAreRefusedHoweverShortTheRun() {
        TargetOperators operators = TargetOperators.NONE.with(Target.DATA, operator("int4(step=1/4):sr"));
        RiskResult.Refused refused = assertInstanceOf(RiskResult.Refused.class, risk(operators, 1));
        assertTrue(refused.reason().contains("symmetric=true"), refused::reason);
    }

    @Test
    void vanishedFeaturesHaveNoStabilityThreshold() {
        RiskResult result = risk(TargetOperators.NONE.with(Target.DATA, operator("int4(step=1024):ties-to-even")), 10);
        assertTrue(result.remarks().stream().noneMatch(remark -> remark.contains("stability")), result::toString);
    }
}
