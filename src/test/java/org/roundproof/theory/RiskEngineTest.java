package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import org.apfloat.Apfloat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.roundproof.Effort;
import org.roundproof.NoteBlock;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.problem.Optimum;
import org.roundproof.problem.Spectrum;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.quantizer.model.MultiplicativeModel;
import org.roundproof.random.UnitLaw;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.TargetOperators;

/** The primitive recursions, plain and enclosed, against 60 decimal digits and against the definition in doubles. */
class RiskEngineTest {
    private static final DoubleField DOUBLES = DoubleField.INSTANCE;
    private static final DecimalField DECIMALS = DecimalField.INSTANCE;

    /** One setting; the moments are doubles, and exact as such. */
    private record Setting(
            ProductMoments<Double> moments, TargetLaws laws, double step, int batch, int steps, Averaging averaging) {

        double risk(RiskConvention convention) {
            return new ProductRisk(moments, laws, step, batch).risk(steps, averaging, convention);
        }

        Interval enclosure(RiskConvention convention) {
            ProductMoments<Interval> points = map(moments, Interval::of);
            MarginalMoments<Interval> error = EnclosedRecursion.of(points, laws, step, batch)
                    .run(steps, averaging)
                    .reported();
            return ProductExcessRisk.ofError(IntervalField.INSTANCE, points, laws, error, convention);
        }

        /** The definition in w, not in w − w*: 60 digits outlast the cancellation. */
        Apfloat decimal(RiskConvention convention) {
            ProductMoments<Apfloat> digits = map(moments, DECIMALS::of);
            MarginalMoments<Apfloat> iterate = new ProductRecursion<>(DECIMALS, digits, laws, step, batch)
                    .run(steps, averaging)
                    .reported();
            return ProductExcessRisk.of(DECIMALS, digits, laws, iterate, convention);
        }
    }

    private static <T> ProductMoments<T> map(ProductMoments<Double> m, Function<Double, T> to) {
        List<CoordinateMoments<T>> coordinates = m.coordinates().stream()
                .map(c -> new CoordinateMoments<>(
                        to.apply(c.lambda()),
                        to.apply(c.optimum()),
                        to.apply(c.c11()),
                        to.apply(c.m2()),
                        to.apply(c.m4()),
                        to.apply(c.c13()),
                        to.apply(c.c22())))
                .toList();
        PairFactors<Double> k = m.pairs();
        return new ProductMoments<>(
                coordinates,
                new PairFactors<>(to.apply(k.k22()), to.apply(k.k211()), to.apply(k.k2x2())),
                to.apply(m.noiseVariance()));
    }

    private static Setting random(SplittableRandom random) {
        int d = random.nextInt(1, 13);
        double decay = random.nextDouble(0, 3);
        double[] lambda = new double[d];
        double[] optimum = new double[d];
        Arrays.setAll(lambda, i -> Math.pow(i + 1, -decay));
        Arrays.setAll(optimum, i -> random.nextDouble(-2, 2));
        double noise = random.nextInt(4) == 0 ? 0x1p-20 : random.nextDouble(0.1, 2);
        double epsilon = Math.scalb(1.0, -random.nextInt(2, 20));
        UnitLaw unit = UnitLaw.values()[random.nextInt(UnitLaw.values().length)];
        ProductMoments<Double> moments =
                switch (random.nextInt(4)) {
                    case 0 -> ProductMoments.gaussian(DOUBLES, lambda, optimum, noise);
                    case 1 ->
                        ProductMoments.gaussian(DOUBLES, lambda, optimum, noise, new AdditiveModel(epsilon, unit));
                    case 2 ->
                        ProductMoments.gaussian(
                                DOUBLES, lambda, optimum, noise, new MultiplicativeModel(epsilon, unit, false));
                    default ->
                        ProductMoments.gaussian(
                                DOUBLES, lambda, optimum, noise, new MultiplicativeModel(epsilon, unit, true));
                };
        TargetLaws laws = new TargetLaws(law(random), law(random), law(random), law(random));
        int batch = new int[] {1, 2, 16}[random.nextInt(3)];
        double step = random.nextDouble(0.02, 0.9) * Stability.threshold(moments, laws, batch);
        int steps = random.nextInt(1, 300);
        Averaging averaging =
                switch (random.nextInt(3)) {
                    case 0 -> new Averaging.All();
                    case 1 -> new Averaging.Tail(1 + random.nextInt(steps));
                    default -> new Averaging.Last();
                };
        return new Setting(moments, laws, step, batch, steps, averaging);
    }

    private static VarianceLaw law(SplittableRandom random) {
        double alpha = random.nextBoolean() ? 0 : Math.scalb(1.0, -random.nextInt(4, 20));
        double beta = random.nextBoolean() ? 0 : Math.scalb(1.0, -random.nextInt(4, 20));
        return ProductSetting.law(alpha, beta, random.nextBoolean());
    }

