package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.problem.Spectrum;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.sgd.SgdConfiguration;

/**
 * The lines of {@link EnclosedRates} measured on {@link PairedPaths}: mean slopes over an axis with their intervals, floats on parameters
 * among them, whose enclosure says nothing of a slope. Each extra risk must be compatible with its enclosure.
 */
final class MeasuredRates {
    private MeasuredRates() {}

    /** One point: the full-precision process of a setting, and each line at its bits. */
    private record Point(Setting setting, int bits) {}

    /** The table. */
    static Table table(AuditContext context, int replicates, Tally tally) {
        List<EnclosedRates.Line> lines = EnclosedRates.LINES;
        List<List<List<String>>> columns = new ArrayList<>();
        for (Spectrum spectrum : Spectra.ALL) {
            columns.add(column(spectrum, lines, context, replicates, tally));
        }
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            for (int a = 0; a < EnclosedRates.AXES.size(); a++) {
                EnclosedRates.Line line = lines.get(i);
                List<String> row = new ArrayList<>(List.of(
                        line.target().label(),
                        line.name(),
                        EnclosedRates.AXES.get(a).symbol()));
                for (List<List<String>> column : columns) {
                    row.add(column.get(i).get(a));
                }
                rows.add(row);
            }
        }
        List<String> names = new ArrayList<>(List.of("target", "quantizer", "axis"));
        Spectra.ALL.forEach(spectrum -> names.add(Spectra.name(spectrum)));
        return new Table(
                "The same mean slopes, measured on the process itself: " + replicates
                        + " runs with and without the quantizer on the "
                        + "same rows, $\\tfrac12\\mathbb{E}\\|\\bar w_Q - \\bar w\\|_H^2$ (the note, section 6), with "
                        + MonteCarlo.intervals() + " of each slope",
                names,
                rows);
    }

    /** For each line its slope over each axis. */
    private static List<List<String>> column(
            Spectrum spectrum, List<EnclosedRates.Line> lines, AuditContext context, int replicates, Tally tally) {
        Setting base = Spectra.setting(spectrum, EnclosedRates.STEPS);
        List<List<String>> cells = new ArrayList<>();
        lines.forEach(line -> cells.add(new ArrayList<>()));
        List<MonteCarlo.Estimate> atBase =
                at(new Point(base, EnclosedRates.BITS), lines, spectrum, context, replicates, tally);
        for (EnclosedRates.Reach reach : EnclosedRates.AXES) {
            boolean fixed = reach.axis() == SweepAxis.DIMENSION && spectrum instanceof Spectrum.Values;
            List<MonteCarlo.Estimate> first = fixed || reach.axis() == SweepAxis.BATCH
                    ? atBase
                    : at(point(reach, base, reach.first()), lines, spectrum, context, replicates, tally);
            List<MonteCarlo.Estimate> last =
                    fixed ? atBase : at(point(reach, base, reach.last()), lines, spectrum, context, replicates, tally);
            for (int i = 0; i < lines.size(); i++) {
                cells.get(i).add(fixed ? "–" : slope(reach, first.get(i), last.get(i)));
            }
        }
        return cells;
    }

    private static Point point(EnclosedRates.Reach reach, Setting base, double x) {
        return reach.axis() == SweepAxis.LEVEL
                ? new Point(base, EnclosedRates.bits(x))
                : new Point(reach.axis().move(base, x), EnclosedRates.BITS);
    }

    private static List<MonteCarlo.Estimate> at(
            Point point,
            List<EnclosedRates.Line> lines,
            Spectrum spectrum,
            AuditContext context,
            int replicates,
            Tally tally) {
        Setting setting = point.setting;
        List<SgdConfiguration> quantized = new ArrayList<>();
        for (EnclosedRates.Line line : lines) {
            Operator operator =
                    OperatorExpression.parse(line.quantizer(point.bits)).resolve();
            quantized.add(setting.with(TargetSet.of(line.target()).of(operator)).configuration());
        }
        List<MonteCarlo.Estimate> extra =
                PairedPaths.extra(setting.problem(), setting.configuration(), quantized, context.seed(), replicates);
        for (int i = 0; i < lines.size(); i++) {
            EnclosedRates.Line line = lines.get(i);
            MonteCarlo.Estimate estimate = extra.get(i);
            FormatEnclosure enclosure = line.at(setting, point.bits);
            double nearest = Math.min(Math.max(estimate.mean(), enclosure.lower()), enclosure.upper());
            tally.require(
                    !estimate.contradicts(nearest),
                    () -> line.name() + " on " + line.target().label() + ", " + Spectra.name(spectrum) + ", N = "
                            + setting.steps() + ", B = " + setting.batch() + ", d = " + setting.dimension() + ", "
                            + point.bits + " bits: measured " + estimate.text() + ", enclosed by " + enclosure);
        }
        return extra;
    }

    private static String slope(EnclosedRates.Reach reach, MonteCarlo.Estimate first, MonteCarlo.Estimate last) {
        double width = Math.log(reach.last() / reach.first());
        double slope = Math.log(last.mean() / first.mean()) / width;
        double error = Math.hypot(last.halfWidth() / last.mean(), first.halfWidth() / first.mean());
        return Digits.fixed(slope, 2) + " ± " + Digits.fixed(error / Math.abs(width), 2);
    }
}
