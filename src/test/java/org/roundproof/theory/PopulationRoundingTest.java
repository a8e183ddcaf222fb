package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apfloat.Apfloat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.roundproof.Effort;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.TargetOperators;

/** The proven radius of a population's risk against rational and 60-digit arithmetic, and its terms against their effects. */
class PopulationRoundingTest {
    private static final List<String> DATA = List.of(
            "identity",
            "int4(step=1/4):sr",
            "e2m1:ties-to-even",
            "additive(0.01,uniform)",
            "multiplicative(0.01,gaussian)",
            "multiplicative(0.01,gaussian,shared)");
    private static final List<String> LABELS =
            List.of("identity", "int8(step=1/16):sr", "multiplicative(0.02,rademacher,shared)");
    private static final List<String> STATE = List.of(
            "identity", "additive(0.01)", "multiplicative(0.02,gaussian)", "multiplicative(0.02,gaussian,shared)");
    private static final List<Averaging> AVERAGES =
            List.of(new Averaging.All(), new Averaging.Tail(2), new Averaging.Last());

    private static <E> E one(Random random, List<E> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static TargetOperators operators(Random random) {
        return new TargetOperators(
                Populations.operator(one(random, DATA)),
                Populations.operator(one(random, LABELS)),
                Populations.operator(one(random, STATE)),
                Populations.operator(one(random, STATE)),
                Populations.operator(one(random, STATE)));
    }

    private static VarianceLaw law(Operator operator) {
        return operator.varianceBounds().orElseThrow().upper();
    }

    private static <T> T reference(
            Field<T> field, FinitePopulation rows, SgdConfiguration run, RiskConvention convention) {
        TargetOperators operators = run.operators();
        PopulationMoments<T> quantized = QuantizedPopulation.of(field, rows, operators.data(), operators.label());
        PopulationMoments<T> clean = QuantizedPopulation.of(field, rows, new Identity(), new Identity());
        List<BigFraction> best =
                ExactApproximation.of(rows, new Identity()).orElseThrow().optimum();
        FieldMatrix<T> optimum = FieldMatrix.of(field, best.size(), 1, (i, j) -> field.of(best.get(i)));
        StepLaws laws =
                new StepLaws(law(operators.parameter()), law(operators.activation()), law(operators.gradient()));
        IterateMoments<T> moments = new PopulationRecursion<>(quantized, laws)
                .run(run.steps(), run.batch(), run.stepSize(), run.averaging());
        return switch (convention) {
            case CLEAN -> QuadraticRisk.clean(clean, optimum).of(moments);
            case QUANTIZED -> QuadraticRisk.quantized(quantized, clean, optimum).of(moments);
        };
    }

    private static RiskResult.Exact exact(FinitePopulation rows, SgdConfiguration run, RiskConvention convention) {
        return assertInstanceOf(RiskResult.Exact.class, PopulationRisk.of(rows, run, convention), run::toString);
    }

    @ParameterizedTest
    @EnumSource(RiskConvention.class)
    void radiiHoldTheRationalRisk(RiskConvention convention) {
        Random random = new Random(20261127);
        for (int t = 0; t < Effort.scaled(40); t++) {
            int d = 1 + random.nextInt(3);
            FinitePopulation rows = Populations.synthetic(d + 2 + random.nextInt(3), d);
            SgdConfiguration run = new SgdConfiguration(
                    2 + random.nextInt(4),
                    1 + random.nextInt(3),
                    0.05 + 0.2 * random.nextDouble(),
                    operators(random),
                    one(random, AVERAGES));
            RiskResult.Exact answer = exact(rows, run, convention);
            BigFraction risk = reference(RationalField.INSTANCE, rows, run, convention);
            assertTrue(answer.proven().contains(risk), () -> answer + " misses " + risk.doubleValue() + " in " + run);
            assertTrue(answer.radius() < 1e-11 * answer.value(), () -> answer + " in " + run);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0.3, CLEAN", "4, 0.3, QUANTIZED", "1, 0.02, CLEAN"})
    void radiiHoldTheRiskOfLongRuns(int batch, double stepSize, RiskConvention convention) {
        Random random = new Random(batch);
        FinitePopulation rows = Populations.synthetic(4, 2);
        for (Averaging averaging : AVERAGES) {
            SgdConfiguration run =
                    new SgdConfiguration(Effort.scaled(150), batch, stepSize, operators(random), averaging);
            RiskResult.Exact answer = exact(rows, run, convention);
            Apfloat risk = reference(DecimalField.INSTANCE, rows, run, convention);
            BigDecimal error = new BigDecimal(risk.toString(true))
                    .subtract(new BigDecimal(answer.value()))
                    .abs();
            assertTrue(error.doubleValue() <= answer.radius(), () -> answer + " is off by " + error + " in " + run);
        }
    }

    /** All five targets with laws, ten and six features, a thousand steps. */
    @ParameterizedTest
    @CsvSource({
        "builtin:diabetes, 1, 0.01",
        "builtin:diabetes, 16, 0.015625",
        "builtin:longley, 1, 0.01",
        "builtin:longley, 16, 0.015625"
    })
    void realDataKeepEightDigits(String location, int batch, double stepSize) {
        FinitePopulation rows = FinitePopulation.read(location, null, true);
        for (String operator : List.of("identity", "multiplicative(0.01)", "multiplicative(0.01,gaussian,shared)")) {
            for (RiskConvention convention : RiskConvention.values()) {
                for (Averaging averaging : List.of(new Averaging.All(), new Averaging.Last())) {
                    SgdConfiguration run = new SgdConfiguration(
                            1000, batch, stepSize, TargetOperators.all(Populations.operator(operator)), averaging);
                    RiskResult.Exact answer = exact(rows, run, convention);
                    assertTrue(answer.radius() < 1e-8 * answer.value(), () -> answer + " in " + run);
                }
            }
        }
    }

    /** d = 1, X = 1: ρ = 1 − 2γm₂ + γ²m₄ and r = |1 − γm₂|. */
    @ParameterizedTest
    @CsvSource({"0.05", "0.125", "0.5", "1"})
    void certificateOfOneFeatureIsElementary(double gamma) {
        FinitePopulation rows =
                FinitePopulation.of(List.of("x"), new double[] {1, 2, 3}, new double[] {1, 1, 1}, "three rows");
        StepCertificate certificate = Shifted.of(rows, gamma, 0, 0).certificate();
        double growth = 1 - 2 * gamma * 14 / 3 + gamma * gamma * 98 / 3;
        assertTrue(certificate.growth() >= growth);
        assertEquals(growth, certificate.growth(), 1e-12 * (1 + growth));
        assertEquals(Math.abs(1 - gamma * 14 / 3), certificate.contraction(), 1e-13);
        assertEquals(1, certificate.floor(), 1e-14);
        assertEquals(1, certificate.norm(), 1e-14);
    }

    /** Where I grows under a step although the moments are stable, the power iteration finds an X that does not. */
    @Test
    void aBetterConeIsFoundBelowTheThreshold() {
        FinitePopulation rows = FinitePopulation.of(
                List.of("a", "b"),
                new double[] {1, 1, 1, -1, 1, 0.5, 1, -0.25},
                new double[] {1, 2, 3, 4},
                "four rows");
        PopulationMoments<Double> moments =
                QuantizedPopulation.of(DoubleField.INSTANCE, rows, new Identity(), new Identity());
        double threshold = PopulationStability.threshold(new PrimitivePopulationRecursion(moments), StepLaws.NONE, 1);
        StepCertificate certificate = Shifted.of(rows, 0.97 * threshold, 0, 0).certificate();
        assertTrue(certificate.growth() < 1, certificate::toString);
        assertTrue(Shifted.of(rows, 1.03 * threshold, 0, 0).certificate().growth() > 1);
    }

    /**
     * Coefficients that are off by far more than rounding: the radii hold the effect, and little more, so that no term can be
     * halved.
     */
    @ParameterizedTest
    @CsvSource({"1e-6, 0, ALL", "0, -1e-6, ALL", "1e-6, 0, LAST", "0, -1e-6, LAST"})
    void radiiFollowAShiftOfTheCoefficients(double correlation, double covariance, String average) {
        Averaging averaging = average.equals("ALL") ? new Averaging.All() : new Averaging.Last();
        FinitePopulation rows =
                FinitePopulation.of(List.of("x"), new double[] {1, 2, 1.5}, new double[] {1, 2.5, 1}, "three rows");
        double gamma = 0x1p-8;
        for (int steps : new int[] {2, 20, 200}) {
            Shifted shifted = Shifted.of(rows, gamma, correlation, covariance);
            RecursionRounding errors = new RecursionRounding(shifted.certificate(), shifted.rounding());
            IterateMoments<Double> run = shifted.recursion().run(StepLaws.NONE, steps, 1, gamma, averaging, errors);
            RecursionRounding.Radii radii = errors.radii(steps - averaging.first(steps), run);
            double[] exact = shifted.moments(steps, gamma, averaging instanceof Averaging.All);
            double mean = Math.abs(exact[0] - run.mean().get(0));
            double second = Math.abs(exact[1] - run.second().get(0));
            assertTrue(mean <= radii.mean() && radii.mean() < 1.05 * mean + 1e-14, mean + " in " + radii);
            assertTrue(second <= radii.second() && radii.second() < 1.1 * second + 1e-14, second + " in " + radii);
        }
    }

    /** A recursion in one dimension whose H_q and c are said to lie elsewhere. */
    private record Shifted(
            PrimitivePopulationRecursion recursion,
            StepCertificate certificate,
            StepRounding rounding,
            double[] coefficients) {
        static Shifted of(FinitePopulation rows, double gamma, double correlation, double covariance) {
            Identity none = new Identity();
            PopulationMoments<Double> moments = QuantizedPopulation.of(DoubleField.INSTANCE, rows, none, none);
            SecondMoments plain = SecondMoments.of(QuantizedPopulation.of(IntervalField.INSTANCE, rows, none, none));
            BallMatrix h = plain.covariance();
            double[] centre = h.centre().clone();
            centre[0] += covariance;
            Interval c = IntervalField.INSTANCE.add(plain.correlation().get(0), Interval.of(correlation));
            List<Interval> other = new ArrayList<>(plain.correlation());
            other.set(0, c);
            SecondMoments seconds = new SecondMoments(new BallMatrix(h.dimension(), centre, h.radius()), other);
            PrimitivePopulationRecursion recursion = new PrimitivePopulationRecursion(moments);
            SgdConfiguration run = new SgdConfiguration(100, 1, gamma, TargetOperators.NONE, new Averaging.All());
            double[] third = new double[h.dimension() * h.dimension()];
            double[] fourth = third.clone();
            double[] unit = new double[h.dimension()];
            unit[0] = 1;
            recursion.maps().third(unit, third);
            double[] one = third.clone();
            Arrays.fill(one, 0);
            one[0] = 1;
            recursion.maps().fourth(one, fourth);
            return new Shifted(
                    recursion,
                    StepCertificate.of(seconds.covariance(), moments, recursion, StepLaws.NONE, run),
                    new StepRounding(seconds, moments, recursion, StepLaws.NONE, 1, gamma),
                    new double[] {
                        c.midpoint(),
                        centre[0],
                        moments.labelWeightedCovariance().get(0),
                        third[0],
                        fourth[0]
                    });
        }

        /** E w and E w² of the last iterate or of the average, with the shifted coefficients. */
        double[] moments(int steps, double gamma, boolean average) {
            double c = coefficients[0];
            double h = coefficients[1];
            double mu = 0;
            double s = 0;
            double sum = 0;
            double cross = 0;
            double squares = 0;
            for (int t = 0; t < steps; t++) {
                sum += mu;
                squares += s + 2 * cross;
                cross = (1 - gamma * h) * (cross + s) + gamma * c * sum;
                s += 2 * gamma * (c * mu - h * s)
                        + gamma * gamma * (coefficients[4] * s + coefficients[2] - 2 * coefficients[3] * mu);
                mu += gamma * (c - h * mu);
            }
            double n = steps;
            return average ? new double[] {sum / n, squares / (n * n)} : new double[] {mu, s};
        }
    }
}
