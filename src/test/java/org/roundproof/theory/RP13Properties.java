package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.random.UnitLaw;

/** RP-13: without bias the risk is the noise times the effective dimension of H_q, within constants. */
class RP13Properties {
    private static double[] spectrum(Random random, int dimension) {
        double[] lambda = new double[dimension];
        double trace = 0;
        for (int i = 0; i < dimension; i++) {
            lambda[i] = Math.pow(2, -10 * random.nextDouble());
            trace += lambda[i];
        }
        for (int i = 0; i < dimension; i++) {
            lambda[i] /= trace;
        }
        return lambda;
    }

    @Property(tries = 100)
    void RP_13_varianceIsWithinConstantsOfTheDimension(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 8) int dimension,
            @ForAll @IntRange(min = 2, max = 200) int steps,
            @ForAll @IntRange(min = 0, max = 4) int level) {
        double[] lambda = spectrum(new Random(seed), dimension);
        double gamma = 0.125;
        double epsilon = level / 64.0;
        ProductMoments<Interval> moments = ProductMoments.gaussian(
                IntervalField.INSTANCE, lambda, new double[dimension], 1, new AdditiveModel(epsilon, UnitLaw.GAUSSIAN));
        double sum = 0;
        double trace = 0;
        for (double each : lambda) {
            double x = gamma * steps * (each + epsilon);
            sum += Math.min(1, x * x);
            trace += each + epsilon;
        }
        double effective = sum / steps;
        Interval risk =
                EnclosedExcess.of(moments, TargetLaws.NONE, gamma, 1, steps).overQuantizedOptimum();
        double once = 1.0 / steps;
        // σ̂² = σ̌² = 1, α̂ = 2
        assertTrue(risk.lower() >= (1 - 1e-12) / 31 * (1 - once) * (2 - once) * effective, () -> risk + " too low");
        assertTrue(risk.upper() <= (1 + 1e-12) * effective / 2 / (1 - 2 * gamma * trace), () -> risk + " too high");
        RiskBound.Terms bound = assertInstanceOf(
                RiskBound.Terms.class, RiskBound.of(IntervalField.INSTANCE, moments, TargetLaws.NONE, gamma, 1, steps));
        LowerBound lower = bound.lower();
        assertNotNull(lower);
        assertEquals(0, bound.bias() + bound.biasNoise() + lower.bias() + lower.biasNoise());
        assertTrue(bound.value() >= risk.upper() && lower.value() <= risk.lower(), () -> bound + " " + risk);
    }

    /** Head and tail sums as in the printed bound, with k* counted. */
    @Property(tries = 100)
    void RP_13_sumsAreThoseOfTheDefinition(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 8) int dimension,
            @ForAll @IntRange(min = 1, max = 64) int steps) {
        RationalField field = RationalField.INSTANCE;
        Random random = new Random(seed);
        List<BigFraction> eigenvalues = Arrays.stream(new int[dimension])
                .mapToObj(i -> BigFraction.of(1 + random.nextInt(64), 64))
                .toList();
        SpectralSums<BigFraction> sums = SpectralSums.of(
                field, eigenvalues, Collections.nCopies(dimension, BigFraction.ONE), BigFraction.ZERO, 0.25, steps);
        BigFraction gammaN = BigFraction.of(steps, 4);
        BigFraction n = BigFraction.of(steps);
        int head = 0;
        BigFraction inverse = BigFraction.ZERO;
        BigFraction tail = BigFraction.ZERO;
        BigFraction squares = BigFraction.ZERO;
        BigFraction headAveraged = BigFraction.ZERO;
        for (BigFraction eigenvalue : eigenvalues) {
            if (eigenvalue.multiply(gammaN).subtract(1).signum() >= 0) {
                head++;
                inverse = inverse.add(BigFraction.ONE.divide(eigenvalue));
                headAveraged = headAveraged.add(
                        BigFraction.ONE.subtract(BigFraction.of(2, 3).divide(gammaN.multiply(eigenvalue))));
            } else {
                tail = tail.add(eigenvalue);
                squares = squares.add(eigenvalue.multiply(eigenvalue));
            }
        }
        BigFraction gamma = BigFraction.of(1, 4);
        BigFraction tailDimension = n.multiply(gamma).multiply(gamma).multiply(squares);
        assertEquals(head, sums.learned());
        assertEquals(inverse.divide(gammaN.multiply(gammaN)).add(tail), sums.bias());
        assertEquals(gammaN.multiply(tail).add(head), sums.drift());
        assertEquals(tailDimension.add(BigFraction.of(head).divide(n)), sums.dimension());
        assertEquals(tailDimension.divide(3).add(headAveraged.divide(n)), sums.averaged());
    }
}
