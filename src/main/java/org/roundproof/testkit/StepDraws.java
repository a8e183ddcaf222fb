package org.roundproof.testkit;

import static org.roundproof.testkit.ClaimUnderTest.RP_01;

import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.stats.BennettTest;

/**
 * Judges a step with random bits of its own by many draws of it: with E, V and the range of a new weight known exactly, the sum of its
 * centred draws, and of their centred squares, by Bennett's inequality. Valid at every sample size.
 *
 * @param subject the implementation
 * @param draws n
 * @param falseAlarm bound of the probability that a right implementation fails
 */
record StepDraws(SgdUnderTest subject, int draws, double falseAlarm) {
    static final int DRAWS = 1 << 15;
    static final double FALSE_ALARM = 1e-9;

    /** Holds the mean of each weight. */
    void requireMean(SgdStep step) {
        StepLaw law = StepLaw.of(step, subject.operators());
        double[][] drawn = draw(step);
        for (int i = 0; i < step.columns(); i++) {
            BigFraction mean = law.mean(i);
            Centred exact = Centred.of(law, i, w -> w.subtract(mean));
            double sum = 0;
            for (double[] weights : drawn) {
                sum += weights[i] - mean.doubleValue();
            }
            double p = exact.pValue(sum, draws);
            if (p <= falseAlarm / step.columns()) {
                throw Violation.of(
                        RP_01,
                        subject,
                        "at " + step + " the mean of weight " + i + " must be " + mean + ", and is "
                                + (mean.doubleValue() + sum / draws) + " over " + draws + " draws (p-value " + p + ")");
            }
        }
    }

    /** Holds the variance of each weight. */
    void requireVariance(SgdStep step, ClaimUnderTest claim) {
        StepLaw law = StepLaw.of(step, subject.operators());
        double[][] drawn = draw(step);
        for (int i = 0; i < step.columns(); i++) {
            BigFraction mean = law.mean(i);
            BigFraction variance = law.covariance(i, i);
            Centred exact = Centred.of(law, i, w -> w.subtract(mean).pow(2).subtract(variance));
            double sum = 0;
            for (double[] weights : drawn) {
                double off = weights[i] - mean.doubleValue();
                sum += off * off - variance.doubleValue();
            }
            double p = exact.pValue(sum, draws);
            if (p <= falseAlarm / step.columns()) {
                throw Violation.of(
                        claim,
                        subject,
                        "at " + step + " the variance of weight " + i + " must be " + variance.doubleValue()
                                + ", and is "
                                + (variance.doubleValue() + sum / draws) + " over " + draws + " draws (p-value " + p
                                + ")");
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

    /** A function of one weight with mean 0. */
    @FunctionalInterface
    private interface Function {
        BigFraction of(BigFraction weight);
    }

    /**
     * The law of such a function: its largest magnitude and its variance.
     *
     * @param largest m
     * @param variance V
     */
    private record Centred(double largest, double variance) {
        static Centred of(StepLaw law, int coordinate, Function function) {
            double largest = 0;
            BigFraction variance = BigFraction.ZERO;
            for (StepLaw.Outcome outcome : law.outcomes()) {
                BigFraction value = function.of(outcome.weights()[coordinate].toFraction());
                largest = Math.max(largest, value.abs().doubleValue());
                variance = variance.add(outcome.probability().multiply(value.pow(2)));
            }
            return new Centred(largest, variance.doubleValue());
        }

        /** A weight that is certain must be so up to rounding; one that is not, by Bennett's inequality. */
        double pValue(double sum, int draws) {
            if (largest < 0x1p-40) {
                return Math.abs(sum) <= draws * 0x1p-40 ? 1 : 0;
            }
            double scale = largest * (1 + 0x1p-30);
            double slack = draws * 0x1p-40;
            double beyond = Math.max(0, Math.abs(sum) - slack) / scale;
            return new BennettTest(beyond, draws * variance * (1 + 0x1p-30) / (scale * scale)).pValue();
        }
    }
}
