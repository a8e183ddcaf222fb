package org.roundproof.testkit;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.format.ExactReal;

/**
 * Agreement up to the rounding of an implementation's own sums: 2^−40 of the largest number that takes part. One wrong rounding
 * decision changes a weight by far more.
 */
final class Agreement {
    private static final BigFraction ALLOWED = BigFraction.of(1, 1L << 40);
    private static final BigFraction SQUARE = ALLOWED.pow(2);

    private Agreement() {}

    /** Whether two means differ by more than 2^−40 of the larger, or of 1: the size of the numbers in small steps. */
    static boolean differ(BigFraction a, BigFraction b) {
        BigFraction largest = max(max(a.abs(), b.abs()), BigFraction.ONE);
        return a.subtract(b).abs().subtract(largest.multiply(ALLOWED)).signum() > 0;
    }

    /** Whether two second moments differ by more than 2^−20 of the larger and 2^−80, which rounding in the weights may add. */
    static boolean momentsDiffer(BigFraction a, BigFraction b) {
        BigFraction allowed =
                max(a.abs(), b.abs()).multiply(BigFraction.of(1, 1L << 20)).add(SQUARE);
        return a.subtract(b).abs().subtract(allowed).signum() > 0;
    }

    private static BigFraction max(BigFraction a, BigFraction b) {
        return a.subtract(b).signum() >= 0 ? a : b;
    }

    /** Holds new weights to the exact ones. */
    static void require(SgdUnderTest subject, String where, SgdStep step, ExactReal[] expected, double[] actual) {
        BigFraction scale = BigFraction.from(largestTerm(step));
        for (ExactReal weight : expected) {
            scale = max(scale, weight.toFraction().abs());
        }
        for (int i = 0; i < expected.length; i++) {
            boolean wrong = !Double.isFinite(actual[i])
                    || BigFraction.from(actual[i])
                                    .subtract(expected[i].toFraction())
                                    .abs()
                                    .subtract(scale.multiply(ALLOWED))
                                    .signum()
                            > 0;
            if (wrong) {
                throw Violation.of(
                        ClaimUnderTest.RP_18,
                        subject,
                        "at " + where + " the new weights must be " + text(expected) + ", and are "
                                + Arrays.toString(actual) + ": weight " + i + " is wrong");
            }
        }
    }

    /** The largest of the numbers that are added up: weights, and γ·x·(|y| + |x·w|), which may cancel. */
    private static double largestTerm(SgdStep step) {
        double x = largest(step.features());
        double w = largest(step.weights());
        return Math.max(w, step.stepSize() * x * (largest(step.labels()) + step.columns() * x * w));
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }

    private static String text(ExactReal[] values) {
        return Arrays.stream(values).map(v -> String.valueOf(v.toDouble())).collect(Collectors.joining(", ", "[", "]"));
    }
}
