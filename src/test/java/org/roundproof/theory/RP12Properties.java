package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
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

/** RP-12: the bounds enclose the exact risk, and the one-step inequalities they rest on hold in rational arithmetic. */
class RP12Properties {
    private static final RationalField RATIONAL = RationalField.INSTANCE;

    /** Everything that a setting consists of, in numbers of few bits. */
    private record Drawn(double[] lambda, double[] optimum, double noise, int data, UnitLaw law, TargetLaws laws) {
        static Drawn of(Random random, int dimension) {
            double[] lambda = new double[dimension];
            double[] optimum = new double[dimension];
            for (int i = 0; i < dimension; i++) {
                lambda[i] = (1 + random.nextInt(8)) / 8.0;
                optimum[i] = (random.nextInt(17) - 8) / 4.0;
            }
            return new Drawn(
                    lambda,
                    optimum,
                    random.nextInt(9) / 4.0,
                    random.nextInt(4),
                    UnitLaw.values()[random.nextInt(3)],
                    new TargetLaws(law(random), law(random), law(random), law(random)));
        }

        private static VarianceLaw law(Random random) {
            return ProductSetting.law(random.nextInt(4) / 16.0, random.nextInt(4) / 16.0, random.nextBoolean());
        }

        <T> ProductMoments<T> moments(Field<T> field) {
            return switch (data) {
                case 0 -> ProductMoments.gaussian(field, lambda, optimum, noise);
                case 1 -> ProductMoments.gaussian(field, lambda, optimum, noise, new AdditiveModel(0.125, law));
                default ->
                    ProductMoments.gaussian(
                            field, lambda, optimum, noise, new MultiplicativeModel(0.125, law, data == 3));
            };
        }
    }

