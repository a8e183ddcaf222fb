package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.roundproof.sgd.Averaging;

/** The radii: what they must count, each by itself, and nothing beyond. The reference is the recursion in rational numbers. */
class EnclosedRecursionTest {
    private static final List<Averaging> AVERAGES = List.of(new Averaging.All(), new Averaging.Last());

    /** Coefficients (second, cross, constant, m2, f, h, contraction, drift) of two like coordinates. */
    private static <T> ProductStep<T> step(Function<Double, T> to, double... c) {
        return new ProductStep<>(
                twice(to.apply(c[0])),
                twice(to.apply(c[1])),
                twice(to.apply(c[2])),
                twice(to.apply(c[3])),
                twice(to.apply(c[4])),
                twice(to.apply(c[5])),
                twice(to.apply(c[6])),
                twice(to.apply(c[7])));
    }

    private static <T> List<T> twice(T value) {
        return Collections.nCopies(2, value);
    }

    private static <T> MarginalMoments<T> state(Function<Double, T> to, double mean, double second) {
        return new MarginalMoments<>(twice(to.apply(mean)), twice(to.apply(second)));
    }

    private static RecursionPath<BigFraction> exact(
            double[] c, double mean, double second, int steps, Averaging averaging) {
        return new ProductRecursion<>(RationalField.INSTANCE, step(BigFraction::from, c))
                .run(steps, averaging, state(BigFraction::from, mean, second));
    }

    private static List<Interval> numbers(RecursionPath<Interval> path) {
        return List.of(
                path.reported().mean().get(1),
                path.reported().second().get(1),
                path.pathMean().get(1),
                path.pathSecond().get(1));
    }

    private static List<BigFraction> exactNumbers(RecursionPath<BigFraction> path) {
        return List.of(
                path.reported().mean().get(1),
                path.reported().second().get(1),
                path.pathMean().get(1),
                path.pathSecond().get(1));
    }

    /** Every number of full length, but for the coefficients that are 0 or 1: what the named one rounds must be counted. */
    private enum Source {
        SECOND(2, 0, 0, 0, 0, 0, 0, 0),
        CROSS(0, 2, 0, 0, 0, 0, 1, 0),
        /** Large beside the product to which it is added. */
        CONSTANT(1, 0, 1e6, 0, 0, 0, 1, 0),
        RANK_ONE(0, 0, 0, 2, 0.5, 0, 1, 0),
        SUM_SECOND(0, 0, 0, 1, 2, 0, 1, 0),
        SUM_MEAN(0, 0, 0, 1, 0, 2, 1, 0),
        CONTRACTION(1, 0, 0, 0, 0, 0, 2, 0),
        DRIFT(1, 0, 0, 0, 0, 0, 1, 1e6);

        private final double[] scale;

        Source(double... scale) {
            this.scale = scale;
        }

        /** 0, ½ and 1 stay. */
        double[] coefficients(Random random) {
            double[] result = scale.clone();
            for (int k = 0; k < result.length; k++) {
                if (result[k] > 1) {
                    result[k] *= 0.25 + random.nextDouble() / 4;
                }
            }
            return result;
        }
    }

    @ParameterizedTest
    @EnumSource(Source.class)
    void everyRoundingIsCounted(Source source) {
        Random random = new Random(20261127);
        for (int trial = 0; trial < 40; trial++) {
            double[] c = source.coefficients(random);
            double mean = random.nextDouble() - 0.5;
            double second = random.nextDouble();
            for (Averaging averaging : AVERAGES) {
                for (int steps = 2; steps <= 4; steps++) {
                    assertHolds(c, mean, second, steps, averaging);
                }
            }
        }
    }

    private static void assertHolds(double[] c, double mean, double second, int steps, Averaging averaging) {
        List<Interval> found = numbers(
                new EnclosedRecursion(step(Interval::of, c), state(Interval::of, mean, second)).run(steps, averaging));
        List<BigFraction> expected = exactNumbers(exact(c, mean, second, steps, averaging));
        for (int k = 0; k < found.size(); k++) {
            Interval interval = found.get(k);
            BigFraction value = expected.get(k);
            assertTrue(interval.contains(value), () -> interval + " misses " + value.doubleValue());
            assertTrue(interval.width() <= 1e-12 * Math.abs(interval.midpoint()) + 1e-290, () -> interval + " is wide");
        }
    }

