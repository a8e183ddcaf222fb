package org.roundproof.audit;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.roundproof.theory.EnclosedExcess;
import org.roundproof.theory.LowerBound;
import org.roundproof.theory.PaperForm;
import org.roundproof.theory.RiskBound;

/**
 * How the bounds compare with the exact risk in one setting.
 *
 * @param upper bound over the lower end of the risk's enclosure, at least the true tightness
 * @param clean the same for the clean target
 * @param paper the same for the paper's form; NaN where its step-size condition fails
 * @param lower upper end of the risk's enclosure over the lower bound; ∞ where the lower bound is 0
 * @param setting what was evaluated
 */
record BoundSample(double upper, double clean, double paper, double lower, BoundSetting setting) {

    /** Evaluates one setting, and enters into the tally what the theorem says. */
    static BoundSample of(BoundSetting setting, Tally tally) {
        RiskBound answer = setting.bound();
        if (!(answer instanceof RiskBound.Terms bound)) {
            throw new IllegalStateException("the bound does not apply: " + answer + " for " + setting.text());
        }
        EnclosedExcess risk = setting.risk();
        PaperForm paper = bound.paper();
        LowerBound lower = bound.lower();
        if (lower == null) {
            throw new IllegalStateException("no lower bound for " + setting.text());
        }
        double least = risk.overQuantizedOptimum().lower();
        double most = risk.overQuantizedOptimum().upper();
        tally.require(bound.value() >= most, () -> setting.text() + ": bound " + bound + ", risk " + risk);
        tally.require(
                bound.cleanValue() >= risk.clean().upper(),
                () -> setting.text() + ": bound of the clean risk " + bound + ", risk " + risk);
        tally.require(
                paper == null || paper.value() >= bound.value(),
                () -> setting.text() + ": the paper's form " + paper + " is below " + bound);
        tally.require(lower.value() <= least, () -> setting.text() + ": lower bound " + lower + ", risk " + risk);
        tally.require(
                lower.cleanValue() <= risk.clean().lower(),
                () -> setting.text() + ": lower bound of the clean risk " + lower + ", risk " + risk);
        return new BoundSample(
                bound.value() / least,
                bound.cleanValue() / risk.clean().lower(),
                paper == null ? Double.NaN : paper.value() / least,
                most / lower.value(),
                setting);
    }

    /** Empirical quantiles at the given levels, NaN left out: the least value that a share {@code level} does not exceed. */
    static double[] quantiles(List<BoundSample> samples, ToDoubleFunction<BoundSample> what, double... levels) {
        return quantiles(samples.stream().mapToDouble(what).toArray(), levels);
    }

    /** The same of numbers. */
    static double[] quantiles(double[] values, double... levels) {
        double[] sorted =
                Arrays.stream(values).filter(x -> !Double.isNaN(x)).sorted().toArray();
        return Arrays.stream(levels)
                .map(level -> sorted[Math.min(sorted.length - 1, (int) Math.ceil(level * (sorted.length - 1)))])
                .toArray();
    }
}