    @Tag("slow")
    @Test
    void sixtyDigits() {
        SplittableRandom random = new SplittableRandom(60);
        for (int k = 0; k < Effort.scaled(50); k++) {
            assertSixtyDigits(random(random));
        }
    }

    /** More than one block of lanes. */
    @Test
    void sixtyDigitsInManyDimensions() {
        assertSixtyDigits(paper(300, 0x1p-7, 0.05, 12));
        assertSixtyDigits(paper(513, 0, 0.1, 6));
    }

    private static void assertSixtyDigits(Setting setting) {
        for (RiskConvention convention : RiskConvention.values()) {
            Apfloat exact = setting.decimal(convention);
            Apfloat error =
                    DECIMALS.of(setting.risk(convention)).subtract(exact).divide(exact);
            assertTrue(Math.abs(error.doubleValue()) <= 1e-11, () -> error + " in " + setting);
            Interval enclosure = setting.enclosure(convention);
            assertHolds(enclosure, exact);
            assertTrue(enclosure.width() <= 1e-10 * Math.abs(enclosure.midpoint()), () -> enclosure + " in " + setting);
        }
    }

    /** Coefficients that are doubles: every radius is rounding alone, and misses if it counts too little. */
    @Test
    void radiiHoldRoundingAlone() {
        SplittableRandom random = new SplittableRandom(61);
        for (int k = 0; k < Effort.scaled(20); k++) {
            assertRounding(random(random));
        }
        assertRounding(paper(300, 0x1p-7, 0.05, 10));
    }

    private static void assertRounding(Setting s) {
        ProductStep<Double> step = ProductStep.centred(DOUBLES, s.moments(), s.laws(), s.step(), s.batch());
        MarginalMoments<Double> initial = initialError(s);
        RecursionPath<Interval> radii = new EnclosedRecursion(map(step, Interval::of), map(initial, Interval::of))
                .run(s.steps(), s.averaging());
        RecursionPath<Apfloat> exact = new ProductRecursion<>(DECIMALS, map(step, DECIMALS::of))
                .run(s.steps(), s.averaging(), map(initial, DECIMALS::of));
        assertHolds(radii.reported().mean(), exact.reported().mean());
        assertHolds(radii.reported().second(), exact.reported().second());
        assertHolds(radii.pathMean(), exact.pathMean());
        assertHolds(radii.pathSecond(), exact.pathSecond());
    }

    private static void assertHolds(List<Interval> intervals, List<Apfloat> values) {
        for (int i = 0; i < values.size(); i++) {
            assertHolds(intervals.get(i), values.get(i));
        }
    }

    private static void assertHolds(Interval interval, Apfloat value) {
        assertTrue(
                DECIMALS.of(interval.lower()).compareTo(value) <= 0
                        && value.compareTo(DECIMALS.of(interval.upper())) <= 0,
                () -> interval + " misses " + value);
    }

    private static <T> ProductStep<T> map(ProductStep<Double> step, Function<Double, T> to) {
        return new ProductStep<>(
                map(step.second(), to),
                map(step.cross(), to),
                map(step.constant(), to),
                map(step.m2(), to),
                map(step.sumSecond(), to),
                map(step.sumMean(), to),
                map(step.contraction(), to),
                map(step.drift(), to));
    }

    private static <T> MarginalMoments<T> map(MarginalMoments<Double> moments, Function<Double, T> to) {
        return new MarginalMoments<>(map(moments.mean(), to), map(moments.second(), to));
    }

    private static <T> List<T> map(List<Double> values, Function<Double, T> to) {
        return values.stream().map(to).toList();
    }

    /** M = −w*, D = w*². */
    private static MarginalMoments<Double> initialError(Setting s) {
        List<Double> optimum = s.moments().coordinates().stream()
                .map(CoordinateMoments::optimum)
                .toList();
        return new MarginalMoments<>(map(optimum, w -> -w), map(optimum, w -> w * w));
    }

    /** λ_i = i^−2, w* = 1, σ² = 1, B = 1, Gaussian additive error ε on all five targets, average of all. */
    private static Setting paper(int d, double epsilon, double step, int steps) {
        return new Setting(
                ProductSetting.additive(DOUBLES, d, epsilon),
                ProductSetting.all(ProductSetting.law(epsilon, 0, false)),
                step,
                1,
                steps,
                new Averaging.All());
    }

    @Test
    void theDefinitionInDoubles() {
        for (Averaging averaging : List.of(new Averaging.All(), new Averaging.Tail(100), new Averaging.Last())) {
            for (int d : new int[] {1, 200, 257}) {
                assertDefinition(paper(d, 0, 0.1, 200), averaging);
                assertDefinition(paper(d, 0.01, 0.05, 200), averaging);
                assertDefinition(
                        new Setting(
                                ProductSetting.multiplicative(DOUBLES, d, 0.01, true),
                                ProductSetting.all(ProductSetting.law(0x1p-9, 0.01, true)),
                                0.1,
                                4,
                                200,
                                averaging),
                        averaging);
            }
        }
    }

