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
import org.junit.jupiter.api.Test;
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
        ProductRisk recursion = new ProductRisk(moments, s.laws(), s.step(), s.batch());
        double primitive = recursion.risk(STEPS, s.averaging(), convention);
        double throughIterate = ProductExcessRisk.of(
                DoubleField.INSTANCE, moments, s.laws(), recursion.iterate(STEPS, s.averaging()), convention);
        double tolerance = 1e-12 * (1 + Math.abs(exact));
        assertEquals(exact, generic, tolerance);
        assertEquals(exact, primitive, 1e-12 * Math.abs(exact));
        assertEquals(exact, throughIterate, tolerance);
        assertTrue(interval.contains(exact), () -> interval + " misses " + exact);
        assertTrue(interval.width() < tolerance, () -> interval + " is wide");
    }

    @Property(tries = 60)
    void errorCoordinatesGiveTheSameRationals(@ForAll("settings") Setting s, @ForAll RiskConvention convention) {
        assertEquals(risk(RationalField.INSTANCE, s, convention), errorRisk(s, STEPS, convention));
    }

    /** 2000 noise-free steps: 2000·log10((1 − 0.3)² + 2·0.3²) on the steepest coordinate and more on the other. */
    @Test
    void aTinyRiskKeepsItsRelativePrecision() {
        double[] lambda = {1, 0.25};
        double[] optimum = {1, 1};
        ProductMoments<Double> moments = ProductMoments.gaussian(DoubleField.INSTANCE, lambda, optimum, 0);
        double risk = new ProductRisk(moments, TargetLaws.NONE, 0.3, 1)
                .risk(2000, new Averaging.Last(), RiskConvention.CLEAN);
        ProductMoments<Interval> sharp = ProductMoments.gaussian(IntervalField.INSTANCE, lambda, optimum, 0);
        // D' = ((1 − γλ)² + γ²λ²) D + γ²λ Σ λD without noise: positive terms alone, so intervals stay narrow
        IntervalField f = IntervalField.INSTANCE;
        Interval[] d = {f.one(), f.one()};
        for (int t = 0; t < 2000; t++) {
            Interval sum = f.add(d[0], f.multiply(f.of(0.25), d[1]));
            for (int i = 0; i < 2; i++) {
                Interval step = f.multiply(f.of(0.3), sharp.coordinates().get(i).lambda());
                Interval square = f.multiply(step, step);
                Interval keep = f.add(f.subtract(f.one(), f.multiply(f.of(2), step)), f.multiply(f.of(2), square));
                Interval shared = f.multiply(f.multiply(f.of(0.3), step), sum);
                d[i] = f.add(f.multiply(keep, d[i]), shared);
            }
        }
        Interval expected = f.divide(f.add(d[0], f.multiply(f.of(0.25), d[1])), f.of(2));
        assertTrue(expected.upper() < 1e-50, () -> expected + " is not tiny");
        assertTrue(expected.width() < 1e-11 * expected.upper(), () -> expected + " is wide");
        assertEquals(expected.midpoint(), risk, 1e-11 * risk);
    }

    private static BigFraction errorRisk(Setting s, int steps, RiskConvention convention) {
        RationalField field = RationalField.INSTANCE;
        ProductMoments<BigFraction> moments = s.moments(field);
        List<BigFraction> mean = new ArrayList<>();
        List<BigFraction> second = new ArrayList<>();
        for (double w : s.optimum()) {
            mean.add(BigFraction.from(-w));
            second.add(BigFraction.from(w).pow(2));
        }
        MarginalMoments<BigFraction> error = new ProductRecursion<>(
                        field, ProductStep.centred(field, moments, s.laws(), s.step(), s.batch()))
                .run(steps, s.averaging(), new MarginalMoments<>(mean, second))
                .reported();
        return ProductExcessRisk.ofError(field, moments, s.laws(), error, convention);
    }

    private static <T> T risk(Field<T> field, Setting s, RiskConvention convention) {
        ProductMoments<T> moments = s.moments(field);
        MarginalMoments<T> iterate = new ProductRecursion<>(field, moments, s.laws(), s.step(), s.batch())
                .run(STEPS, s.averaging())
                .reported();
        return ProductExcessRisk.of(field, moments, s.laws(), iterate, convention);
    }
}
