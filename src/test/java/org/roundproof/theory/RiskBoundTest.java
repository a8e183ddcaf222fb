package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roundproof.Effort;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.quantizer.model.MultiplicativeModel;
import org.roundproof.random.UnitLaw;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;

/** The upper bound against the exact risk, on random settings. */
class RiskBoundTest {
    private static final DoubleField FIELD = DoubleField.INSTANCE;

    private final Random random = new Random(20251022);

    private double between(double low, double high) {
        return low * Math.pow(high / low, random.nextDouble());
    }

    private VarianceLaw law(boolean additive) {
        double level = random.nextInt(3) == 0 ? 0 : between(1e-4, 0.3);
        return additive ? ProductSetting.law(level, 0, false) : ProductSetting.law(0, level, random.nextBoolean());
    }

    private ProductMoments<Double> moments(int kind, double[] lambda, double[] optimum, double noise) {
        double epsilon = between(1e-4, 0.3);
        return switch (kind) {
            case 0 -> ProductMoments.gaussian(FIELD, lambda, optimum, noise);
            case 1 ->
                ProductMoments.gaussian(FIELD, lambda, optimum, noise, new AdditiveModel(epsilon, UnitLaw.GAUSSIAN));
            case 2 ->
                ProductMoments.gaussian(FIELD, lambda, optimum, noise, new AdditiveModel(epsilon, UnitLaw.RADEMACHER));
            case 3 ->
                ProductMoments.gaussian(
                        FIELD, lambda, optimum, noise, new MultiplicativeModel(epsilon, UnitLaw.GAUSSIAN, false));
            default ->
                ProductMoments.gaussian(
                        FIELD, lambda, optimum, noise, new MultiplicativeModel(epsilon, UnitLaw.UNIFORM, true));
        };
    }

    @Test
    void holdsOnRandomSettings() {
        int settings = Effort.scaled(1500);
        int applied = 0;
        double tightest = Double.POSITIVE_INFINITY;
        for (int s = 0; s < settings; s++) {
            int d = 1 + random.nextInt(30);
            double decay = between(0.5, 3);
            double[] lambda = new double[d];
            double[] optimum = new double[d];
            for (int i = 0; i < d; i++) {
                lambda[i] = Math.pow(i + 1, -decay);
                optimum[i] = random.nextGaussian() * Math.pow(i + 1, random.nextDouble() - 0.5);
            }
            ProductMoments<Double> moments = moments(s % 5, lambda, optimum, between(0.01, 4));
            boolean additive = random.nextBoolean();
            TargetLaws laws = new TargetLaws(law(additive), law(additive), law(additive), law(additive));
            int batch = 1 << random.nextInt(6);
            int steps = 2 + random.nextInt(400);
            double step = Stability.threshold(moments, laws, batch) * between(0.01, 0.9);
            if (RiskBound.of(FIELD, moments, laws, step, batch, steps) instanceof RiskBound.Terms bound) {
                MarginalMoments<Double> iterate =
                        new ProductRisk(moments, laws, step, batch).iterate(steps, new Averaging.All());
                double exact = ProductExcessRisk.overQuantizedOptimum(FIELD, moments, iterate);
                double clean = ProductExcessRisk.clean(FIELD, moments, iterate);
                applied++;
                tightest = Math.min(tightest, bound.value() / exact);
                int setting = s;
                assertTrue(bound.value() >= exact * (1 - 1e-9), () -> setting + ": " + bound + " below " + exact);
                assertTrue(bound.cleanValue() >= clean * (1 - 1e-9), () -> setting + ": " + bound + " clean " + clean);
                assertEquals(bound.value(), bound.bias() + bound.biasNoise() + bound.variance(), 1e-12 * bound.value());
                assertTrue(step <= bound.stepSizeThreshold());
                // the risk on quantized test data is that over w_q* and a constant, for the bounds too
                double quantized = ProductExcessRisk.quantized(FIELD, moments, laws.label(), iterate);
                double scale = 1e-12 * (1 + Math.abs(quantized) + exact);
                assertEquals(quantized - exact, bound.quantizedApproximation(), scale);
                assertEquals(quantized + (bound.value() - exact), bound.quantizedValue(), scale);
                LowerBound lower = Objects.requireNonNull(bound.lower());
                assertEquals(quantized + (lower.value() - exact), lower.quantizedValue(), scale);
            }
        }
        assertTrue(applied > settings / 3, "applied " + applied);
        assertTrue(tightest < 1.1, "tightest " + tightest);
    }