    /**
     * Four half-units for each coefficient of a product, depth + 4 for those of F (depth 3 in two dimensions): what the proof
     * counts, more than one step ever shows. The result is just below 1, where its own addition and outward rounding make 4 half-units
     * of the width and more, those of a square, which is divided by an interval, 8 and more.
     */
    @ParameterizedTest
    @CsvSource({
        "8, 1.1, 0, 0, 0, 0, 0, 0, 0",
        "8, 0, 3.3, 0, 0, 0, 0, 0, 0",
        "8, 0, 0, 0.99, 0, 0, 0, 0, 0",
        "22, 0, 0, 0, 1.1, 0.5, 0, 0, 0",
        "22, 0, 0, 0, 1, 0.55, 0, 0, 0",
        "22, 0, 0, 0, 1, 0, 1.65, 0, 0",
        "8, 0, 0, 0, 0, 0, 0, 3.3, 0",
        "8, 0, 0, 0, 0, 0, 0, 0, 0.99"
    })
    void radiiCountWhatTheProofCounts(
            int halfUnits, double a, double b, double c, double d, double e, double f, double g, double h) {
        double[] coefficients = {a, b, c, d, e, f, g, h};
        MarginalMoments<Interval> found = new EnclosedRecursion(
                        step(Interval::of, coefficients), state(Interval::of, 0.3, 0.9))
                .run(1, new Averaging.Last())
                .reported();
        boolean ofMean = g + h > 0;
        Interval moved = (ofMean ? found.mean() : found.second()).get(0);
        double least = (halfUnits + (ofMean ? 2 : 6)) * 0x1p-53 * Math.abs(moved.midpoint());
        assertTrue(moved.width() >= least && moved.width() <= 3 * least, () -> moved + " is not " + least + " wide");
    }

    /**
     * Coefficients c ± r and states z ± e, all terms positive (h and −μ h are): the upper ends are those of the recursion with
     * every coefficient at its upper end, which the products (|c| + r)e + r|z| give exactly.
     */
    @Test
    void wideCoefficientsAreNotWidenedFurther() {
        double[] low = {0.5, 0.25, 0.125, 0.5, 0.25, -0.5, 0.5, 0.125};
        double[] high = {0.75, 0.5, 0.25, 0.625, 0.5, -0.25, 0.75, 0.25};
        double[] top = high.clone();
        top[5] = low[5];
        ProductStep<Interval> step = new ProductStep<>(
                wide(low, high, 0),
                wide(low, high, 1),
                wide(low, high, 2),
                wide(low, high, 3),
                wide(low, high, 4),
                wide(low, high, 5),
                wide(low, high, 6),
                wide(low, high, 7));
        MarginalMoments<Interval> initial =
                new MarginalMoments<>(twice(new Interval(0.5, 0.75)), twice(new Interval(1, 1.25)));
        for (Averaging averaging : AVERAGES) {
            for (int steps = 2; steps <= 5; steps++) {
                List<Interval> found = numbers(new EnclosedRecursion(step, initial).run(steps, averaging));
                List<BigFraction> expected = exactNumbers(exact(top, 0.75, 1.25, steps, averaging));
                for (int k = 0; k < found.size(); k++) {
                    double upper = found.get(k).upper();
                    BigFraction most = expected.get(k);
                    assertTrue(BigFraction.from(upper).compareTo(most) >= 0, () -> upper + " is below " + most);
                    assertEquals(most.doubleValue(), upper, 1e-12 * upper);
                }
            }
        }
    }

    private static List<Interval> wide(double[] low, double[] high, int k) {
        return twice(new Interval(low[k], high[k]));
    }

    /** 0 stays 0, and products below the least double are still held. */
    @Test
    void underflowIsCounted() {
        double[] one = {1, 1, 0, 0, 0, 0, 1, 0};
        double[] tiny = {1e-200, 1e-200, 0, 1e-200, 1e-200, -1e-200, 1e-200, 0};
        double[] least = {1e-300, 0, 0, 0, 0, 0, 1e-300, 0};
        for (Averaging averaging : AVERAGES) {
            for (int steps = 1; steps <= 3; steps++) {
                assertHolds(one, 0, 0, steps, averaging);
                assertHolds(tiny, 1e-200, 1e-200, steps, averaging);
                assertHolds(least, 8, 8, steps, averaging);
            }
        }
    }
}
