package org.roundproof.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.quantizer.model.MultiplicativeModel;
import org.roundproof.random.UnitLaw;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.theory.ExpectedRisk;
import org.roundproof.theory.QuantizedSpectrum;
import org.roundproof.theory.RiskConvention;
import org.roundproof.theory.RiskResult;

/** The frontier between floats and integers. */
class RP15Properties {
    @Provide
    Arbitrary<double[]> eigenvalues() {
        return Arbitraries.doubles()
                .between(0.001, 2)
                .ofScale(4)
                .array(double[].class)
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<double[]> weights() {
        return Arbitraries.doubles().between(0.1, 3).array(double[].class).ofSize(6);
    }

    /** Large enough that a thousand steps learn every direction. */
    @Provide
    Arbitrary<double[]> learned() {
        return Arbitraries.doubles()
                .between(0.3, 1)
                .array(double[].class)
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    /**
     * Labels, parameters, activations, gradients, in rationals: additive noise costs exactly εA, and what multiplicative noise costs
     * per unit of β never falls with β. So m* − b is at least its first order, and does not grow with b.
     */
    @Property(tries = 40)
    void RP_15_firstOrderBoundsTheShift(
            @ForAll @IntRange(min = 1, max = 4) int target,
            @ForAll boolean shared,
            @ForAll @IntRange(min = 1, max = 3) int dimension,
            @ForAll @IntRange(min = 2, max = 4) int steps,
            @ForAll @IntRange(min = 1, max = 5) int batch,
            @ForAll @IntRange(min = 1, max = 16) int eighths) {
        Target one = Target.values()[target];
        RationalSetting setting = RationalSetting.of(dimension, steps, 0.5, new Averaging.All());
        BigFraction small = BigFraction.of(eighths, 32);
        BigFraction large = BigFraction.of(eighths, 8);
        BigFraction four = BigFraction.of(4);
        assertEquals(
                extra(setting, one, RationalSetting.additive(large), batch),
                extra(setting, one, RationalSetting.additive(small), batch).multiply(four));
        BigFraction before = extra(setting, one, RationalSetting.multiplicative(small, shared), batch);
        BigFraction after = extra(setting, one, RationalSetting.multiplicative(large, shared), batch);
        assertTrue(
                Order.compare(after, before.multiply(four)) >= 0,
                () -> "extra risk " + before + " at β, " + after + " at 4β");
        if (one == Target.LABEL) {
            assertEquals(after, before.multiply(four));
        }
    }

    private static BigFraction extra(RationalSetting setting, Target target, VarianceLaw law, int batch) {
        return setting.extra(RationalSetting.only(target, law), batch);
    }

    /** As N → ∞ no optimum gives the float more than parity in the direction of the least eigenvalue, and that optimum gives it. */
    @Property
    void RP_15_thePrintedRuleIsTheExtremeOverTheOptimum(
            @ForAll("eigenvalues") double[] lambda,
            @ForAll("weights") double[] weights,
            @ForAll @DoubleRange(min = 0, max = 12) double bits,
            @ForAll RiskConvention convention) {
        double[] optimum = Arrays.copyOf(weights, lambda.length);
        int least = 0;
        for (int i = 1; i < lambda.length; i++) {
            least = lambda[i] < lambda[least] ? i : least;
        }
        double rule = Frontier.log2(lambda[least]) / 2;
        double shift = FrontierLimit.shift(lambda, optimum, bits, convention);
        assertTrue(shift >= rule - 1e-9, () -> shift + " below " + rule);
        double[] last = new double[lambda.length];
        last[least] = 1;
        assertEquals(rule, FrontierLimit.shift(lambda, last, bits, convention), 1e-9);
    }

    /** At the closed form's m* both noises leave the same approximation error, as the spectra compute it from H_q⁻¹Hw*. */
    @Property(tries = 200)
    void RP_15_theLimitIsTheParityOfTheFloors(
            @ForAll("eigenvalues") double[] lambda,
            @ForAll("weights") double[] weights,
            @ForAll @DoubleRange(min = 0, max = 8) double bits,
            @ForAll RiskConvention convention) {
        double[] optimum = Arrays.copyOf(weights, lambda.length);
        GaussianProblem problem = GaussianProblem.of(lambda, optimum, 1);
        double m = bits + FrontierLimit.shift(lambda, optimum, bits, convention);
        double integer =
                floor(QuantizedSpectrum.of(problem, new AdditiveModel(variance(bits), UnitLaw.GAUSSIAN)), convention);
        double real = floor(
                QuantizedSpectrum.of(problem, new MultiplicativeModel(variance(m), UnitLaw.GAUSSIAN, false)),
                convention);
        // on quantized data the spectra subtract two norms of the size of ‖w*‖²_H
        assertEquals(1, real / integer, convention == RiskConvention.CLEAN ? 1e-7 : 1e-8);
    }

    private static double variance(double bits) {
        return Math.pow(2, -2 * bits);
    }

    private static double floor(QuantizedSpectrum spectrum, RiskConvention convention) {
        return convention == RiskConvention.CLEAN
                ? spectrum.cleanApproximationError()
                : spectrum.quantizedApproximationError();
    }

    /** N·extra/ε is the closed form, a term in 1/N and what decays exponentially: without the term in 1/N little is left. */
    @Property(tries = 100)
    void RP_15_theStationaryLimitIsApproached(
            @ForAll("learned") double[] lambda,
            @ForAll @DoubleRange(min = 0.1, max = 0.3) double gamma,
            @ForAll @IntRange(min = 1, max = 6) int batch,
            @ForAll @IntRange(min = 1, max = 4) int target,
            @ForAll Noise noise) {
        Target one = Target.values()[target];
        double[] optimum = new double[lambda.length];
        Arrays.fill(optimum, 1);
        GaussianProblem problem = GaussianProblem.of(lambda, optimum, 1);
        StationaryNoise stationary = new StationaryNoise(lambda, gamma, batch);
        double limit = noise == Noise.ADDITIVE
                ? stationary.additive(one)
                : stationary.multiplicative(one, noise == Noise.SHARED, optimum, 1);
        double near = scaled(problem, gamma, batch, one, noise, 1000) / limit - 1;
        double far = scaled(problem, gamma, batch, one, noise, 4000) / limit - 1;
        double extrapolated = (4 * far - near) / 3;
        assertTrue(
                Math.abs(extrapolated) < 1e-6 && Math.abs(far) < 0.3 * Math.abs(near) + 1e-6,
                () -> "relative distance " + near + ", then " + far + ", extrapolated " + extrapolated);
    }

    private static double scaled(
            GaussianProblem problem, double gamma, int batch, Target target, Noise noise, int steps) {
        Frontier frontier = new Frontier(
                operators -> risk(problem, gamma, batch, operators, steps), 1, TargetSet.of(target), Noise.SHARED);
        return steps * frontier.derivative(noise);
    }

    private static RiskResult risk(
            GaussianProblem problem, double gamma, int batch, TargetOperators operators, int steps) {
        return ExpectedRisk.of(
                problem,
                new SgdConfiguration(steps, batch, gamma, operators, new Averaging.All()),
                RiskConvention.CLEAN);
    }
}
