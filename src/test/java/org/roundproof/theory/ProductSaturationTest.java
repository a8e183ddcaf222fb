package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.commons.numbers.gamma.Erfc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;

/** The bound target by target, on a path whose sums are given: N = 4, B = 3, λ = (1, ¼), w* = (1, −2), σ² = ½. */
class ProductSaturationTest {
    private static final int STEPS = 4;
    private static final int BATCH = 3;

    /** Unsaturated up to 15.5. */
    private static final String RANGE = "fixed(integer=5,fraction=1):sr";

    private static final double LIMIT = 15.5;

    private static final ProductMoments<Interval> DESIGN =
            ProductMoments.gaussian(IntervalField.INSTANCE, new double[] {1, 0.25}, new double[] {1, -2}, 0.5);

    /** E y² = σ² + Σ λ w*². */
    private static final double LABEL = 0.5 + 1 + 1;

    /** Of w − w*: Σ M = (−2, 3), Σ D = (1.5, 4); so Σ E w = (2, −5), Σ E w² = (1.5, 8). */
    private static final RecursionPath<Interval> ERROR =
            new RecursionPath<>(new MarginalMoments<>(points(0, 0), points(0, 0)), points(-2, 3), points(1.5, 4));

    private static List<Interval> points(double a, double b) {
        return List.of(Interval.of(a), Interval.of(b));
    }

    private static double bound(TargetLaws laws, TargetOperators operators) {
        SgdConfiguration configuration = new SgdConfiguration(STEPS, BATCH, 0.1, operators, new Averaging.All());
        return new ProductSaturation(DESIGN, laws, configuration, ERROR).probability();
    }

    private static double bound(TargetLaws laws, Target target) {
        return bound(laws, TargetOperators.NONE.with(target, Populations.operator(RANGE)));
    }

    private static void assertAtMost(double exact, double bound) {
        assertTrue(exact <= bound, bound + " is below " + exact);
        assertEquals(exact, bound, 1e-8 * exact);
    }

    @Test
    void labelsAreGaussian() {
        double each = Erfc.value(LIMIT / Math.sqrt(2 * LABEL));
        double bound = bound(TargetLaws.NONE, Target.LABEL);
        assertAtMost(STEPS * BATCH * each, bound);
        assertTrue(bound >= STEPS * BATCH * each * (1 + 0x1p-30), "room for the error of erfc");
    }

    @Test
    void theOthersByMarkov() {
        double square = LIMIT * LIMIT;
        assertAtMost((1.5 + 8) / square, bound(TargetLaws.NONE, Target.PARAMETER));
        double activation = 1.5 + 0.25 * 8;
        assertAtMost(BATCH * activation / square, bound(TargetLaws.NONE, Target.ACTIVATION));
        double residual = STEPS * LABEL + activation - 2 * (1 * 2 + 0.25 * -2 * -5);
        assertAtMost(BATCH * residual / square, bound(TargetLaws.NONE, Target.GRADIENT));
    }

    @Test
    void lawsOfTheOthersEnter() {
        double square = LIMIT * LIMIT;
        TargetLaws laws = new TargetLaws(
                ProductSetting.law(0.125, 0.5, false),
                ProductSetting.law(0.25, 0.75, true),
                ProductSetting.law(0.0625, 0.25, true),
                VarianceLaw.NONE);
        double activation = 1 * (STEPS * 0.25 + 1.75 * 1.5) + 0.25 * (STEPS * 0.25 + 1.75 * 8);
        assertAtMost(BATCH * activation / square, bound(laws, Target.ACTIVATION));
        double residual = STEPS * (0.125 + 1.5 * LABEL + 0.0625) + 1.25 * activation - 9;
        assertAtMost(BATCH * residual / square, bound(laws, Target.GRADIENT));
    }

    @Test
    void allFourAddUp() {
        double sum = 0;
        TargetOperators all = TargetOperators.NONE;
        for (Target target : new Target[] {Target.LABEL, Target.PARAMETER, Target.ACTIVATION, Target.GRADIENT}) {
            sum += bound(TargetLaws.NONE, target);
            all = all.with(target, Populations.operator(RANGE));
        }
        assertEquals(sum, bound(TargetLaws.NONE, all), 1e-8 * sum);
        TargetOperators narrow = TargetOperators.all(Populations.operator("int2(step=1):sr"));
        assertEquals(1.0, bound(TargetLaws.NONE, narrow));
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void possibleForEachButTheData(Target target) {
        TargetOperators operators = TargetOperators.NONE.with(target, Populations.operator(RANGE));
        assertEquals(
                target != Target.DATA,
                ProductSaturation.possible(new SgdConfiguration(1, 1, 0.1, operators, new Averaging.All())));
    }

    @Test
    void impossibleWithoutARange() {
        TargetOperators ideal = TargetOperators.all(Populations.operator("additive(0.5)"));
        assertFalse(ProductSaturation.possible(new SgdConfiguration(1, 1, 0.1, ideal, new Averaging.All())));
        assertEquals(0.0, bound(TargetLaws.NONE, ideal));
    }
}
