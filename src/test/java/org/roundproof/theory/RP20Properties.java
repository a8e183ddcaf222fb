package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.model.MultiplicativeModel;
import org.roundproof.random.UnitLaw;
import org.roundproof.sgd.Averaging;

/** RP-20: the exact stability threshold against the step-size condition. */
class RP20Properties {
    private static final IntervalField FIELD = IntervalField.INSTANCE;

    private static Interval gaussian(double[] lambda, int batch) {
        return ProductThreshold.of(
                ProductMoments.gaussian(FIELD, lambda, new double[lambda.length], 0), TargetLaws.NONE, batch);
    }

    /** 2 ≤ γ*(1 + 2/B) tr H ≤ 2(B+2)d/(d+B+1), in exact comparisons with the ends. */
    @Property(tries = 200)
    void RP_20_ratioLiesBetweenItsBounds(
            @ForAll @IntRange(min = 1, max = 12) int d,
            @ForAll @IntRange(min = 1, max = 64) int batch,
            @ForAll long seed) {
        Random random = new Random(seed);
        double[] lambda = new double[d];
        BigFraction trace = BigFraction.ZERO;
        for (int i = 0; i < d; i++) {
            lambda[i] = Math.exp(-8 * random.nextDouble());
            trace = trace.add(BigFraction.from(lambda[i]));
        }
        BigFraction unit = trace.multiply(BigFraction.of(batch + 2, batch));
        Interval threshold = gaussian(lambda, batch);
        BigFraction most = BigFraction.of(2L * (batch + 2) * d, d + batch + 1L);
        assertTrue(
                BigFraction.from(threshold.upper()).multiply(unit).subtract(2).signum() >= 0);
        assertTrue(most.subtract(BigFraction.from(threshold.lower()).multiply(unit))
                        .signum()
                >= 0);
        assertTrue(threshold.width() < 1e-12 * threshold.lower(), threshold::toString);
    }

    /** λ_i = λ: γ* = 2B/(λ(d+B+1)). */
    @Property(tries = 100)
    void RP_20_flatSpectraReachTheUpperBound(
            @ForAll @IntRange(min = 1, max = 60) int d,
            @ForAll @IntRange(min = 1, max = 100) int batch,
            @ForAll @IntRange(min = 1, max = 999) int eighths) {
        double[] lambda = new double[d];
        Arrays.fill(lambda, eighths / 8.0);
        BigFraction exact = BigFraction.of(2 * batch, d + batch + 1).multiply(BigFraction.of(8, eighths));
        assertTrue(gaussian(lambda, batch).contains(exact));
    }

    /** Without noise the second moments vanish three per cent below the enclosure and explode three per cent above it. */
    @Property(tries = 40)
    void RP_20_enclosureSeparatesDecayFromGrowth(
            @ForAll @IntRange(min = 1, max = 6) int d,
            @ForAll @IntRange(min = 1, max = 16) int batch,
            @ForAll long seed) {
        Random random = new Random(seed);
        TargetLaws laws = ProductSetting.all(ProductSetting.law(0, random.nextInt(3) / 4.0, random.nextBoolean()));
        MultiplicativeModel data =
                new MultiplicativeModel(random.nextInt(3) / 4.0, UnitLaw.UNIFORM, random.nextBoolean());
        double[] lambda = ProductSetting.power(d);
        Interval threshold =
                ProductThreshold.of(ProductMoments.gaussian(FIELD, lambda, new double[d], 0, data), laws, batch);
        ProductMoments<Double> moments = ProductMoments.gaussian(DoubleField.INSTANCE, lambda, new double[d], 0, data);
        assertTrue(threshold.contains(Stability.threshold(moments, laws, batch)));
        assertTrue(growth(moments, laws, 0.97 * threshold.lower(), batch) < 1);
        assertTrue(growth(moments, laws, 1.03 * threshold.upper(), batch) > 1);
    }

    private static double growth(ProductMoments<Double> moments, TargetLaws laws, double stepSize, int batch) {
        int d = moments.dimension();
        MarginalMoments<Double> start = new MarginalMoments<>(Collections.nCopies(d, 0.0), Collections.nCopies(d, 1.0));
        ProductRecursion<Double> recursion =
                new ProductRecursion<>(DoubleField.INSTANCE, moments, laws, stepSize, batch);
        List<Double> early =
                recursion.run(1000, new Averaging.Last(), start).reported().second();
        List<Double> late =
                recursion.run(1100, new Averaging.Last(), start).reported().second();
        return late.stream().mapToDouble(x -> x).sum()
                / early.stream().mapToDouble(x -> x).sum();
    }

    /** One feature: γ* = 2 mean x²/mean x⁴ at B = 1. Forty rows 2e_i: γ* = ½, beyond the tabulated dimensions. */
    @Property(tries = 30)
    void RP_20_dataEnclosuresHoldTheClosedForms(@ForAll @IntRange(min = 1, max = 9) int n, @ForAll long seed) {
        Random random = new Random(seed);
        double[] x = new double[n];
        BigFraction second = BigFraction.ZERO;
        BigFraction fourth = BigFraction.ZERO;
        for (int k = 0; k < n; k++) {
            x[k] = 1 + random.nextDouble();
            BigFraction square = BigFraction.from(x[k]).pow(2);
            second = second.add(square);
            fourth = fourth.add(square.pow(2));
        }
        FinitePopulation rows = FinitePopulation.of(List.of("x"), x, new double[n], "one feature");
        Interval found = PopulationThreshold.of(rows, new Identity(), StepLaws.NONE, 1);
        assertTrue(found.contains(second.multiply(2).divide(fourth)), found::toString);
        assertTrue(found.width() < 1e-12 * found.lower(), found::toString);

        int d = 40;
        double[] diagonal = new double[d * d];
        for (int i = 0; i < d; i++) {
            diagonal[i * d + i] = 2;
        }
        FinitePopulation wide = FinitePopulation.of(Collections.nCopies(d, "x"), diagonal, new double[d], "2I");
        Interval half = PopulationThreshold.of(wide, new Identity(), StepLaws.NONE, 1);
        assertTrue(half.contains(0.5), half::toString);
        assertEquals(0.5, half.midpoint(), 1e-9);
    }
}
