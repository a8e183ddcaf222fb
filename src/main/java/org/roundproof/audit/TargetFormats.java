package org.roundproof.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.format.FloatFormat;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.sgd.Target;
import org.roundproof.theory.RiskConvention;
import org.roundproof.theory.RiskResult;

/** Real formats at their natural scale on one target: their extra risks, and the equivalent integer bits over R. */
final class TargetFormats {
    /** What a float's own c may differ from the limit of many bits, in bits. */
    private static final double ALLOWED = 0.1;

    /** 1.5R: N Gaussians of which the largest is R in the median leave it with probability 4e-4 for N = 1000. */
    static final double WIDE = 1.5;

    private final Setting setting;
    private final Target target;
    private final RiskConvention convention;
    private final double range;
    private final Frontier frontier;
    private final double predicted;

    /**
     * One target alone.
     *
     * @param setting its operators do not matter
     * @param target what is quantized
     * @param convention of the test data
     */
    TargetFormats(Setting setting, Target target, RiskConvention convention) {
        this.setting = setting;
        this.target = target;
        this.convention = convention;
        range = RunRange.of(setting, target);
        frontier = Frontier.of(setting, TargetSet.of(target), Noise.MULTIPLICATIVE, convention);
        predicted = natural(frontier.firstOrder().orElse(Double.NaN));
    }

    /** R. */
    double range() {
        return range;
    }

    /** Whether the extra risk is known with saturation. */
    private boolean knownWithSaturation() {
        return target == Target.DATA || target == Target.LABEL;
    }

    /**
     * The ranges that a user may choose, in units of R. Where saturation is known it may be weighed against the step; otherwise, and where
     * labels of the test data would lose their large values, it has to stay out of sight.
     */
    List<Double> ranges() {
        return target == Target.DATA || (target == Target.LABEL && convention == RiskConvention.CLEAN)
                ? List.of(1.0, WIDE, 2.0)
                : List.of(WIDE);
    }

    /** The extra risk of a quantizer. */
    FormatEnclosure extra(Quantizer quantizer) {
        return TargetExtra.of(setting, target, convention, quantizer);
    }

    /** A quantizer, which may take its step from {@code wide}·R. */
    Quantizer quantizer(String text, double wide) {
        return (Quantizer) OperatorExpression.parse(text).resolve(wide * range);
    }

    /** The equivalent integer bits: additive noise is linear in its variance everywhere but on the data. */
    EquivalentBits bits(FormatEnclosure extra) {
        if (target == Target.DATA) {
            return extra.upper() > 0
                    ? new EquivalentBits(dataBits(extra.upper()), dataBits(extra.lower()))
                    : EquivalentBits.NONE;
        }
        double constant = convention == RiskConvention.QUANTIZED && target == Target.LABEL ? 0.5 : 0;
        return EquivalentBits.of(extra, range * range * (TargetExtra.additive(setting, target, 1) + constant));
    }

    private double dataBits(double extra) {
        double start = Math.max(1, -Frontier.log2(extra / frontier.derivative(Noise.ADDITIVE)) / 2);
        return frontier.bits(Noise.ADDITIVE, extra, start).orElse(Double.NaN) + Frontier.log2(range);
    }

    /** m − b by the first order of the exact frontier. */
    double predicted() {
        return predicted;
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

    /** A row: a quantizer whose step, if it takes one from the range, is that of {@code wide}·R. */
    private record Row(String text, double wide) {
        String label() {
            return wide == 1 ? text : text + " over " + Digits.plain(wide) + "R";
        }
    }

    /** One row for each quantizer of {@link RealFormats}, and int8 over wider ranges. */
    Table table(String caption, int count, Tally tally) {
        List<Row> list = Stream.concat(
                        RealFormats.quantizers(range, count).stream().map(text -> new Row(text, 1)),
                        Stream.of(WIDE, 2.0).flatMap(wide -> Stream.of(EightBits.TPDF, EightBits.SR)
                                .map(text -> new Row(text, wide))))
                .toList();
        List<List<String>> rows = Parallel.map(list.size(), i -> row(list.get(i)));
        agreesWithTheFrontier("e4m3:sr", 3, "the table", tally);
        agreesWithTheFrontier("e5m2:sr", 2, "the table", tally);
        List<String> columns = new ArrayList<>(List.of(
                target.label() + " quantizer",
                "bits",
                "extra risk",
                "equivalent integer bits b",
                "m − b",
                "predicted",
                "printed rule"));
        if (!knownWithSaturation()) {
            columns.add("saturation at most");
        }
        return new Table(caption, columns, rows);
    }

    private List<String> row(Row row) {
        Quantizer quantizer = quantizer(row.text, row.wide);
        FormatEnclosure extra = extra(quantizer);
        EquivalentBits bits = bits(extra);
        List<String> cells = new ArrayList<>(
                List.of(row.label(), String.valueOf(quantizer.format().bits()), text(extra), bits.text()));
        cells.addAll(
                quantizer.format() instanceof FloatFormat format
                        ? List.of(
                                bits.gap(format.precision() - 1),
                                Digits.fixed(predicted(), 2),
                                Digits.fixed(printed(), 2))
                        : List.of("", "", ""));
        if (!knownWithSaturation()) {
            cells.add(saturation(quantizer));
        }
        return cells;
    }

    /** Whether a float's m − b is what the exact frontier predicts, up to {@link #ALLOWED} beyond what is enclosed. */
    void agreesWithTheFrontier(String text, int significand, String where, Tally tally) {
        EquivalentBits bits = bits(extra(quantizer(text, 1)));
        double expected = significand - predicted();
        tally.require(
                expected >= bits.lower() - ALLOWED && expected <= bits.upper() + ALLOWED,
                () -> text + " on " + target.label() + ", " + where + ": " + bits + ", by the frontier " + expected);
    }

    private static String text(FormatEnclosure extra) {
        if (extra.upper() - extra.lower() <= 1e-6 * Math.abs(extra.upper())) {
            return Digits.scientific(extra.upper(), 4);
        }
        return extra.lower() <= 0
                ? "≤ " + Digits.atMost(extra.upper(), 4)
                : Digits.atLeast(extra.lower(), 4) + " … " + Digits.atMost(extra.upper(), 4);
    }

    /** The proven bound of the probability that anything saturates in a run; a dash where nothing is proven. */
    private String saturation(Quantizer quantizer) {
        RiskResult result = setting.with(TargetSet.of(target).of(quantizer)).result(convention);
        return result instanceof RiskResult.Enclosure enclosure && enclosure.saturationProbability() < 1
                ? Digits.atMost(enclosure.saturationProbability(), 2)
                : "–";
    }
}
