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

    private Agreement() {}

    /** Whether two numbers differ by more than 2^−40 of the larger of their magnitudes and {@code scale}. */
    static boolean differ(BigFraction a, BigFraction b, int scale) {
        BigFraction largest = max(max(a.abs(), b.abs()), BigFraction.of(scale));
        return a.subtract(b).abs().subtract(largest.multiply(ALLOWED)).signum() > 0;
    }

    private static BigFraction max(BigFraction a, BigFraction b) {
        return a.subtract(b).signum() >= 0 ? a : b;
    }

    /** Holds new weights to the exact ones. */
    static void require(SgdUnderTest subject, String where, double[] before, ExactReal[] expected, double[] actual) {
        if (actual.length != expected.length) {
            throw Violation.of(
                    ClaimUnderTest.RP_18,
                    subject,
                    "at " + where + " there must be " + expected.length + " new weights, and there are "
                            + actual.length);
        }
        BigFraction scale = BigFraction.ZERO;
        for (int i = 0; i < expected.length; i++) {
            scale = max(
                    scale,
                    max(
                            BigFraction.from(before[i]).abs(),
                            expected[i].toFraction().abs()));
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

    private static String text(ExactReal[] values) {
        return Arrays.stream(values).map(v -> String.valueOf(v.toDouble())).collect(Collectors.joining(", ", "[", "]"));
    }
}
