package org.roundproof.testkit;

import static org.roundproof.testkit.ClaimUnderTest.RP_01;
import static org.roundproof.testkit.ClaimUnderTest.RP_02;
import static org.roundproof.testkit.ClaimUnderTest.RP_06;
import static org.roundproof.testkit.ClaimUnderTest.RP_08;
import static org.roundproof.testkit.ClaimUnderTest.RP_10;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.format.ExactReal;
import org.roundproof.format.FloatFormat;
import org.roundproof.quantizer.Quantizer;

/**
 * What one step of quantized SGD promises, as properties to inherit: implement {@link #subject()} in a test class.
 *
 * <p>Where the random words are arguments, every way in which the roundings of a small step can fall is tried, each weighted by its
 * exact probability: mean and variance are rational numbers, and no chance is left. A step with random bits of its own is judged by
 * draws, by Bennett's inequality with the exact variance. The note is {@code proofs-notes/testkit.md}.
 */
public interface QuantizedSgdContract extends SgdInputs {
    /** Bound of the probability that a right implementation fails a property that draws; of each such property. */
    default double falseAlarm() {
        return StepDraws.FALSE_ALARM;
    }

    /** Draws of a step in the properties that draw. */
    default int draws() {
        return StepDraws.DRAWS;
    }

    /** For given words, the new weights are those of the definition in exact arithmetic. */
    @Property
    @Requires(Capability.SAME_WORDS)
    default void RP18_stepAsDefined(@ForAll("steps") SgdStep step) {
        SgdUnderTest subject = subject();
        ExactReal[] expected = ExactStep.of(step, subject.operators());
        double[] actual = subject.apply(step);
        Agreement.require(subject, step + " " + ExactStep.tensors(step, subject.operators()), step, expected, actual);
    }

    /** Along a trajectory, the weights are those of the exact engine. */
    @Property(tries = 20)
    @Requires(Capability.SAME_WORDS)
    default void RP18_trajectoryOfTheExactEngine(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int columns,
            @ForAll @IntRange(min = 0, max = 2) int log2Batch) {
        Trajectory.require(subject(), seed, columns, 1 << log2Batch);
    }

    /**
     * E w⁺ = w + (γ/B) Σ_r (x_r (y_r − x_r·w) − Var Q_d(x_r) ∘ w): unbiased quantizers leave the mean step as it is, but for the variance of
     * the features, which appear twice in it.
     */
    @Property(tries = 30, maxDiscardRatio = 1000)
    @Requires(
            value = Capability.SAME_WORDS,
            of = {Trait.UNBIASED, Trait.SIGNED})
    default void RP01_unbiasedStep(@ForAll("smallSteps") SgdStep step) {
        SgdUnderTest subject = subject();
        StepLaw exact = StepLaw.of(step, subject.operators());
        Assume.that(!exact.saturates());
        StepLaw law = exact.measuredBy(subject, step);
        for (int i = 0; i < step.columns(); i++) {
            BigFraction expected =
                    BigFraction.from(step.weights()[i]).add(StepLaw.meanStep(step, subject.operators(), i));
            if (Agreement.differ(law.mean(i), expected)) {
                throw Violation.of(
                        RP_01,
                        subject,
                        "at " + step + " the mean of weight " + i + " over all roundings must be "
                                + Violation.text(expected) + ", and is " + Violation.text(law.mean(i)));
            }
        }
    }

    /** Variances and covariances of the new weights are exactly those that the quantizers' own variances give. */
    @Property(tries = 30)
    @Requires(Capability.SAME_WORDS)
    default void RP02_varianceOfTheStep(@ForAll("smallSteps") SgdStep step) {
        SgdUnderTest subject = subject();
        StepLaw exact = StepLaw.of(step, subject.operators());
        StepLaw law = exact.measuredBy(subject, step);
        for (int i = 0; i < step.columns(); i++) {
            for (int j = 0; j <= i; j++) {
                if (Agreement.momentsDiffer(law.covariance(i, j), exact.covariance(i, j))) {
                    throw Violation.of(
                            RP_02,
                            subject,
                            "at " + step + " the covariance of weights " + i + " and " + j + " must be "
                                    + Violation.text(exact.covariance(i, j)) + ", and is "
                                    + Violation.text(law.covariance(i, j)));
                }
            }
        }
    }

    /** Noise of the labels, activations and gradients is each row's own: with the same row twice, the variance is half. */
    @Property(tries = 30)
    @Requires(
            value = Capability.SAME_WORDS,
            of = {Trait.NOISE_OF_ROWS, Trait.EXACT_ON_VALUES})
    default void RP08_noiseFallsWithTheBatch(@ForAll("rowsWithNoiseOfTheirOwn") SgdStep row) {
        SgdUnderTest subject = subject();
        SgdStep two = row.repeated(2);
        BigFraction one = StepLaw.measured(subject, row).covariance(0, 0);
        BigFraction half = StepLaw.measured(subject, two).covariance(0, 0);
        BigFraction expected = one.divide(2);
        if (Agreement.momentsDiffer(half, expected)) {
            throw Violation.of(
                    RP_08,
                    subject,
                    "at " + two + " (one row twice) the variance must be half of that of the row alone, "
                            + Violation.text(expected) + ", and is " + Violation.text(half));
        }
    }

