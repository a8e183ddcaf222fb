package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.quantizer.model.MultiplicativeModel;
import org.roundproof.random.UnitLaw;
import org.roundproof.sgd.Averaging;

/** RP-11: what laws add to risk and bound is at most proportional to their scale, and the bound is continuous in the data error. */
class RP11Properties {
    private static final RationalField FIELD = RationalField.INSTANCE;

    private static VarianceLaw law(Random random) {
        return ProductSetting.law(random.nextInt(4) / 8.0, random.nextInt(4) / 8.0, random.nextBoolean());
    }

    private static VarianceLaw scaled(VarianceLaw law, BigFraction t) {
        return new VarianceLaw(law.alpha().multiply(t), law.beta().multiply(t), law.shared());
    }

    private static TargetLaws scaled(TargetLaws laws, BigFraction t) {
        return new TargetLaws(
                scaled(laws.label(), t),
                scaled(laws.parameter(), t),
                scaled(laws.activation(), t),
                scaled(laws.gradient(), t));
    }

    private static <T> ProductMoments<T> moments(Field<T> field, int data) {
        double[] lambda = {1, 0.25};
        double[] optimum = {1, -2};
        return switch (data) {
            case 0 -> ProductMoments.gaussian(field, lambda, optimum, 0.5);
            case 1 -> ProductMoments.gaussian(field, lambda, optimum, 0.5, new AdditiveModel(0.125, UnitLaw.UNIFORM));
            default ->
                ProductMoments.gaussian(
                        field, lambda, optimum, 0.5, new MultiplicativeModel(0.125, UnitLaw.GAUSSIAN, data == 3));
        };
    }

    @Property(tries = 60)
    void RP_11_riskGrowsLessThanLinearlyInTheLaws(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 3) int data,
            @ForAll @IntRange(min = 1, max = 4) int steps,
            @ForAll @IntRange(min = 1, max = 3) int batch,
            @ForAll @IntRange(min = 1, max = 15) int sixteenths,
            @ForAll RiskConvention convention) {
        Random random = new Random(seed);
        TargetLaws laws = new TargetLaws(law(random), law(random), law(random), law(random));
        ProductMoments<BigFraction> moments = moments(FIELD, data);
        BigFraction t = BigFraction.of(sixteenths, 16);
        BigFraction none = risk(moments, TargetLaws.NONE, batch, steps, convention);
        BigFraction extra =
                risk(moments, scaled(laws, t), batch, steps, convention).subtract(none);
        BigFraction whole = risk(moments, laws, batch, steps, convention).subtract(none);
        assertTrue(extra.signum() >= 0, () -> "falls by " + extra);
        assertTrue(t.multiply(whole).subtract(extra).signum() >= 0, () -> extra + " above " + t + " of " + whole);
    }

    private static BigFraction risk(
            ProductMoments<BigFraction> moments, TargetLaws laws, int batch, int steps, RiskConvention convention) {
        MarginalMoments<BigFraction> iterate = new ProductRecursion<>(FIELD, moments, laws, 0.5, batch)
                .run(steps, new Averaging.All())
                .reported();
        return ProductExcessRisk.of(FIELD, moments, laws, iterate, convention);
    }

    /** Without data error t ↦ bound is a power series with non-negative coefficients; with one of level ε it tends to ε = 0. */
    @Property(tries = 60)
    void RP_11_boundIsContinuous(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 200) int steps,
            @ForAll @IntRange(min = 1, max = 15) int sixteenths,
            @ForAll UnitLaw unit,
            @ForAll boolean additive,
            @ForAll boolean shared) {
        Random random = new Random(seed);
        TargetLaws laws =
                scaled(new TargetLaws(law(random), law(random), law(random), law(random)), BigFraction.of(1, 16));
        double none = bound(moments(DoubleField.INSTANCE, 0), TargetLaws.NONE, steps);
        double whole = bound(moments(DoubleField.INSTANCE, 0), laws, steps) - none;
        double t = sixteenths / 16.0;
        double extra =
                bound(moments(DoubleField.INSTANCE, 0), scaled(laws, BigFraction.of(sixteenths, 16)), steps) - none;
        assertTrue(extra >= -1e-12 * none && extra <= t * whole + 1e-12 * none, () -> extra + " of " + whole);
        double epsilon = 0x1p-40;
        double[] lambda = {1, 0.25};
        double[] optimum = {1, -2};
        ProductMoments<Double> nearly = additive
                ? ProductMoments.gaussian(DoubleField.INSTANCE, lambda, optimum, 0.5, new AdditiveModel(epsilon, unit))
                : ProductMoments.gaussian(
                        DoubleField.INSTANCE, lambda, optimum, 0.5, new MultiplicativeModel(epsilon, unit, shared));
        double near = bound(nearly, laws, steps);
        double limit = whole + none;
        assertTrue(Math.abs(near - limit) <= 1e-6 * limit, () -> near + " far from " + limit);
    }

    private static double bound(ProductMoments<Double> moments, TargetLaws laws, int steps) {
        return assertInstanceOf(
                        RiskBound.Terms.class, RiskBound.of(DoubleField.INSTANCE, moments, laws, 0.125, 2, steps))
                .value();
    }
}