    @Test
    void gaussianConstantsAreTheKnownOnes() {
        // α̂ = 2/B, σ̂² = (σ̄² + ε_l + ε_a + ε_o)/B + (1 + 2/B) ε_p tr H_q, σ̄² = σ² + ‖w*‖²_H − cᵀH_q⁻¹c
        ProductMoments<Double> moments = ProductSetting.additive(FIELD, 10, 0.01);
        TargetLaws laws = new TargetLaws(
                ProductSetting.law(0.1, 0, false),
                ProductSetting.law(0.02, 0, false),
                ProductSetting.law(0.3, 0, false),
                ProductSetting.law(0.05, 0, false));
        RiskBound.Terms bound =
                assertInstanceOf(RiskBound.Terms.class, RiskBound.of(FIELD, moments, laws, 0.05, 4, 100));
        double residual = 1;
        double trace = 0;
        for (double lambda : ProductSetting.power(10)) {
            residual += lambda - lambda * lambda / (lambda + 0.01);
            trace += lambda + 0.01;
        }
        assertEquals(0.5, bound.stateFactor(), 1e-12);
        assertEquals(residual, bound.residualNoise(), 1e-12);
        assertEquals((residual + 0.45) / 4 + 1.5 * 0.02 * trace, bound.effectiveNoise(), 1e-12);
        assertEquals(EffectiveDimension.of(new double[] {1, 0.2, 0.1999}, 0.05, 100), 2);
    }

    @Test
    void saysWhereItDoesNotApply() {
        GaussianProblem problem = GaussianProblem.of(ProductSetting.power(5), ProductSetting.ones(5), 1);
        assertReason("rotated", problem.rotated(1), 0.05, new Averaging.All(), "identity");
        assertReason("average of all", problem, 0.05, new Averaging.Last(), "identity");
        assertReason("γλ_1", problem, 1.2, new Averaging.All(), "identity");
        assertReason("tr H_q", problem, 0.6, new Averaging.All(), "identity");
        assertReason("vanish", problem, 0.05, new Averaging.All(), "int4(step=1024):ties-to-even");
        assertReason("odd", problem, 0.05, new Averaging.All(), "e4m3:toward-positive");
        assertInstanceOf(
                RiskBound.Terms.class, RiskBound.of(problem, configuration(0.05, new Averaging.All(), "e4m3:sr")));
    }

    /** Labels that saturate at once make the clean risk forty times the bound of the unbounded range. */
    @ParameterizedTest
    @ValueSource(strings = {"int4(step=1/16):sr", "e4m3:ties-to-even"})
    void isSilentWhereTheRecursionRefuses(String label) {
        GaussianProblem problem = GaussianProblem.of(new double[] {1}, new double[] {1}, 0);
        TargetOperators operators = TargetOperators.NONE.with(
                Target.LABEL, OperatorExpression.parse(label).resolve());
        RiskBound bound = RiskBound.of(problem, new SgdConfiguration(2000, 1, 0.1, operators, new Averaging.All()));
        assertInstanceOf(RiskBound.NotApplicable.class, bound);
    }

    @Test
    void carriesTheProbabilityOfSaturation() {
        GaussianProblem problem = GaussianProblem.of(new double[] {1}, new double[] {1}, 1);
        TargetOperators operators = TargetOperators.NONE.with(
                Target.LABEL, OperatorExpression.parse("int8(step=1/16):sr").resolve());
        RiskBound.Terms bound = assertInstanceOf(
                RiskBound.Terms.class,
                RiskBound.of(problem, new SgdConfiguration(100, 1, 0.1, operators, new Averaging.All())));
        assertTrue(bound.saturationProbability() > 1e-8 && bound.saturationProbability() < 1e-4, bound::toString);
    }

    private static SgdConfiguration configuration(double step, Averaging averaging, String data) {
        return new SgdConfiguration(
                100,
                1,
                step,
                TargetOperators.NONE.with(
                        Target.DATA, OperatorExpression.parse(data).resolve()),
                averaging);
    }

    private static void assertReason(
            String part, GaussianProblem problem, double step, Averaging averaging, String data) {
        RiskBound.NotApplicable none = assertInstanceOf(
                RiskBound.NotApplicable.class, RiskBound.of(problem, configuration(step, averaging, data)));
        assertTrue(none.reason().contains(part), none::reason);
    }
}
