package org.roundproof.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.format.FloatFormat;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.sgd.Target;
import org.roundproof.theory.RiskConvention;
import org.roundproof.theory.RiskResult;

/** Real formats at their natural scale on one target other than the data: what {@link RealFormats} is to the data. */
final class TargetFormats {
    private final Setting setting;
    private final Target target;
    private final RiskConvention convention;
    private final double range;
    /** Extra risk of the ideal integer of 0 bits. */
    private final double unit;

    /** Anything but the data, for which the extra risk is not linear in the variance. */
    TargetFormats(Setting setting, Target target, RiskConvention convention) {
        this.setting = setting;
        this.target = target;
        this.convention = convention;
        range = RunRange.of(setting, target);
        double constant = convention == RiskConvention.QUANTIZED && target == Target.LABEL ? 0.5 : 0;
        unit = range * range * (TargetExtra.additive(setting, target, 1) + constant);
    }

    /** R. */
    double range() {
        return range;
    }

    /** The extra risk of a quantizer, which may take its step from R. */
    FormatEnclosure extra(String quantizer) {
        return TargetExtra.of(setting, target, convention, quantizer(quantizer));
    }

    EquivalentBits bits(FormatEnclosure extra) {
        return EquivalentBits.of(extra, unit);
    }

    /** m − b by the first order of the exact frontier. */
    double predicted() {
        return natural(Frontier.of(setting, TargetSet.of(target), Noise.MULTIPLICATIVE, convention)
                .firstOrder()
                .orElse(Double.NaN));
    }

    /** m − b by parity in the direction of λ_d, which for λ_i = i^−a is the printed rule. */
    double printed() {
        double least = Arrays.stream(setting.problem().eigenvalues()).min().orElseThrow();
        return natural(Frontier.log2(least) / 2);
    }

    /** From ideal errors to real formats: ε_add = R²·2^−2b, ε_mul = c·2^−2m. */
    private double natural(double shift) {
        return shift + Frontier.log2(RealFormats.constant() / (range * range)) / 2;
    }

    private Quantizer quantizer(String text) {
        return (Quantizer) OperatorExpression.parse(text).resolve(range);
    }

    /** One row for each quantizer of {@link RealFormats}. */
    Table table(String caption, int count, Tally tally) {
        String predicted = Digits.fixed(predicted(), 2);
        String printed = Digits.fixed(printed(), 2);
        List<String> texts = RealFormats.quantizers(range, count);
        List<List<String>> rows = Parallel.map(texts.size(), i -> {
            Quantizer quantizer = quantizer(texts.get(i));
            FormatEnclosure extra = extra(texts.get(i));
            EquivalentBits bits = bits(extra);
            List<String> row = new ArrayList<>(List.of(
                    texts.get(i), String.valueOf(quantizer.format().bits()), extra(extra), bits.text()));
            row.addAll(
                    quantizer.format() instanceof FloatFormat format
                            ? List.of(bits.gap(format.precision() - 1), predicted, printed)
                            : List.of("", "", ""));
            if (target != Target.LABEL) {
                row.add(saturation(quantizer));
            }
            return row;
        });
        for (String text : List.of("e4m3:sr", "e5m2:sr")) {
            EquivalentBits bits = bits(extra(text));
            double distance = predicted() - (text.equals("e4m3:sr") ? 3 : 2);
            tally.require(
                    -distance >= bits.lower() - ALLOWED && -distance <= bits.upper() + ALLOWED,
                    () -> text + " on " + target.label() + ": " + bits + " bits, predicted " + -distance);
        }
        List<String> columns = new ArrayList<>(List.of(
                target.label() + " quantizer",
                "bits",
                "extra risk",
                "equivalent integer bits b",
                "m − b",
                "predicted",
                "printed rule"));
        if (target != Target.LABEL) {
            columns.add("saturation at most");
        }
        return new Table(caption, columns, rows);
    }

    /** What a float's own c may differ from the limit of many bits, in bits. */
    private static final double ALLOWED = 0.1;

    private static String extra(FormatEnclosure extra) {
        if (extra.lower() <= 0) {
            return "≤ " + Digits.atMost(extra.upper(), 4);
        }
        return extra.upper() - extra.lower() <= 1e-6 * extra.upper()
                ? Digits.scientific(extra.upper(), 4)
                : Digits.atLeast(extra.lower(), 4) + " … " + Digits.atMost(extra.upper(), 4);
    }

    /** The proven bound of the probability that anything saturates in a run. */
    private String saturation(Quantizer quantizer) {
        RiskResult result =
                setting.with(TargetSet.of(target).of(quantizer)).result(convention);
        return result instanceof RiskResult.Enclosure enclosure
                ? Digits.atMost(enclosure.saturationProbability(), 2)
                : "0";
    }
}