    private static void assertDefinition(Setting s, Averaging averaging) {
        MarginalMoments<Double> definition = new ProductRecursion<>(
                        DOUBLES, ProductStep.centred(DOUBLES, s.moments(), s.laws(), s.step(), s.batch()))
                .run(s.steps(), averaging, initialError(s))
                .reported();
        MarginalMoments<Double> engine =
                new ProductRisk(s.moments(), s.laws(), s.step(), s.batch()).error(s.steps(), averaging);
        for (int i = 0; i < s.moments().dimension(); i++) {
            assertEquals(definition.mean().get(i), engine.mean().get(i), 1e-12);
            double square = definition.second().get(i);
            assertEquals(square, engine.second().get(i), 1e-12 * square);
        }
    }

    /** Sums over the path: intervals by definition and enclosures by radii have the same exact value between them. */
    @Test
    void pathSumsOverlapThoseOfIntervalArithmetic() {
        Setting s = paper(300, 0x1p-7, 0.05, 40);
        ProductMoments<Interval> points = map(s.moments(), Interval::of);
        for (Averaging averaging : List.of(new Averaging.All(), new Averaging.Tail(7), new Averaging.Last())) {
            RecursionPath<Interval> radii =
                    EnclosedRecursion.of(points, s.laws(), s.step(), 1).run(s.steps(), averaging);
            RecursionPath<Interval> definition = new ProductRecursion<>(
                            IntervalField.INSTANCE, points, s.laws(), s.step(), 1)
                    .run(s.steps(), averaging);
            for (int i = 0; i < points.dimension(); i++) {
                // w* = 1: Σ E w = Σ M + N
                Interval mean = IntervalField.INSTANCE.add(radii.pathMean().get(i), Interval.of(s.steps()));
                Interval other = definition.pathMean().get(i);
                assertTrue(mean.lower() <= other.upper() && other.lower() <= mean.upper(), mean + " and " + other);
                assertTrue(mean.width() < 1e-10, mean::toString);
                // Σ E w² = Σ D + 2 Σ M + N
                Interval twice = IntervalField.INSTANCE.multiply(
                        Interval.of(2), radii.pathMean().get(i));
                Interval square = IntervalField.INSTANCE.add(
                        IntervalField.INSTANCE.add(radii.pathSecond().get(i), twice), Interval.of(s.steps()));
                Interval expected = definition.pathSecond().get(i);
                assertTrue(
                        square.lower() <= expected.upper() && expected.lower() <= square.upper(),
                        square + " and " + expected);
                assertTrue(square.width() < 1e-10, square::toString);
            }
        }
    }

    /** Wide moments, wide laws: the bits are the same on one thread and on three. */
    @Test
    void threadsChangeNoBit() {
        Operator operator = OperatorExpression.parse("e5m2:sr").resolve();
        SgdConfiguration configuration = new SgdConfiguration(
                30, 1, 0.1, new TargetOperators(operator, operator, operator, operator, operator), new Averaging.All());
        GaussianProblem problem = GaussianProblem.of(new Spectrum.Power(2), new Optimum.Ones(), 40, 1);
        List<RiskResult> results = new ArrayList<>();
        for (int threads : new int[] {1, 3}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            results.add(pool.submit(() -> ExpectedRisk.of(problem, configuration, RiskConvention.CLEAN))
                    .join());
            pool.shutdown();
        }
        assertEquals(results.get(0), results.get(1));
        assertTrue(results.get(0) instanceof RiskResult.Enclosure, results.get(0)::toString);
    }

    @Tag("slow")
    @Test
    void noteSaysWhatRoundingCanDo() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("| d | N | γ | ε | risk | proven relative error |");
        lines.add("|---|---|---|---|---|---|");
        for (Setting s : List.of(
                paper(200, 0, 0.1, 1600),
                paper(200, 0.01, 0.1, 1600),
                paper(200, 0.01, 0.1, 6400),
                paper(1600, 0.01, 0.1, 1600),
                paper(10000, 0, 0.1, 1000),
                paper(10000, 0.01, 0.01, 1000))) {
            double risk = s.risk(RiskConvention.CLEAN);
            Interval exact = s.enclosure(RiskConvention.CLEAN);
            double error = Math.max(exact.upper() - risk, risk - exact.lower()) / exact.lower();
            double epsilon = s.laws().label().alpha().doubleValue();
            lines.add(String.format(
                    Locale.ROOT,
                    "| %d | %d | %s | %s | %.9f | %.1e |",
                    s.moments().dimension(),
                    s.steps(),
                    s.step(),
                    epsilon,
                    risk,
                    error));
        }
        NoteBlock.assertHolds("product-design.md", "rounding", lines);
    }
}
