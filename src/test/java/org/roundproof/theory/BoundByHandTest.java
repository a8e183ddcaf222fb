package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.random.UnitLaw;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;

/** The bounds term by term where they can be worked out by hand; θ may be as small as 2⁻⁴⁴, hence the tolerance. */
class BoundByHandTest {
    private static final DoubleField FIELD = DoubleField.INSTANCE;
    private static final double TOLERANCE = 1e-11;

    private static RiskBound.Terms terms(ProductMoments<Double> moments, double step, int batch, int steps) {
        return assertInstanceOf(
                RiskBound.Terms.class, RiskBound.of(FIELD, moments, TargetLaws.NONE, step, batch, steps));
    }

    private static ProductMoments<Double> unit() {
        return ProductMoments.gaussian(FIELD, new double[] {1}, new double[] {1}, 1);
    }

    /** λ = w* = σ² = 1, γ = ¼, N = 2: x = ½, drift ½, dimension ⅛, averaged 1/24; κ = 3, α̂ = 2, γα̂ tr H = ½. */
    @Test
    void oneGaussianFeature() {
        RiskBound.Terms bound = terms(unit(), 0.25, 1, 2);
        assertEquals(0.5, bound.bias(), TOLERANCE);
        assertEquals(0.5 * 2 * 0.5 / 8 / (0.5 * 0.5), bound.biasNoise(), TOLERANCE);
        assertEquals(0.5 / 24 / 0.5, bound.variance(), TOLERANCE);
        assertEquals(0.75 + 1.0 / 24, bound.value(), TOLERANCE);
        assertEquals(bound.value(), bound.cleanValue(), TOLERANCE);
        assertEquals(0, bound.effectiveDimension());
        assertEquals(0.5, bound.stepSizeThreshold(), TOLERANCE);
        assertEquals(0, bound.approximation());
        // the paper's: α = 3, 2( 1 + (1 + 2·3·½/½)·⅛/(1 − ¾) )
        PaperForm paper = bound.paper();
        assertNotNull(paper);
        assertEquals(9, paper.value(), TOLERANCE);
        assertEquals(1, paper.effectiveBias(), TOLERANCE);
        assertEquals(3.5, paper.effectiveVariance(), TOLERANCE);
        assertEquals(3, paper.fourthMoment(), TOLERANCE);
        assertEquals(1.0 / 3, paper.stepSizeThreshold(), TOLERANCE);
    }

    /** α̌ = 1, c = 0.632: ½c², c³/16 · ½ · ⅛ and c²/12 · ½ · 3/2 · ¼/2. */
    @Test
    void oneGaussianFeatureFromBelow() {
        LowerBound bound = terms(unit(), 0.25, 1, 2).lower();
        assertNotNull(bound);
        double c = 0.632;
        assertEquals(c * c / 2, bound.bias(), TOLERANCE);
        assertEquals(c * c * c / 16 / 16, bound.biasNoise(), TOLERANCE);
        assertEquals(c * c / 12 * 0.75 / 8, bound.variance(), TOLERANCE);
        assertEquals(bound.bias() + bound.biasNoise() + bound.variance(), bound.value(), TOLERANCE);
        assertEquals(bound.value(), bound.cleanValue(), TOLERANCE);
        assertEquals(1, bound.leastNoise(), TOLERANCE);
    }

    /** α̂ = 2/16 no longer limits the step size, λ_1 does. */
    @Test
    void largeBatchesAreLimitedByTheLargestEigenvalue() {
        assertEquals(1, terms(unit(), 0.25, 16, 2).stepSizeThreshold(), TOLERANCE);
    }

    /** γλ_1 = 1 is allowed, more is not; γα̂ tr H = 1 is not. */
    @Test
    void conditionsAreAsPrinted() {
        assertInstanceOf(RiskBound.Terms.class, RiskBound.of(FIELD, unit(), TargetLaws.NONE, 1, 16, 2));
        assertInstanceOf(
                RiskBound.NotApplicable.class, RiskBound.of(FIELD, unit(), TargetLaws.NONE, Math.nextUp(1.0), 16, 2));
        assertInstanceOf(RiskBound.NotApplicable.class, RiskBound.of(FIELD, unit(), TargetLaws.NONE, 0.5, 1, 2));
        // α̂ = 2, but the paper's α = 3 asks for less than ⅓
        assertNull(terms(unit(), 0.4, 1, 2).paper());
    }

