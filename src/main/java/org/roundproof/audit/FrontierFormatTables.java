package org.roundproof.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.problem.Spectrum;
import org.roundproof.sgd.Target;
import org.roundproof.theory.RiskConvention;

/** Real formats on labels, gradients, activations and parameters, and which 8-bit format costs least where. */
final class FrontierFormatTables {
    private static final int STEPS = 1000;

    private FrontierFormatTables() {}

    /** One target and convention; noise on parameters, activations or gradients leaves the test data alone. */
    private record Case(Target target, RiskConvention convention) {
        static final List<Case> ALL = List.of(
                new Case(Target.DATA, RiskConvention.CLEAN),
                new Case(Target.DATA, RiskConvention.QUANTIZED),
                new Case(Target.LABEL, RiskConvention.CLEAN),
                new Case(Target.LABEL, RiskConvention.QUANTIZED),
                new Case(Target.GRADIENT, RiskConvention.CLEAN),
                new Case(Target.ACTIVATION, RiskConvention.CLEAN),
                new Case(Target.PARAMETER, RiskConvention.CLEAN));

        TargetFormats formats(Setting setting) {
            return new TargetFormats(setting, target, convention);
        }
    }

    /** The problem of the other tables; in a quick look few quantizers on labels alone. */
    static List<Table> paper(AuditContext context, Tally tally) {
        boolean full = context.profile() == AuditContext.Profile.FULL;
        int count = full ? RealFormats.COUNT : 4;
        return Case.ALL.subList(2, full ? Case.ALL.size() : 3).stream()
                .map(one -> table(one, count, tally))
                .toList();
    }

    private static Table table(Case one, int count, Tally tally) {
        TargetFormats formats = one.formats(Setting.paper(50, STEPS));
        return formats.table(
                "Real formats on the " + one.target.label() + " alone, " + basis(one.target) + ", "
                        + FrontierTables.convention(one.convention) + " test data, $d = 50$, $N = 1000$, "
                        + FrontierTables.CAPTION + "; $R$ = " + Digits.fixed(formats.range(), 3),
                count,
                tally);
    }

    private static String basis(Target target) {
        return switch (target) {
            case DATA, LABEL -> "by their own exact moments, saturation included";
            case GRADIENT, ACTIVATION -> "without saturation, enclosed";
            case PARAMETER -> "without saturation, enclosed";
        };
    }

    /** Over all spectra: equivalent bits of each 8-bit format, and the cheapest. */
    static List<Table> spectra(Tally tally) {
        List<Spectrum> spectra = Spectra.ALL;
        int width = spectra.size();
        List<Cell> cells =
                Parallel.map(Case.ALL.size() * width, i -> Cell.of(Case.ALL.get(i / width), spectra.get(i % width)));
        cells.forEach(cell -> tally.add(cell.tally));
        List<List<String>> bits = new ArrayList<>();
        List<List<String>> cheapest = new ArrayList<>();
        for (int r = 0; r < Case.ALL.size(); r++) {
            Case one = Case.ALL.get(r);
            List<Cell> row = cells.subList(r * width, (r + 1) * width);
            List<String> head = List.of(one.target.label(), FrontierTables.convention(one.convention));
            for (int line = 0; line < row.get(0).lines.size(); line++) {
                List<String> texts = new ArrayList<>(head);
                texts.add(row.get(0).lines.get(line).get(0));
                for (Cell cell : row) {
                    texts.add(cell.lines.get(line).get(1));
                }
                bits.add(texts);
            }
            List<String> texts = new ArrayList<>(head);
            row.forEach(cell -> texts.add(cell.cheapest));
            cheapest.add(texts);
        }
        String setting =
                "$N = 1000$, $d = 50$ (10 for diabetes), $\\gamma\\,\\mathrm{tr}H = 0.15$, $w^* = 1$, $\\sigma^2 = 1$, $B = 1$; "
                        + "each format at the best of its scales";
        return List.of(
                new Table(
                        "Equivalent integer bits of 8-bit formats on one target over spectra, and those of e4m3 by the exact "
                                + "frontier and by the printed rule: " + setting,
                        columns(List.of("target", "test data", "format"), spectra),
                        bits),
                new Table(
                        "The cheapest 8-bit format on one target, and the factor by which the next one adds more risk: "
                                + setting + "; several names where enclosures do not decide",
                        columns(List.of("target", "test data"), spectra),
                        cheapest));
    }

    private static List<String> columns(List<String> head, List<Spectrum> spectra) {
        List<String> columns = new ArrayList<>(head);
        spectra.forEach(spectrum -> columns.add(Spectra.name(spectrum)));
        return columns;
    }

    /** One target on one spectrum. */
    private record Cell(List<List<String>> lines, String cheapest, Tally tally) {
        static Cell of(Case one, Spectrum spectrum) {
            TargetFormats formats = one.formats(Spectra.setting(spectrum, STEPS));
            List<Contender> contenders = Arrays.stream(EightBits.values())
                    .map(format -> new Contender(format, format.best(formats)))
                    .toList();
            List<List<String>> lines = new ArrayList<>();
            for (Contender contender : contenders) {
                lines.add(List.of(
                        contender.format.label(), formats.bits(contender.extra).text()));
            }
            lines.add(List.of("e4m3, exact frontier", Digits.fixed(3 - formats.predicted(), 2)));
            lines.add(List.of("e4m3, printed rule", Digits.fixed(3 - formats.printed(), 2)));
            Tally tally = new Tally();
            formats.agreesWithTheFrontier("e4m3:sr", 3, Spectra.name(spectrum), tally);
            return new Cell(lines, cheapest(contenders), tally);
        }

        private static String cheapest(List<Contender> contenders) {
            FormatEnclosure best = least(contenders);
            List<Contender> first = contenders.stream()
                    .filter(contender -> contender.extra.lower() <= best.upper())
                    .toList();
            if (first.size() == contenders.size()) {
                return "undecided";
            }
            String names =
                    first.stream().map(contender -> contender.format.label()).collect(Collectors.joining(" or "));
            List<Contender> others = contenders.stream()
                    .filter(contender -> !first.contains(contender))
                    .toList();
            FormatEnclosure next = least(others);
            return names + ", " + EquivalentBits.text(next.lower() / best.upper(), next.upper() / best.lower());
        }

        /** The least of several extra risks. */
        private static FormatEnclosure least(List<Contender> contenders) {
            double lower = Double.POSITIVE_INFINITY;
            double upper = Double.POSITIVE_INFINITY;
            for (Contender contender : contenders) {
                lower = Math.min(lower, contender.extra.lower());
                upper = Math.min(upper, contender.extra.upper());
            }
            return new FormatEnclosure(lower, upper);
        }
    }

    private record Contender(EightBits format, FormatEnclosure extra) {}
}
