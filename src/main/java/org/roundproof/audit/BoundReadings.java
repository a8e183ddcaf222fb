package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.random.UnitLaw;
import org.roundproof.sgd.Target;
import org.roundproof.theory.ProductMoments;
import org.roundproof.theory.RationalField;
import org.roundproof.theory.TargetLaws;

/** Readings of the printed bound that are too small, each with a setting of one dimension in which it fails. */
final class BoundReadings {
    private final Tally tally;
    private final List<List<String>> rows = new ArrayList<>();

    /** Evaluates the three readings; a reading that survives its witness is entered as a failure. */
    BoundReadings(Tally tally) {
        this.tally = tally;
        noiseOfTheLabel();
        sharedOverBatch();
        relativeAsAbsolute();
    }

    /** α̂ = 2/B and σ̂² = σ²/B = 0 in place of σ̄²/B = 1/(2B). */
    private void noiseOfTheLabel() {
        ProductMoments<BigFraction> moments = ProductMoments.gaussian(
                RationalField.INSTANCE, new double[] {1}, new double[] {1}, 0, new AdditiveModel(1, UnitLaw.GAUSSIAN));
        BigFraction half = BigFraction.of(1, 2);
        BoundFormula reading =
                new BoundFormula(BigFraction.of(2), half.negate(), half, 2, BigFraction.of(2, 8), BigFraction.ZERO);
        enter(
                "$\\sigma^2$ in place of $\\bar\\sigma^2$",
                "additive data error $\\varepsilon = 1$, $\\sigma^2 = 0$, N = 2, γ = 1/2, B = 8",
                reading.value().doubleValue(),
                new SmallDesign(moments, TargetLaws.NONE, 0.5, 2, 8));
    }

    private void sharedOverBatch() {
        BigFraction quarter = BigFraction.of(1, 4);
        SmallDesign plain = SmallDesign.gaussian(1, 0, 1, 2, 8);
        enter(
                "shared noise divided by $B$",
                "one gradient factor for the batch, $\\beta_o = \\frac14$, $\\sigma^2 = 0$, N = 2, γ = 1, B = 8",
                plain.with(relative(Target.GRADIENT, quarter, false)).bound(),
                plain.with(relative(Target.GRADIENT, quarter, true)));
    }

    private static TargetLaws relative(Target target, BigFraction beta, boolean shared) {
        return RationalSetting.only(target, RationalSetting.multiplicative(beta, shared));
    }

    private void relativeAsAbsolute() {
        SmallDesign plain = SmallDesign.gaussian(1, 0, 1, 3, 16);
        TargetLaws absolute = RationalSetting.only(Target.ACTIVATION, RationalSetting.additive(BigFraction.ONE));
        enter(
                "$\\beta_a$ in place of $\\sup_t\\beta_a\\mathbb{E}u_t^2$",
                "relative activation error $\\beta_a = 1$, $\\sigma^2 = 0$, N = 3, γ = 1, B = 16",
                plain.with(absolute).bound(),
                plain.with(relative(Target.ACTIVATION, BigFraction.ONE, false)));
    }

    private void enter(String name, String where, double reading, SmallDesign setting) {
        BigFraction risk = setting.risk();
        double bound = setting.bound();
        Witness witness = new Witness(name, where, true, reading, null, risk);
        tally.require(witness.holds(), () -> "the reading \"" + name + "\" survives its witness: " + reading);
        tally.require(
                BigFraction.from(bound).subtract(risk).signum() >= 0,
                () -> name + ": bound " + bound + " below " + risk);
        rows.add(List.of(
                name,
                "$d = 1$, Gaussian $x$, $\\lambda = w^* = 1$, " + where,
                Digits.atMost(reading, 4),
                Digits.fraction(risk) + " ≥ " + Digits.end(risk, false, 4),
                Digits.atMost(bound, 4),
                Digits.scientific(reading / risk.doubleValue(), 3)));
    }

    Table table() {
        return new Table(
                "Readings that are refuted: what the reading would bound the risk by, the exact risk, and the bound, all in"
                        + " rational arithmetic",
                List.of("reading", "setting", "reading's value", "exact risk", "bound", "reading / risk"),
                rows);
    }
}