    /** x = γNλ = 1 counts as learned: φ(1) = ⅓ either way. */
    @Test
    void learnedFromOneOn() {
        assertEquals(1, terms(unit(), 0.25, 1, 4).effectiveDimension());
        assertEquals(0, terms(unit(), 0.25, 1, 3).effectiveDimension());
    }

    /** λ = ε = 1: H_q = 2H, w_q* = ½, so ½‖w_q* − w*‖² = ⅛ and H ≼ ½H_q; the triangle inequality of norms is attained. */
    @Test
    void cleanRiskThroughTheQuantizedOptimum() {
        ProductMoments<Double> moments = ProductMoments.gaussian(
                FIELD, new double[] {1}, new double[] {1}, 1, new AdditiveModel(1, UnitLaw.GAUSSIAN));
        RiskBound.Terms bound = terms(moments, 0.125, 1, 2);
        assertEquals(0.125, bound.approximation(), TOLERANCE);
        double root = Math.sqrt(bound.value() / 2) + Math.sqrt(0.125);
        assertEquals(root * root, bound.cleanValue(), TOLERANCE);
        LowerBound lower = bound.lower();
        assertNotNull(lower);
        assertEquals(lower.value() / 2 + 0.125, lower.cleanValue(), TOLERANCE);
    }

    /** Rounding towards zero makes m2 < c11: w_q* is longer than w*, and nothing is proved but the noise. */
    @Test
    void lengthenedOptimaLeaveTheNoise() {
        RiskBound.Terms bound = assertInstanceOf(
                RiskBound.Terms.class,
                RiskBound.of(
                        GaussianProblem.of(new double[] {1}, new double[] {1}, 1),
                        configuration(0.125, "e2m1:toward-zero")));
        LowerBound lower = bound.lower();
        assertNotNull(lower);
        assertEquals(lower.biasNoise() + lower.variance(), lower.cleanValue(), TOLERANCE);
    }

    private static SgdConfiguration configuration(double step, String data) {
        return new SgdConfiguration(
                20, 1, step, TargetOperators.NONE.with(Target.DATA, Populations.operator(data)), new Averaging.All());
    }

    private static void assertReason(String part, RiskBound bound) {
        RiskBound.NotApplicable none = assertInstanceOf(RiskBound.NotApplicable.class, bound);
        assertTrue(none.reason().contains(part), none::reason);
    }

    /** What the caller knows of the risk does not stand in for the bound's own conditions. */
    @Test
    void conditionsAreCheckedWhateverTheRisk() {
        RiskResult some = new RiskResult.Exact(1, List.of());
        GaussianProblem problem = GaussianProblem.of(new double[] {1}, new double[] {1}, 1);
        SgdConfiguration plain = configuration(0.125, "identity");
        assertReason(
                "saturation cannot be excluded",
                RiskBound.of(problem, plain, new RiskResult.Enclosure(0, 1, 1, List.of())));
        assertReason("rotated", RiskBound.of(problem.rotated(1), plain, some));
        assertReason("is not odd", RiskBound.of(problem, configuration(0.125, "e4m3:toward-positive"), some));
        assertReason("tr H_q < 1, but it is 1.2", RiskBound.of(problem, configuration(0.6, "identity"), some));
    }

    private static final FinitePopulation TWO_ROWS =
            FinitePopulation.of(List.of("x"), new double[] {1, 2}, new double[] {1, 3}, "two rows");

    private static PopulationNoise noise(FinitePopulation rows) throws UncoveredException {
        PopulationMoments<Interval> moments = QuantizedPopulation.of(
                IntervalField.INSTANCE, rows, Populations.operator("identity"), Populations.operator("identity"));
        return PopulationNoise.of(moments, Whitening.of(moments.quantizedCovariance()));
    }

    private static void assertAbove(double exact, Interval bound, double tolerance) {
        assertTrue(exact <= bound.upper(), bound + " is below " + exact);
        assertEquals(exact, bound.upper(), tolerance);
    }

