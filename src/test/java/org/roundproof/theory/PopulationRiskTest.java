package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.roundproof.InputException;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;

class PopulationRiskTest {
    private static SgdConfiguration configuration(int steps, double stepSize, TargetOperators operators) {
        return new SgdConfiguration(steps, 1, stepSize, operators, new Averaging.All());
    }

    private static TargetOperators only(Target target, String operator) {
        return TargetOperators.NONE.with(target, Populations.operator(operator));
    }

    private static RiskResult risk(FinitePopulation rows, SgdConfiguration configuration) {
        return PopulationRisk.of(rows, configuration, RiskConvention.CLEAN);
    }

    private static double exact(FinitePopulation rows, SgdConfiguration configuration, RiskConvention convention) {
        return assertInstanceOf(RiskResult.Exact.class, PopulationRisk.of(rows, configuration, convention))
                .value();
    }

    /** Without noise in the draws (one row) SGD is gradient descent: w_t = (1 − (1 − γx²)^t) y/x. */
    @Test
    void oneRowIsGradientDescent() {
        FinitePopulation row = FinitePopulation.of(List.of("x"), new double[] {2}, new double[] {3}, "one row");
        double expected = 0.5 * 4 * Math.pow(1.5 * Math.pow(1 - 0.1 * 4, 5), 2);
        SgdConfiguration last = new SgdConfiguration(5, 1, 0.1, TargetOperators.NONE, new Averaging.Last());
        assertEquals(expected, exact(row, last, RiskConvention.CLEAN), 1e-14);
        assertEquals(expected, exact(row, last, RiskConvention.QUANTIZED), 1e-14);
    }

    @Test
    void riskOfZeroIsHalfTheSignal() {
        double[] w = Populations.DIABETES.optimum();
        SgdConfiguration first = configuration(1, 0.01, TargetOperators.NONE);
        double expected = Populations.DIABETES.excessRisk(new double[w.length]);
        assertEquals(expected, exact(Populations.DIABETES, first, RiskConvention.CLEAN), 1e-9 * expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"e4m3:ties-to-even", "int4(step=1/2):sr", "e2m1:sr", "additive(0.1)", "int8(step=1/16):tpdf"})
    void anythingGoesOnDataAndLabels(String operator) {
        TargetOperators operators = only(Target.DATA, operator).with(Target.LABEL, Populations.operator(operator));
        double value = exact(Populations.LONGLEY, configuration(50, 0.05, operators), RiskConvention.CLEAN);
        assertTrue(value > 0 && Double.isFinite(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"e4m3:ties-to-even", "int8(step=1/16):sr(3)"})
    void biasedStateQuantizersAreRefused(String operator) {
        for (Target target : new Target[] {Target.PARAMETER, Target.ACTIVATION, Target.GRADIENT}) {
            RiskResult.Refused refused = assertInstanceOf(
                    RiskResult.Refused.class,
                    risk(Populations.LONGLEY, configuration(10, 0.05, only(target, operator))));
            assertTrue(refused.reason().startsWith(target.label() + " quantizer "), refused.reason());
        }
    }

    @Test
    void stochasticRoundingIsEnclosedByItsLaws() {
        TargetOperators operators = new TargetOperators(
                Populations.operator("e4m3:sr"),
                Populations.operator("e5m2:sr"),
                Populations.operator("e5m2:sr"),
                Populations.operator("e5m2:sr"),
                Populations.operator("e5m2:sr"));
        RiskResult.Enclosure enclosure = assertInstanceOf(
                RiskResult.Enclosure.class, risk(scaled(Populations.DIABETES), configuration(100, 0.02, operators)));
        assertTrue(enclosure.lower() < enclosure.upper());
        assertTrue(enclosure.saturationProbability() > 0 && enclosure.saturationProbability() < 1e-3);
        VarianceLaw law =
                Populations.operator("e5m2:sr").varianceBounds().orElseThrow().upper();
        PopulationMoments<Double> population = QuantizedPopulation.of(
                DoubleField.INSTANCE, scaled(Populations.DIABETES), operators.data(), operators.label());
        IterateMoments<Double> moments = new PrimitivePopulationRecursion(population)
                .run(new StepLaws(law, law, law), 100, 1, 0.02, new Averaging.All(), (mu, s) -> {});
        PopulationMoments<Double> plain = QuantizedPopulation.of(
                DoubleField.INSTANCE,
                scaled(Populations.DIABETES),
                Populations.operator("identity"),
                Populations.operator("identity"));
        double[] w = scaled(Populations.DIABETES).optimum();
        FieldMatrix<Double> optimum = FieldMatrix.of(DoubleField.INSTANCE, w.length, 1, (i, j) -> w[i]);
        assertEquals(QuadraticRisk.clean(plain, optimum).of(moments), enclosure.upper(), 1e-9);
    }

    /** binary32 rounds so little that both laws give the same double up to rounding: the ends must not cross. */
    @Test
    void endsOfANarrowEnclosureDoNotCross() {
        FinitePopulation rows = FinitePopulation.read("builtin:longley", null, true);
        SgdConfiguration configuration = configuration(1000, 0.02, only(Target.PARAMETER, "binary32:sr"));
        RiskResult.Enclosure enclosure = assertInstanceOf(RiskResult.Enclosure.class, risk(rows, configuration));
        assertTrue(enclosure.lower() < enclosure.upper());
        assertTrue(enclosure.upper() - enclosure.lower() < 1e-8 * enclosure.upper());
        assertTrue(enclosure.rigorous());
        assertTrue(
                enclosure.remarks().stream().anyMatch(remark -> remark.contains("a proven bound of their rounding")));
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "NaN, 1", "0, NaN"})
    void enclosuresOfNothingAreRejected(double lower, double upper) {
        List<String> remarks = List.of();
        assertThrows(IllegalArgumentException.class, () -> new RiskResult.Enclosure(lower, upper, 0, remarks));
    }

