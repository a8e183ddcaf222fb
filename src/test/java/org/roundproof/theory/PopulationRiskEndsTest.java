package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.VarianceBounds;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;

/** Both ends of the enclosure of a finite population's risk. */
class PopulationRiskEndsTest {
    private static RiskResult risk(String activation) {
        TargetOperators operators = TargetOperators.NONE.with(Target.ACTIVATION, Populations.operator(activation));
        return ExpectedRisk.of(
                Populations.synthetic(9, 3),
                new SgdConfiguration(50, 2, 0.05, operators, new Averaging.All()),
                RiskConvention.CLEAN);
    }

    private static double exact(String activation) {
        return assertInstanceOf(RiskResult.Exact.class, risk(activation)).value();
    }

    /** Saturation is bounded for the law of the larger variance. */
    @Test
    void saturationIsThatOfTheUpperLaw() {
        Operator activation = Populations.operator("int8(step=1/8):sr");
        TargetOperators operators = TargetOperators.NONE.with(Target.ACTIVATION, activation);
        RiskResult.Enclosure enclosure =
                assertInstanceOf(RiskResult.Enclosure.class, risk("int8(step=1/8):sr"), "not an enclosure");
        VarianceBounds bounds = activation.varianceBounds().orElseThrow();
        double upper = saturation(operators, bounds.upper());
        assertEquals(upper, enclosure.saturationProbability(), 1e-9 * upper);
        assertTrue(enclosure.saturationProbability() > upper, "the errors of the moments are counted");
        assertTrue(saturation(operators, bounds.lower()) < upper);
    }

    /** Features times 2¹¹⁰, γ times 2⁻²²⁰: the same numbers in double, out of reach of the proven radii. */
    @Test
    void withoutRadiiTheProbabilityIsAnEstimate() {
        FinitePopulation rows = Populations.synthetic(9, 3);
        double[] large = Arrays.stream(rows.features()).map(x -> x * 0x1p110).toArray();
        FinitePopulation scaled = FinitePopulation.of(List.of("a", "b", "c"), large, rows.labels(), "scaled");
        Operator activation = Populations.operator("int8(step=1/8):sr");
        TargetOperators operators = TargetOperators.NONE.with(Target.ACTIVATION, activation);
        RiskResult.Enclosure enclosure = assertInstanceOf(
                RiskResult.Enclosure.class,
                ExpectedRisk.of(
                        scaled,
                        new SgdConfiguration(50, 2, 0.05 * 0x1p-220, operators, new Averaging.All()),
                        RiskConvention.CLEAN));
        double estimate =
                saturation(operators, activation.varianceBounds().orElseThrow().upper());
        assertEquals(estimate, enclosure.saturationProbability(), 1e-12 * estimate);
        assertTrue(enclosure.remarks().stream().anyMatch(remark -> remark.contains("evaluated in double")));
        RiskResult.Enclosure proven = assertInstanceOf(RiskResult.Enclosure.class, risk("int8(step=1/8):sr"));
        assertTrue(proven.remarks().stream().noneMatch(remark -> remark.contains("evaluated in double")));
    }

    private static double saturation(TargetOperators operators, VarianceLaw law) {
        PopulationMoments<Double> rows = QuantizedPopulation.of(
                DoubleField.INSTANCE, Populations.synthetic(9, 3), operators.data(), operators.label());
        StepLaws laws = new StepLaws(VarianceLaw.NONE, law, VarianceLaw.NONE);
        SaturationBound bound = new SaturationBound(rows, laws, 2, operators);
        new PrimitivePopulationRecursion(rows)
                .run(laws, 50, 2, 0.05, new Averaging.All(), (mu, s) -> bound.see(mu, s, RecursionRounding.Radii.NONE));
        return bound.total();
    }

    /** The variance of stochastic rounding lies between 0 and Δ²/4 = 2⁻⁸, each the law of an ideal model. */
    @Test
    void endsAreTheRisksOfTheTwoLaws() {
        RiskResult.Enclosure enclosure = assertInstanceOf(RiskResult.Enclosure.class, risk("int16(step=1/8):sr"));
        assertEquals(exact("identity"), enclosure.lower(), 1e-9);
        assertEquals(exact("additive(0x1p-8)"), enclosure.upper(), 1e-9);
        assertTrue(enclosure.upper() - enclosure.lower() > 1e-6, enclosure::toString);
        assertTrue(enclosure.remarks().stream().anyMatch(remark -> remark.contains("varies between two laws")));
        assertTrue(risk("int16(step=1/8):tpdf").remarks().contains("every variance law is exact"));
    }

    /** The radius of an answer is that of the steps which its average takes in, none for the last iterate. */
    @Test
    void radiiAreThoseOfTheWindow() {
        FinitePopulation rows = Populations.synthetic(9, 3);
        Identity none = new Identity();
        PopulationMoments<Double> moments = QuantizedPopulation.of(DoubleField.INSTANCE, rows, none, none);
        PopulationMoments<Interval> enclosed = QuantizedPopulation.of(IntervalField.INSTANCE, rows, none, none);
        SecondMoments seconds = SecondMoments.of(enclosed);
        PrimitivePopulationRecursion recursion = new PrimitivePopulationRecursion(moments);
        Map<Averaging, Integer> windows = Map.of(new Averaging.Last(), 0, new Averaging.Tail(5), 5);
        windows.forEach((averaging, window) -> {
            SgdConfiguration run = new SgdConfiguration(50, 2, 0.05, TargetOperators.NONE, averaging);
            RecursionRounding errors = new RecursionRounding(
                    StepCertificate.of(seconds.covariance(), moments, recursion, StepLaws.NONE, run),
                    new StepRounding(seconds, moments, recursion, StepLaws.NONE, 2, 0.05));
            IterateMoments<Double> reported = recursion.run(StepLaws.NONE, 50, 2, 0.05, averaging, errors);
            RiskResult.Exact answer =
                    assertInstanceOf(RiskResult.Exact.class, ExpectedRisk.of(rows, run, RiskConvention.CLEAN));
            double expected = PopulationRiskEnclosure.of(rows, enclosed, seconds, RiskConvention.CLEAN)
                    .radius(answer.value(), reported, errors.radii(window, reported));
            assertEquals(expected, answer.radius());
        });
    }
}
