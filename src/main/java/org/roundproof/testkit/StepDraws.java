package org.roundproof.testkit;

import static org.roundproof.testkit.ClaimUnderTest.RP_01;
import static org.roundproof.testkit.ClaimUnderTest.RP_18;

import java.util.Arrays;
import java.util.function.Function;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.format.ExactReal;
import org.roundproof.stats.BennettTest;

/**
 * Judges a step with random bits of its own by many draws of it. With the law of the new weights known exactly, the sum of centred
 * draws of a weight, and of centred products of two, is held to 0 by Bennett's inequality with its exact variance and range. Valid at
 * every sample size. A draw that is no outcome of the law is wrong for certain.
 *
 * @param subject the implementation
 * @param draws n
 * @param falseAlarm bound of the probability that a right implementation fails
 */
record StepDraws(SgdUnderTest subject, int draws, double falseAlarm) {
    static final int DRAWS = 1 << 15;
    static final double FALSE_ALARM = 1e-9;

    private static final double ROUNDING = 0x1p-40;

    /** Holds each draw to the outcomes that there are. */
    void requireSupport(SgdStep step) {
        double[][] outcomes = StepLaw.of(step, subject.operators()).outcomes().stream()
                .map(outcome -> Arrays.stream(outcome.weights())
                        .mapToDouble(ExactReal::toDouble)
                        .toArray())
                .toArray(double[][]::new);
        for (int n = 0; n < draws; n++) {
            double[] weights = subject.apply(step);
            if (Arrays.stream(outcomes).noneMatch(outcome -> near(outcome, weights))) {
                throw Violation.of(
                        RP_18,
                        subject,
                        "at " + step + " the new weights " + Arrays.toString(weights) + " are none of the "
                                + outcomes.length + " that there can be");
            }
        }
    }

    private static boolean near(double[] outcome, double[] weights) {
        for (int i = 0; i < outcome.length; i++) {
            if (!(Math.abs(outcome[i] - weights[i]) <= ROUNDING * Math.max(1, Math.abs(outcome[i])))) {
                return false;
            }
        }
        return true;
    }

    /** Holds the mean of each weight. */
    void requireMean(SgdStep step) {
        StepLaw law = StepLaw.of(step, subject.operators());
        double[][] drawn = draw(step);
        for (int i = 0; i < step.columns(); i++) {
            int k = i;
            BigFraction mean = law.mean(i);
            Centred exact = Centred.of(law, w -> w[k].toFraction().subtract(mean));
            double centre = mean.doubleValue();
            double sum = Arrays.stream(drawn).mapToDouble(w -> w[k] - centre).sum();
            double p = exact.pValue(sum, draws);
            if (p <= falseAlarm / step.columns()) {
                throw Violation.of(
                        RP_01,
                        subject,
                        "at " + step + " the mean of weight " + i + " must be " + centre + ", and is "
                                + (centre + sum / draws) + " over " + draws + " draws (p-value " + p + ")");
            }
        }
    }

    /** Holds the variance of each weight, and the covariance of each two. */
    void requireCovariance(SgdStep step, ClaimUnderTest claim) {
        StepLaw law = StepLaw.of(step, subject.operators());
        double[][] drawn = draw(step);
        int d = step.columns();
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                int k = i;
                int l = j;
                BigFraction meanK = law.mean(k);
                BigFraction meanL = law.mean(l);
                BigFraction covariance = law.covariance(k, l);
                Centred exact = Centred.of(law, w -> w[k].toFraction()
                        .subtract(meanK)
                        .multiply(w[l].toFraction().subtract(meanL))
                        .subtract(covariance));
                double centreK = meanK.doubleValue();
                double centreL = meanL.doubleValue();
                double right = covariance.doubleValue();
                double sum = Arrays.stream(drawn)
                        .mapToDouble(w -> (w[k] - centreK) * (w[l] - centreL) - right)
                        .sum();
                double p = exact.pValue(sum, draws);
                if (p <= falseAlarm / (d * (d + 1) / 2.0)) {
                    throw Violation.of(
                            claim,
                            subject,
                            "at " + step + " the covariance of weights " + k + " and " + l + " must be " + right
                                    + ", and is " + (right + sum / draws) + " over " + draws + " draws (p-value " + p
                                    + ")");
                }
            }
        }
    }

    private double[][] draw(SgdStep step) {
        double[][] drawn = new double[draws][];
        for (int n = 0; n < draws; n++) {
            drawn[n] = subject.apply(step);
        }
        return drawn;
    }

    /**
     * The law of a function of the weights with mean 0.
     *
     * @param largest m, its largest magnitude
     * @param variance V
     */
    private record Centred(double largest, double variance) {
        static Centred of(StepLaw law, Function<ExactReal[], BigFraction> function) {
            double largest = 0;
            double variance = 0;
            for (StepLaw.Outcome outcome : law.outcomes()) {
                double value = function.apply(outcome.weights()).abs().doubleValue();
                largest = Math.max(largest, value);
                variance += outcome.probability().doubleValue() * value * value;
            }
            return new Centred(largest, variance);
        }

        /** A function that is certain must be so up to rounding; one that is not, by Bennett's inequality, rounding granted. */
        double pValue(double sum, int draws) {
            double slack = draws * (largest + 0x1p-20) * ROUNDING;
            if (largest < 0x1p-60) {
                return Math.abs(sum) <= slack ? 1 : 0;
            }
            double scale = largest * (1 + 0x1p-30);
            double beyond = Math.max(0, Math.abs(sum) - slack) / scale;
            return new BennettTest(beyond, draws * variance * (1 + 0x1p-30) / (scale * scale)).pValue();
        }
    }
}