    @Test
    void anEnclosureMayBeAPoint() {
        assertEquals(1, new RiskResult.Enclosure(1, 1, 0, List.of()).lower());
        assertEquals(0, new RiskResult.Exact(1, 0, List.of()).radius());
    }

    @ParameterizedTest
    @CsvSource({"builtin:diabetes, 4", "builtin:longley, 2"})
    void fullPrecisionOnStandardizedDataIsExact(String location, int batch) {
        FinitePopulation rows = FinitePopulation.read(location, null, true);
        SgdConfiguration run = new SgdConfiguration(200, batch, 0.03125, TargetOperators.NONE, new Averaging.All());
        assertTrue(exact(rows, run, RiskConvention.CLEAN) > 0);
    }

    /** Without noise the risk falls far below the cancelling terms; the answer is an enclosure that says so, from 0. */
    @Test
    void aRiskLostInCancellationIsNotCalledExact() {
        FinitePopulation rows = FinitePopulation.of(
                List.of("a", "b"), new double[] {1, 0, 0, 1, 1, 1, 1, -1}, new double[] {3, 7, 10, -4}, "noise-free");
        SgdConfiguration last = new SgdConfiguration(2000, 1, 0.3, TargetOperators.NONE, new Averaging.Last());
        RiskResult.Enclosure enclosure = assertInstanceOf(RiskResult.Enclosure.class, risk(rows, last));
        assertEquals(0, enclosure.lower());
        assertTrue(enclosure.upper() > 0 && enclosure.upper() < 1e-9);
        assertTrue(enclosure.remarks().contains("below double resolution: the terms of the risk cancel"));
    }

    /** Diabetes with labels divided by 64, so that everything fits small formats. */
    private static FinitePopulation scaled(FinitePopulation rows) {
        double[] labels =
                DoubleStream.of(rows.labels()).map(label -> label / 64).toArray();
        return FinitePopulation.of(rows.names(), rows.features(), labels, "scaled");
    }

