package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.random.UnitLaw;
import org.roundproof.theory.Interval;
import org.roundproof.theory.IntervalField;
import org.roundproof.theory.ProductMoments;
import org.roundproof.theory.RiskBound;
import org.roundproof.theory.TargetLaws;

/** Readings of the printed bound that are too small, each with a setting of one dimension in which it fails. */
final class BoundReadings {
    private static final BigFraction QUARTER = BigFraction.of(1, 4);

    private final Tally tally;
    private final List<List<String>> rows = new ArrayList<>();

    /** Evaluates the three readings; a reading that survives its witness is entered as a failure. */
    BoundReadings(Tally tally) {
        this.tally = tally;
        noiseOfTheLabel();
        sharedOverBatch();
        relativeAsAbsolute();
    }

    private static BoundSetting setting(
            ProductMoments<Interval> moments, TargetLaws laws, double stepSize, int batch, int steps) {
        return new BoundSetting(moments, laws, stepSize, batch, steps, "");
    }

    private static ProductMoments<Interval> plain(double optimum, double noise) {
        return ProductMoments.gaussian(IntervalField.INSTANCE, new double[] {1}, new double[] {optimum}, noise);
    }

    private static RiskBound.Terms terms(BoundSetting setting) {
        if (setting.bound() instanceof RiskBound.Terms terms) {
            return terms;
        }
        throw new IllegalStateException("the bound does not apply at a witness: " + setting.bound());
    }

    private void noiseOfTheLabel() {
        double noise = 0.01;
        ProductMoments<Interval> moments = ProductMoments.gaussian(
                IntervalField.INSTANCE,
                new double[] {1},
                new double[] {1},
                noise,
                new AdditiveModel(1, UnitLaw.GAUSSIAN));
        BoundSetting setting = setting(moments, TargetLaws.NONE, 0.0625, 1, 1024);
        RiskBound.Terms terms = terms(setting);
        // additive errors, B = 1: σ̂² contains σ̄² once
        double reading = terms.bias()
                + terms.biasNoise()
                + terms.variance() * (terms.effectiveNoise() - terms.residualNoise() + noise) / terms.effectiveNoise();
        enter(
                "σ² in place of σ̄²",
                "additive data error ε = 1, w* = 1, σ² = 1/100, B = 1, γ = 1/16, N = 1024",
                reading,
                setting);
    }

    private void sharedOverBatch() {
        VarianceLaw shared = new VarianceLaw(BigFraction.ZERO, QUARTER, true);
        VarianceLaw elementwise = new VarianceLaw(BigFraction.ZERO, QUARTER, false);
        ProductMoments<Interval> moments = plain(1, 0.01);
        BoundSetting setting = setting(moments, activation(shared), 0.125, 256, 1024);
        double reading = terms(setting.withLaws(activation(elementwise))).value();
        enter(
                "shared noise divided by B",
                "one activation factor for the batch, β_a = 1/4, w* = 1, σ² = 1/100, B = 256, γ = 1/8, N = 1024",
                reading,
                setting);
    }

    private void relativeAsAbsolute() {
        VarianceLaw relative = new VarianceLaw(BigFraction.ZERO, QUARTER, false);
        VarianceLaw absolute = new VarianceLaw(QUARTER, BigFraction.ZERO, false);
        BoundSetting setting = setting(plain(16, 0.01), activation(relative), 0.0625, 1, 1024);
        double reading = terms(setting.withLaws(activation(absolute))).value();
        enter(
                "β_a in place of sup_t β_a E u_t²",
                "relative activation error β_a = 1/4, w* = 16, σ² = 1/100, B = 1, γ = 1/16, N = 1024",
                reading,
                setting);
    }

    private static TargetLaws activation(VarianceLaw law) {
        return new TargetLaws(VarianceLaw.NONE, VarianceLaw.NONE, law, VarianceLaw.NONE);
    }

    private void enter(String name, String where, double reading, BoundSetting setting) {
        Interval risk = setting.risk().overQuantizedOptimum();
        double bound = terms(setting).value();
        tally.require(reading < risk.lower(), () -> "the reading \"" + name + "\" survives its witness: " + reading);
        tally.require(bound >= risk.upper(), () -> name + ": bound " + bound + " below " + risk);
        rows.add(List.of(
                name,
                "d = 1, λ = 1, " + where,
                Digits.scientific(reading, 4),
                Digits.scientific(risk.lower(), 4),
                Digits.scientific(bound, 4),
                Digits.scientific(reading / risk.lower(), 3)));
    }

    Table table() {
        return new Table(
                "Readings that are refuted: what the reading would bound the risk by, the lower end of the exact"
                        + " risk's enclosure, and the bound",
                List.of("reading", "setting", "reading's value", "exact risk ≥", "bound", "reading / risk"),
                rows);
    }
}
