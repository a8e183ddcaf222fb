package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.audit.Evidence.Table;

/**
 * What the step-size condition is worth when one of its assumptions is dropped: one feature, y = 0, w_0 = 1, so that every step
 * multiplies w by 1 − γm with a random m, whose law is enumerated.
 */
final class ThresholdAssumptions {
    private static final int STEPS = 16;

    private final Tally tally;
    private final List<List<String>> rows = new ArrayList<>();

    private ThresholdAssumptions(Tally tally) {
        this.tally = tally;
        // x² = 4 once in sixteen, else 1: λ = 19/16, E x⁴ = 31/16
        BigFraction step = BigFraction.of(9, 16);
        Function<Choices, BigFraction> row = choices -> BigFraction.of(choices.pick("row", 16) == 0 ? 4 : 1);
        enter(
                "fresh rows at every step",
                "$x = 2$ with probability 1/16, else 1; one row is drawn and used at all steps",
                BigFraction.of(19, 31),
                step,
                anew(step, row),
                forAll(step, row));
        // λ = 1, κ = 4, α_B = 1 + 3/B
        enter(
                "independent rows in a batch",
                "$x = 2$ with probability 1/4, else 0; B = 4; the batch is one row, four times",
                BigFraction.of(4, 7),
                step,
                anew(step, choices -> BigFraction.of(
                                rare(choices, 0) + rare(choices, 1) + rare(choices, 2) + rare(choices, 3))
                        .divide(4)),
                anew(step, choices -> BigFraction.of(rare(choices, 0))));
        // α = (1 + β_p)(1 + β_a) = 25
        BigFraction small = BigFraction.of(1, 32);
        enter(
                "independent errors of different targets",
                "$x = 1$; parameters and activations by `multiplicative(4)`, with opposite signs",
                BigFraction.of(1, 25),
                small,
                anew(small, choices -> BigFraction.of(factor(choices.sign("p")) * factor(choices.sign("a")))),
                anew(small, choices -> BigFraction.of(factor(choices.sign("p")) * factor(-choices.sign("p")))));
        // α = 1 + β_p = 5
        BigFraction eighth = BigFraction.of(1, 8);
        Function<Choices, BigFraction> parameter = choices -> BigFraction.of(factor(choices.sign("p")));
        enter(
                "independent errors of different steps",
                "$x = 1$; parameters by `multiplicative(4)`, one sign for all steps",
                BigFraction.of(1, 5),
                eighth,
                anew(eighth, parameter),
                forAll(eighth, parameter));
    }

    /** The table; a witness that does not do its work is entered as a failure. */
    static Table of(Tally tally) {
        return new Table(
                "The condition $\\gamma < 1/(\\alpha\\,\\mathrm{tr}H_q)$ without one of its assumptions: $d = 1$, $y = 0$, $w_0 = 1$;"
                        + " $\\mathbb{E}w_{" + STEPS + "}^2$ with the assumption and without it, in rational numbers",
                List.of("assumption dropped", "setting", "condition: γ below", "γ", "with it", "without"),
                new ThresholdAssumptions(tally).rows);
    }

    private static int rare(Choices choices, int position) {
        return choices.pick(position, 4) == 0 ? 4 : 0;
    }

    /** 1 ± √4. */
    private static int factor(int sign) {
        return 1 + 2 * sign;
    }

    /** E w_N², m drawn anew at every step. */
    private static BigFraction anew(BigFraction step, Function<Choices, BigFraction> m) {
        return second(step, m, 1).pow(STEPS);
    }

    /** E w_N², one m for all steps. */
    private static BigFraction forAll(BigFraction step, Function<Choices, BigFraction> m) {
        return second(step, m, STEPS);
    }

    private static BigFraction second(BigFraction step, Function<Choices, BigFraction> m, int steps) {
        return Choices.expectation(choices ->
                BigFraction.ONE.subtract(step.multiply(m.apply(choices))).pow(2 * steps));
    }

    private void enter(
            String assumption,
            String setting,
            BigFraction condition,
            BigFraction step,
            BigFraction kept,
            BigFraction dropped) {
        tally.require(
                condition.subtract(step).signum() > 0 && kept.subtract(1).signum() < 0,
                () -> assumption + ": not stable with it: " + kept);
        tally.require(dropped.subtract(1).signum() > 0, () -> assumption + ": stable without it: " + dropped);
        rows.add(List.of(
                assumption,
                setting,
                Digits.fraction(condition),
                Digits.fraction(step),
                Digits.scientific(kept.doubleValue(), 4),
                Digits.scientific(dropped.doubleValue(), 4)));
    }
}
