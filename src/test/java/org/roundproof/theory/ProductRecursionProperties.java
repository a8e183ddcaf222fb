package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.quantizer.model.MultiplicativeModel;
import org.roundproof.random.UnitLaw;
import org.roundproof.sgd.Averaging;

/** The affine form of the recursion against the recursion written out, and the three arithmetics against each other. */
class ProductRecursionProperties {
    /** A random small setting; λ, w*, laws are small dyadics so that rationals stay short. */
    record Setting(
            double[] lambda,
            double[] optimum,
            double noise,
            int dataModel,
            UnitLaw law,
            TargetLaws laws,
            double step,
            int batch,
            Averaging averaging) {

        <T> ProductMoments<T> moments(Field<T> field) {
            return switch (dataModel) {
                case 0 -> ProductMoments.gaussian(field, lambda, optimum, noise);
                case 1 -> ProductMoments.gaussian(field, lambda, optimum, noise, new AdditiveModel(0.125, law));
                case 2 ->
                    ProductMoments.gaussian(field, lambda, optimum, noise, new MultiplicativeModel(0.25, law, false));
                default ->
                    ProductMoments.gaussian(field, lambda, optimum, noise, new MultiplicativeModel(0.25, law, true));
            };
        }
    }

    private static final int STEPS = 4;

    @Provide
    Arbitrary<Setting> settings() {
        Arbitrary<VarianceLaw> law = Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(true, false))
                .as((a, b, shared) -> ProductSetting.law(a / 16.0, b / 8.0, shared));
        Arbitrary<TargetLaws> laws = Combinators.combine(law, law, law, law).as(TargetLaws::new);
        Arbitrary<Averaging> averaging =
                Arbitraries.of(new Averaging.All(), new Averaging.Tail(2), new Averaging.Last());
        Arbitrary<Integer> dimension = Arbitraries.integers().between(1, 3);
        return dimension.flatMap(d -> Combinators.combine(
                        Arbitraries.integers().between(1, 8).array(int[].class).ofSize(d),
                        Arbitraries.integers().between(-4, 4).array(int[].class).ofSize(d),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of(UnitLaw.class),
                        laws,
                        Arbitraries.of(1, 2, 3, 8),
                        averaging)
                .as((lambda, optimum, model, unit, target, batch, average) -> new Setting(
                        scaled(lambda, 0.25), scaled(optimum, 0.5), 0.5, model, unit, target, 0.125, batch, average)));
    }

    private static double[] scaled(int[] values, double unit) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i] * unit;
        }
        return result;
    }

    @Property(tries = 60)
    void affineStepIsTheRecursionWrittenOut(@ForAll("settings") Setting s, @ForAll @IntRange(min = 0, max = 3) int m) {
        ProductMoments<BigFraction> moments = s.moments(RationalField.INSTANCE);
        List<BigFraction> mean = new ArrayList<>();
        List<BigFraction> second = new ArrayList<>();
        for (int i = 0; i < moments.dimension(); i++) {
            mean.add(BigFraction.of(m - i, 4));
            second.add(BigFraction.of((m - i) * (m - i) + m, 16));
        }
        MarginalMoments<BigFraction> initial = new MarginalMoments<>(mean, second);
        assertEquals(
                new LiteralRecursion(moments, s.laws(), s.step(), s.batch()).run(STEPS, s.averaging(), initial),
                new ProductRecursion<>(RationalField.INSTANCE, moments, s.laws(), s.step(), s.batch())
                        .run(STEPS, s.averaging(), initial)
                        .reported());
    }

    @Property(tries = 60)
    void doublesAgreeWithRationalsAndIntervalsHoldThem(
            @ForAll("settings") Setting s, @ForAll RiskConvention convention) {
        double exact = risk(RationalField.INSTANCE, s, convention).doubleValue();
        double generic = risk(DoubleField.INSTANCE, s, convention);
        Interval interval = risk(IntervalField.INSTANCE, s, convention);
        ProductMoments<Double> moments = s.moments(DoubleField.INSTANCE);
        double primitive = ProductExcessRisk.of(
                DoubleField.INSTANCE,
                moments,
                s.laws(),
                new ProductRisk(moments, s.laws(), s.step(), s.batch())
                        .run(STEPS, s.averaging())
                        .reported(),
                convention);
        double tolerance = 1e-12 * (1 + Math.abs(exact));
        assertEquals(exact, generic, tolerance);
        assertEquals(exact, primitive, tolerance);
        assertTrue(interval.contains(exact), () -> interval + " misses " + exact);
        assertTrue(interval.width() < tolerance, () -> interval + " is wide");
    }

    private static <T> T risk(Field<T> field, Setting s, RiskConvention convention) {
        ProductMoments<T> moments = s.moments(field);
        MarginalMoments<T> iterate = new ProductRecursion<>(field, moments, s.laws(), s.step(), s.batch())
                .run(STEPS, s.averaging())
                .reported();
        return ProductExcessRisk.of(field, moments, s.laws(), iterate, convention);
    }
}