    @Test
    void ditherIsExactUpToSaturation() {
        TargetOperators operators = only(Target.ACTIVATION, "int16(step=1/64):tpdf");
        RiskResult.Enclosure enclosure = assertInstanceOf(
                RiskResult.Enclosure.class, risk(scaled(Populations.DIABETES), configuration(100, 0.02, operators)));
        assertEquals(enclosure.lower(), enclosure.upper(), 1e-9);
        assertTrue(enclosure.rigorous());
        assertTrue(enclosure.saturationProbability() > 0 && enclosure.saturationProbability() < 0.01);
        RiskResult.Exact model = assertInstanceOf(
                RiskResult.Exact.class,
                risk(
                        scaled(Populations.DIABETES),
                        configuration(100, 0.02, only(Target.ACTIVATION, "additive(0x1p-14)"))));
        assertEquals(model.value(), 0.5 * (enclosure.lower() + enclosure.upper()), 1e-14);
        assertEquals(model.radius(), 0.5 * (enclosure.upper() - enclosure.lower()), 1e-2 * model.radius());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PARAMETER", "ACTIVATION", "GRADIENT"})
    void narrowRangesAreRefused(Target target) {
        RiskResult.Refused refused = assertInstanceOf(
                RiskResult.Refused.class,
                risk(Populations.DIABETES, configuration(100, 0.02, only(target, "int4(step=1/4):sr"))));
        assertTrue(refused.reason().contains("saturation"), refused.reason());
    }

    @Test
    void infinitiesInTheDataAreNamed() {
        InputException failure = assertThrows(
                InputException.class,
                () -> risk(
                        Populations.DIABETES,
                        configuration(
                                5,
                                0.01,
                                only(Target.LABEL, "e5m2:toward-positive:ovf-inf")
                                        .with(Target.DATA, Populations.operator("p3109(4,3,s,e):sr:ovf-inf")))));
        assertTrue(failure.getMessage().contains("sends the data value"), failure.getMessage());
    }

    /** One feature: E(1 − γx²)² < 1 iff γ < 2 E x²/E x⁴; elementwise noise on activations divides it by 1 + β_a. */
    @Test
    void thresholdOfOneFeatureIsElementary() {
        FinitePopulation rows =
                FinitePopulation.of(List.of("x"), new double[] {1, 2, 3}, new double[] {1, 1, 1}, "three rows");
        double threshold = 2 * 14.0 / (1 + 16 + 81);
        assertEquals(threshold, threshold(rows, "identity"), 1e-10);
        assertEquals(threshold / 1.25, threshold(rows, "multiplicative(0.25)"), 1e-10);
    }

    /** Between rows of a batch only shared factors stay: γ < 2 m₂/( gE x⁴/B + (1 − 1/B) g' m₂² ), g' = g or 1. */
    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void sharedFactorsTieTheRowsOfABatch(boolean activationShared, boolean gradientShared) {
        FinitePopulation rows =
                FinitePopulation.of(List.of("x"), new double[] {1, 2, 3}, new double[] {1, 1, 1}, "three rows");
        StepLaws laws = new StepLaws(
                VarianceLaw.NONE,
                ProductSetting.law(0, 0.25, activationShared),
                ProductSetting.law(0, 0.5, gradientShared));
        PopulationMoments<Double> population = QuantizedPopulation.of(
                DoubleField.INSTANCE, rows, Populations.operator("identity"), Populations.operator("identity"));
        double second = 14 / 3.0;
        double tied = (activationShared ? 1.25 : 1) * (gradientShared ? 1.5 : 1);
        double noise = 1.25 * 1.5 * (98 / 3.0) / 4 + 0.75 * tied * second * second;
        assertEquals(
                2 * second / noise,
                PopulationStability.threshold(new PrimitivePopulationRecursion(population), laws, 4),
                1e-10);
    }

    private static double threshold(FinitePopulation rows, String activation) {
        VarianceLaw law =
                Populations.operator(activation).varianceBounds().orElseThrow().upper();
        PopulationMoments<Double> population = QuantizedPopulation.of(
                DoubleField.INSTANCE, rows, Populations.operator("identity"), Populations.operator("identity"));
        return PopulationStability.threshold(
                new PrimitivePopulationRecursion(population), new StepLaws(VarianceLaw.NONE, law, VarianceLaw.NONE), 1);
    }

    /** Just below the threshold the last iterate's risk stays, just above it grows. */
    @Test
    void thresholdSeparatesDecayFromGrowth() {
        FinitePopulation rows = Populations.synthetic(6, 3);
        PopulationMoments<Double> population = QuantizedPopulation.of(
                DoubleField.INSTANCE,
                rows,
                Populations.operator("int8(step=1/8):sr"),
                Populations.operator("identity"));
        PrimitivePopulationRecursion recursion = new PrimitivePopulationRecursion(population);
        VarianceLaw relative = Populations.operator("multiplicative(0.1)")
                .varianceBounds()
                .orElseThrow()
                .upper();
        StepLaws laws = new StepLaws(relative, relative, relative);
        for (int batch : new int[] {1, 4}) {
            double threshold = PopulationStability.threshold(recursion, laws, batch);
            assertEquals(1, growth(recursion, laws, batch, 0.97 * threshold, 20000), 1e-6);
            assertTrue(growth(recursion, laws, batch, 1.03 * threshold, 2000) > 1.1);
        }
    }

    private static double growth(
            PrimitivePopulationRecursion recursion, StepLaws laws, int batch, double stepSize, int steps) {
        double early = recursion
                .run(laws, steps, batch, stepSize, new Averaging.Last(), (mu, s) -> {})
                .second()
                .get(0, 0);
        double late = recursion
                .run(laws, steps + 200, batch, stepSize, new Averaging.Last(), (mu, s) -> {})
                .second()
                .get(0, 0);
        return late / early;
    }

    @Test
    void stepSizesPastTheThresholdAreRemarked() {
        RiskResult stable = risk(Populations.LONGLEY, configuration(20, 0.01, TargetOperators.NONE));
        RiskResult unstable = risk(Populations.LONGLEY, configuration(20, 0.5, TargetOperators.NONE));
        assertTrue(stable.remarks().stream().noneMatch(remark -> remark.contains("stability")));
        assertTrue(unstable.remarks().stream().anyMatch(remark -> remark.contains("stability threshold")));
    }

    /** Fourth moments of 1e160, squared, leave the range of double: no proof is claimed. */
    @Test
    void roundingIsEstimatedWhereItIsNotProven() {
        FinitePopulation rows =
                FinitePopulation.of(List.of("x"), new double[] {1e40, 2e40, 1e40}, new double[] {1, 3, 2}, "large");
        RiskResult.Exact answer =
                assertInstanceOf(RiskResult.Exact.class, risk(rows, configuration(20, 1e-82, TargetOperators.NONE)));
        assertEquals(Double.POSITIVE_INFINITY, answer.radius());
        assertTrue(answer.remarks().stream().anyMatch(remark -> remark.contains("not proven")));
    }

    @Test
    void overflowOfTheMomentsIsRefused() {
        RiskResult.Refused refused = assertInstanceOf(
                RiskResult.Refused.class, risk(Populations.LONGLEY, configuration(2000, 5, TargetOperators.NONE)));
        assertTrue(refused.reason().contains("smaller step size"));
    }

    @Test
    void nothingLearnedHasNoThreshold() {
        FinitePopulation rows =
                FinitePopulation.of(List.of("x"), new double[] {0.1, 0.2}, new double[] {1, 1}, "two rows");
        TargetOperators operators = only(Target.DATA, "int8(step=1):ties-to-even");
        double value = exact(rows, configuration(10, 100, operators), RiskConvention.CLEAN);
        assertEquals(rows.excessRisk(new double[1]), value, 1e-15);
    }
}