    /** E x² = 5/2, E x⁴ = 17/2, w = 7/5, ξ = (−0.4, 0.2): E ξ²x² = 0.16, E ξx³ = 0.6. */
    @Test
    void constantsOfTwoRows() throws UncoveredException {
        PopulationNoise noise = noise(TWO_ROWS);
        assertAbove(1.36, noise.kurtosis(), 1e-3);
        assertAbove(0.36, noise.stateShare(), 1e-3);
        assertAbove(2.5, noise.trace(), TOLERANCE);
        assertAbove(4.9, noise.optimumNorm(), TOLERANCE);
        assertAbove(4.9, noise.parameterNorm(false), TOLERANCE);
        assertAbove(1, noise.parameterRatio(false), TOLERANCE);
        assertAbove(0.064 + 0.02304 / 4, noise.residualNoise(4), TOLERANCE);
        assertAbove(0.064 + 0.02304 * 4, noise.residualNoise(0.25), TOLERANCE);
        assertEquals(0, noise.labelFactor().upper());
    }

    /** H = (5/2, 3/2; 3/2, 1), w = (−1, 2): W = E y² = ½, W' = 5/2 + 4; det(D − χH) = 0 at χ = 1/(1 − √0.9). */
    @Test
    void elementwiseParameterNoiseOfDependentFeatures() throws UncoveredException {
        PopulationNoise noise = noise(
                FinitePopulation.of(List.of("a", "b"), new double[] {1, 1, 2, 1}, new double[] {1, 0}, "two rows"));
        assertAbove(3.5, noise.trace(), TOLERANCE);
        assertAbove(0.5, noise.optimumNorm(), 1e-9);
        assertAbove(0.5, noise.parameterNorm(true), 1e-9);
        assertAbove(6.5, noise.parameterNorm(false), 1e-9);
        assertAbove(1, noise.parameterRatio(true), TOLERANCE);
        assertAbove(1 / (1 - Math.sqrt(0.9)), noise.parameterRatio(false), 1e-9);
        // z takes the two values √2 u_i: E(a·z)⁴ = 2(a_1⁴ + a_2⁴), and (a·z)²(b·z)² less (a·b)² is at most 1
        assertAbove(2, noise.kurtosis(), 1e-3);
        assertAbove(1, noise.stateShare(), 1e-3);
        assertAbove(0, noise.residualNoise(1), 1e-9);
    }

    /** γ = 1/10, N = 2: x = ½ and the bias is ½·λw² = ½·4.9; a shared factor on the data, ε = ¼, shrinks w to ⅘. */
    @Test
    void boundOfTwoRows() {
        TargetOperators shared =
                TargetOperators.NONE.with(Target.DATA, Populations.operator("multiplicative(0.25,rademacher,shared)"));
        for (TargetOperators operators : List.of(TargetOperators.NONE, shared)) {
            double growth = operators == shared ? 1.25 : 1;
            RiskBound.Terms bound = assertInstanceOf(
                    RiskBound.Terms.class,
                    RiskBound.of(TWO_ROWS, new SgdConfiguration(2, 1, 0.1, operators, new Averaging.All())));
            assertEquals(0.5 * 4.9 / growth, bound.bias(), 1e-10);
            double x = 0.5 * growth;
            double drift = 1.96 / (growth * growth) * x;
            double rest = 1 - 0.1 * bound.stateFactor() * 2.5 * growth;
            assertEquals(0.5 * bound.stateFactor() * drift * x * x / 2 / (0.2 * rest), bound.biasNoise(), 1e-10);
            assertEquals(0.5 * bound.effectiveNoise() * x * x / 6 / rest, bound.variance(), 1e-10);
            double approximation = 0.5 * 4.9 * Math.pow(1 - 1 / growth, 2);
            assertEquals(approximation, bound.approximation(), 1e-10);
            double root = Math.sqrt(bound.value() / growth) + Math.sqrt(approximation);
            assertEquals(root * root, bound.cleanValue(), 1e-6);
            assertNull(bound.lower());
        }
    }
}