    @Property(tries = 200)
    void RP_12_boundsEncloseTheRisk(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 6) int dimension,
            @ForAll @IntRange(min = 1, max = 64) int steps,
            @ForAll @IntRange(min = 1, max = 9) int batch,
            @ForAll @IntRange(min = 1, max = 95) int share) {
        Drawn drawn = Drawn.of(new Random(seed), dimension);
        ProductMoments<Interval> moments = drawn.moments(IntervalField.INSTANCE);
        RiskBound.Terms tiny = terms(moments, drawn.laws(), 0x1p-30, batch, steps);
        double step = tiny.stepSizeThreshold() * share / 100;
        RiskBound.Terms bound = terms(moments, drawn.laws(), step, batch, steps);
        EnclosedExcess risk = EnclosedExcess.of(moments, drawn.laws(), step, batch, steps);
        LowerBound lower = assertNotNullLower(bound);
        assertTrue(bound.value() >= risk.overQuantizedOptimum().upper(), () -> bound + " below " + risk);
        assertTrue(bound.cleanValue() >= risk.clean().upper(), () -> bound + " clean below " + risk);
        assertTrue(lower.value() <= risk.overQuantizedOptimum().lower(), () -> lower + " above " + risk);
        assertTrue(lower.cleanValue() <= risk.clean().lower(), () -> lower + " clean above " + risk);
        PaperForm paper = bound.paper();
        assertTrue(paper == null || paper.value() >= bound.value(), () -> paper + " below " + bound);
    }

    private static LowerBound assertNotNullLower(RiskBound.Terms bound) {
        LowerBound lower = bound.lower();
        assertNotNull(lower);
        return lower;
    }

    private static RiskBound.Terms terms(
            ProductMoments<Interval> moments, TargetLaws laws, double step, int batch, int steps) {
        return assertInstanceOf(
                RiskBound.Terms.class, RiskBound.of(IntervalField.INSTANCE, moments, laws, step, batch, steps));
    }

    /**
     * V_i → at most (1−γλ)²V_i + γ²λ_i(α̂h + σ̂²) and at least (1−γλ)²V_i + γ²λ_i(α̌h + σ̌_i²), for any moments μ, S ≥ μ² of w:
     * the step itself is the recursion's, exact.
     */
    @Property(tries = 200)
    void RP_12_oneStepInequalitiesHold(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int dimension,
            @ForAll @IntRange(min = 1, max = 9) int batch,
            @ForAll @IntRange(min = -3, max = 3) int power) {
        Random random = new Random(seed);
        Drawn drawn = Drawn.of(random, dimension);
        double theta = Math.scalb(1.0, power);
        double gamma = 0.25;
        ProductMoments<BigFraction> moments = drawn.moments(RATIONAL);
        ResidualMoments<BigFraction> residual = new ResidualMoments<>(RATIONAL, moments);
        NoiseConstants<BigFraction> upper = NoiseConstants.of(
                RATIONAL,
                residual,
                LawNumbers.of(RATIONAL, drawn.laws()),
                drawn.laws().parameter().shared(),
                batch,
                theta);
        ProductLowerBound<BigFraction> lower = new ProductLowerBound<>(
                moments, residual, BoundProblem.of(RATIONAL, moments, residual), drawn.laws(), gamma, batch, 8);
        BigFraction[] mean = new BigFraction[dimension];
        BigFraction[] second = new BigFraction[dimension];
        BigFraction[] error = new BigFraction[dimension];
        BigFraction h = BigFraction.ZERO;
        for (int i = 0; i < dimension; i++) {
            mean[i] = BigFraction.of(random.nextInt(33) - 16, 8);
            second[i] = mean[i].multiply(mean[i]).add(BigFraction.of(random.nextInt(9), 8));
            error[i] = error(second[i], mean[i], residual.optimum().get(i));
            h = h.add(moments.coordinates().get(i).m2().multiply(error[i]));
        }
        ProductStep<BigFraction> step = ProductStep.of(RATIONAL, moments, drawn.laws(), gamma, batch);
        BigFraction f = BigFraction.ZERO;
        for (int i = 0; i < dimension; i++) {
            f = f.add(step.sumSecond().get(i).multiply(second[i]))
                    .subtract(step.sumMean().get(i).multiply(mean[i]));
        }
        for (int i = 0; i < dimension; i++) {
            BigFraction nextSecond = step.second()
                    .get(i)
                    .multiply(second[i])
                    .add(step.cross().get(i).multiply(mean[i]))
                    .add(step.m2().get(i).multiply(f))
                    .add(step.constant().get(i));
            BigFraction nextMean =
                    step.contraction().get(i).multiply(mean[i]).add(step.drift().get(i));
            BigFraction next = error(nextSecond, nextMean, residual.optimum().get(i));
            BigFraction lambda = moments.coordinates().get(i).m2();
            BigFraction kept = step.contraction().get(i).pow(2).multiply(error[i]);
            BigFraction unit = BigFraction.from(gamma).pow(2).multiply(lambda);
            BigFraction most = kept.add(unit.multiply(upper.state().multiply(h).add(upper.effectiveNoise())));
            BigFraction least =
                    kept.add(unit.multiply(lower.state(theta).multiply(h).add(lower.noise(i, theta))));
            assertTrue(most.subtract(next).signum() >= 0, () -> next + " above " + most + " in " + drawn);
            assertTrue(next.subtract(least).signum() >= 0, () -> next + " below " + least + " in " + drawn);
        }
    }

    /** E(w − w_q*)². */
    private static BigFraction error(BigFraction second, BigFraction mean, BigFraction optimum) {
        return second.subtract(optimum.multiply(mean).multiply(2)).add(optimum.multiply(optimum));
    }

    /** The bound in rational arithmetic lies within the outward-rounded one, and not far within. */
    @Property(tries = 50)
    void RP_12_intervalsContainTheRationalBound(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int dimension,
            @ForAll @IntRange(min = 1, max = 64) int steps) {
        Drawn drawn = Drawn.of(new Random(seed), dimension);
        double step = 0x1p-8;
        RiskBound exact = RiskBound.of(RATIONAL, drawn.moments(RATIONAL), drawn.laws(), step, 2, steps);
        RiskBound rounded = RiskBound.of(
                IntervalField.INSTANCE, drawn.moments(IntervalField.INSTANCE), drawn.laws(), step, 2, steps);
        if (exact instanceof RiskBound.Terms number) {
            RiskBound.Terms bound = assertInstanceOf(RiskBound.Terms.class, rounded);
            // the rational number is printed as the next double above it
            assertTrue(bound.value() >= Math.nextDown(Math.nextDown(number.value())), () -> bound + " below " + number);
            LowerBound lower = assertNotNullLower(bound);
            LowerBound rational = assertNotNullLower(number);
            assertTrue(lower.value() <= Math.nextUp(Math.nextUp(rational.value())), () -> lower + " above " + rational);
            if (drawn.data()
                    != 3) { // for d = 1 and a shared factor D = 0 by cancellation only, which lets θ be chosen freely
                assertEquals(number.value(), bound.value(), 1e-12 * number.value());
            }
        }
    }
}