    /** The weights are rounded once for the whole batch: with the same row twice, their noise is as large as with one. */
    @Property(tries = 30)
    @Requires(
            value = Capability.SAME_WORDS,
            of = {Trait.NOISE_OF_PARAMETERS, Trait.EXACT_ON_VALUES})
    default void RP10_parameterNoiseStays(
            @ForAll("rowsWithNoiseOfTheirOwn") SgdStep row, @ForAll @IntRange(min = 1, max = 7) int eighths) {
        SgdUnderTest subject = subject();
        SgdStep single = Between.weights(row, (Quantizer) subject.operators().parameter(), eighths);
        SgdStep two = single.repeated(2);
        BigFraction expected = StepLaw.of(two, subject.operators()).covariance(0, 0);
        BigFraction actual = StepLaw.measured(subject, two).covariance(0, 0);
        if (Agreement.momentsDiffer(actual, expected)) {
            throw Violation.of(
                    RP_10,
                    subject,
                    "at " + two + " (one row twice, w between two values) the variance must be "
                            + Violation.text(expected) + ", with w rounded once, and is " + Violation.text(actual));
        }
    }

    /** Floating-point features are distorted alike in every binade: E x̃² of 2x is four times that of x. */
    @Property(tries = 30)
    @Requires(
            value = Capability.SAME_WORDS,
            of = {Trait.FLOATING, Trait.STOCHASTIC, Trait.WIDE})
    default void RP06_noDistortion(
            @ForAll @IntRange(min = 0, max = 7) int eighths, @ForAll @IntRange(min = 0, max = 15) int place) {
        SgdUnderTest subject = subject();
        Quantizer data = (Quantizer) subject.operators().data();
        int least = ((FloatFormat) data.format()).minExponent();
        double x = Between.of(data, Math.scalb(1 + place / 16.0, Math.max(least, -3)), eighths);
        SgdStep step = new SgdStep(
                1, 2, new double[] {x, 2 * x}, new double[] {1}, new double[] {0, 0}, 0.5, (t, e) -> (use, level) -> 0);
        StepLaw law = StepLaw.measured(subject, step);
        BigFraction small = law.covariance(0, 0).add(law.mean(0).pow(2));
        BigFraction large = law.covariance(1, 1).add(law.mean(1).pow(2));
        if (Agreement.momentsDiffer(large, small.multiply(4))) {
            throw Violation.of(
                    RP_06,
                    subject,
                    "at " + step + " the second moment of weight 1 must be four times that of weight 0, "
                            + Violation.text(small.multiply(4)) + ", and is " + Violation.text(large));
        }
    }

    /** Each draw of a step is one of the outcomes that the roundings can have. */
    @Property(tries = 8)
    @Requires(unless = Capability.SAME_WORDS)
    default void RP18_supportOfDraws(@ForAll("smallSteps") SgdStep step) {
        new StepDraws(subject(), Math.min(draws(), 256), falseAlarm()).requireSupport(step);
    }

    /** The mean of many draws of a step is the exact mean. */
    @Property(tries = 3)
    @Requires(unless = Capability.SAME_WORDS)
    default void RP01_meanOfDraws(@ForAll("stepsToDraw") SgdStep step) {
        new StepDraws(subject(), draws(), falseAlarm() / 3).requireMean(step);
    }

    /** Variances and the covariance of many draws of a step are the exact ones. */
    @Property(tries = 3)
    @Requires(unless = Capability.SAME_WORDS)
    default void RP02_covarianceOfDraws(@ForAll("stepsToDraw") SgdStep step) {
        new StepDraws(subject(), draws(), falseAlarm() / 3).requireCovariance(step, RP_02);
    }

    /** The same row twice, by draws: the variance is what rows with noise of their own give. */
    @Property(tries = 8)
    @Requires(
            unless = Capability.SAME_WORDS,
            of = {Trait.NOISE_OF_ROWS, Trait.EXACT_ON_VALUES})
    default void RP08_varianceOfDraws(@ForAll("rowsWithNoiseOfTheirOwn") SgdStep row) {
        new StepDraws(subject(), draws(), falseAlarm() / 8).requireCovariance(row.repeated(2), RP_08);
    }

    /** The same row twice and weights between two values, by draws: the variance is that of weights rounded once. */
    @Property(tries = 8)
    @Requires(
            unless = Capability.SAME_WORDS,
            of = {Trait.NOISE_OF_PARAMETERS, Trait.EXACT_ON_VALUES})
    default void RP10_varianceOfDraws(
            @ForAll("rowsWithNoiseOfTheirOwn") SgdStep row, @ForAll @IntRange(min = 2, max = 6) int eighths) {
        Quantizer parameter = (Quantizer) subject().operators().parameter();
        new StepDraws(subject(), draws(), falseAlarm() / 8)
                .requireCovariance(Between.weights(row, parameter, eighths).repeated(2), RP_10);
    }
}
