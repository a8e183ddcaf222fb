package org.roundproof.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.problem.Spectrum;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.theory.RiskConvention;

/** The frontier in numbers, each table with the statements about it that must hold. */
final class FrontierTables {
    /** A setting in which nothing but the dimension and N is chosen. */
    static final String CAPTION = "$\\lambda_i = i^{-2}$, $w^* = 1$, $\\sigma^2 = 1$, $\\gamma = 0.1$, $B = 1$";

    private static final TargetSet DATA = TargetSet.of(Target.DATA);
    private static final int[] DIMENSIONS = {50, 200, 800};

    /** Noise on parameters, activations or gradients leaves the test data alone: both conventions agree. */
    private record Case(TargetSet targets, RiskConvention convention) {
        static final List<Case> ALL = TargetSet.EACH.stream()
                .flatMap(targets -> Arrays.stream(RiskConvention.values())
                        .filter(convention -> convention == RiskConvention.CLEAN
                                || targets.targets().contains(Target.DATA)
                                || targets.targets().contains(Target.LABEL))
                        .map(convention -> new Case(targets, convention)))
                .toList();
    }

    private FrontierTables() {}

    /** m* − b at b = 8 for each target, both conventions, against the printed rule. */
    static Table targets(Tally tally) {
        List<List<String>> rows = Parallel.map(Case.ALL.size(), i -> {
            TargetSet targets = Case.ALL.get(i).targets;
            RiskConvention convention = Case.ALL.get(i).convention;
            List<String> row = new ArrayList<>(List.of(targets.label(), convention(convention)));
            for (int d : DIMENSIONS) {
                row.add(shift(Frontier.of(Setting.paper(d, 1000), targets, Noise.MULTIPLICATIVE, convention)
                        .shift(8)));
            }
            for (Noise noise : List.of(Noise.MULTIPLICATIVE, Noise.SHARED)) {
                Setting batch = Setting.paper(50, 1000).withBatch(16);
                row.add(shift(Frontier.of(batch, targets, noise, convention).shift(8)));
            }
            return row;
        });
        for (List<String> row : rows) {
            double first = Double.parseDouble(row.get(2));
            double last = Double.parseDouble(row.get(4));
            tally.require(
                    Math.abs(last - first) < 0.1 && last > rule(2, 50),
                    () -> "the shift of " + row + " moves with d or reaches the printed rule");
        }
        List<String> printed = new ArrayList<>(List.of("printed rule", ""));
        for (int d : DIMENSIONS) {
            printed.add(Digits.fixed(rule(2, d), 2));
        }
        printed.add(Digits.fixed(rule(2, 50), 2));
        printed.add(Digits.fixed(rule(2, 50), 2));
        rows.add(printed);
        return new Table(
                "Exact shift $m^* - b$ at $b = 8$, $N = 1000$: " + CAPTION + "; last columns $d = 50$, $B = 16$",
                List.of("targets", "test data", "d = 50", "200", "800", "B = 16", "B = 16, shared"),
                rows);
    }

    /** m* − b at b = 8 for each target on other spectra; a float never gains as much on the data as parity at λ_d promises. */
    static Table spectra(Tally tally) {
        List<SpectraRow> kinds = Case.ALL.stream()
                .flatMap(one -> Stream.of(
                        new SpectraRow(one, 1, Noise.MULTIPLICATIVE),
                        new SpectraRow(one, 16, Noise.MULTIPLICATIVE),
                        new SpectraRow(one, 16, Noise.SHARED)))
                .toList();
        List<Spectrum> spectra = Spectra.ALL;
        List<OptionalDouble> shifts = Parallel.map(kinds.size() * spectra.size(), i -> kinds.get(i / spectra.size())
                .shift(spectra.get(i % spectra.size())));
        List<List<String>> rows = new ArrayList<>();
        for (int r = 0; r < kinds.size(); r++) {
            SpectraRow kind = kinds.get(r);
            List<String> row = new ArrayList<>(List.of(
                    kind.one.targets.label(),
                    convention(kind.one.convention),
                    String.valueOf(kind.batch),
                    kind.noise.label()));
            boolean data = kind.one.targets.targets().contains(Target.DATA);
            for (int s = 0; s < spectra.size(); s++) {
                OptionalDouble shift = shifts.get(r * spectra.size() + s);
                double parity = parity(spectra.get(s));
                String where = row + " on " + Spectra.name(spectra.get(s));
                tally.require(
                        data ? shift.isEmpty() || shift.getAsDouble() > parity : shift.isPresent(),
                        () -> "the shift " + shift(shift) + " of " + where + " against parity " + parity);
                row.add(shift(shift));
            }
            rows.add(row);
        }
        List<String> printed = new ArrayList<>(List.of("direction d", "", "", ""));
        spectra.forEach(spectrum -> printed.add(Digits.fixed(parity(spectrum), 3)));
        rows.add(printed);
        List<String> columns = new ArrayList<>(List.of("targets", "test data", "B", "noise"));
        spectra.forEach(spectrum -> columns.add(Spectra.name(spectrum)));
        return new Table(
                "Exact shift $m^* - b$ at $b = 8$ for each target over spectra, $N = 1000$, $d = 50$ (10 for diabetes), "
                        + "$\\gamma\\,\\mathrm{tr}H = 0.15$, $w^* = 1$, $\\sigma^2 = 1$; last row: parity in the direction of "
                        + "$\\lambda_d$, $\\frac12\\log_2\\lambda_d$, the printed rule for $\\lambda_i = i^{-a}$",
                columns,
                rows);
    }

    /** One line of the table over spectra. */
    private record SpectraRow(Case one, int batch, Noise noise) {
        OptionalDouble shift(Spectrum spectrum) {
            Setting setting = Spectra.setting(spectrum, 1000).withBatch(batch);
            return Frontier.of(setting, one.targets, noise, one.convention).shift(8);
        }
    }

    /** ½ log₂ λ_d. */
    private static double parity(Spectrum spectrum) {
        double[] lambda = spectrum.eigenvalues(Spectra.dimension(spectrum));
        return Frontier.log2(lambda[lambda.length - 1]) / 2;
    }

    /** How little the shift depends on b, and its first order. */
    static Table bits(Tally tally) {
        double[] bits = {2, 4, 6, 8, 12};
        List<List<String>> rows = Parallel.map(Case.ALL.size(), i -> {
            TargetSet targets = Case.ALL.get(i).targets;
            RiskConvention convention = Case.ALL.get(i).convention;
            Frontier frontier = Frontier.of(Setting.paper(50, 1000), targets, Noise.MULTIPLICATIVE, convention);
            List<String> row = new ArrayList<>(List.of(targets.label(), convention(convention)));
            for (double b : bits) {
                row.add(Digits.fixed(frontier.shift(b).orElse(Double.NaN), 3));
            }
            row.add(Digits.fixed(frontier.firstOrder().orElse(Double.NaN), 3));
            return row;
        });
        for (List<String> row : rows) {
            double last = Double.parseDouble(row.get(6));
            double order = Double.parseDouble(row.get(7));
            tally.require(Math.abs(last - order) <= 0.0011, () -> "first order is not the limit b → ∞ of " + row);
            if (!row.get(0).equals("data") && !row.get(0).startsWith("all")) {
                for (int k = 2; k < 6; k++) {
                    double here = Double.parseDouble(row.get(k));
                    double next = Double.parseDouble(row.get(k + 1));
                    tally.require(here >= next, () -> "the shift grows with b: " + row);
                }
            }
        }
        return new Table(
                "The shift against $b$, and its first order $-\\frac12\\log_2(A/M)$: $d = 50$, $N = 1000$, " + CAPTION,
                List.of("targets", "test data", "b = 2", "4", "6", "8", "12", "first order"),
                rows);
    }

    /** Data quantization: the limit N → ∞ in closed form, approached by the exact frontier. */
    static Table limits(AuditContext context, Tally tally) {
        int last = context.size(4, 4, 6);
        int dimension = 10;
        double[] lambda = Setting.paper(dimension, 1).problem().eigenvalues();
        double[] optimum = Setting.paper(dimension, 1).problem().optimum();
        List<List<String>> rows = new ArrayList<>();
        for (double b : context.profile() == AuditContext.Profile.FULL ? new double[] {2, 3, 5} : new double[] {2, 3}) {
            for (RiskConvention convention : RiskConvention.values()) {
                List<String> row = new ArrayList<>(List.of(Digits.plain(b), convention(convention)));
                double limit = FrontierLimit.shift(lambda, optimum, b, convention);
                List<Double> shifts = Parallel.map(last - 2, k -> Frontier.of(
                                Setting.paper(dimension, (int) Math.pow(10, k + 3)),
                                DATA,
                                Noise.MULTIPLICATIVE,
                                convention)
                        .shift(b)
                        .orElse(Double.NaN));
                shifts.forEach(shift -> row.add(Digits.fixed(shift, 4)));
                row.add(Digits.fixed(limit, 4));
                row.add(Digits.fixed(FrontierLimit.shift(lambda, optimum, convention), 4));
                double distance = Math.abs(shifts.get(shifts.size() - 1) - limit);
                double before = Math.abs(shifts.get(shifts.size() - 2) - limit);
                // the distance falls as 1/N in the end
                tally.require(distance <= before / 4, () -> "the limit is not approached: " + row);
                rows.add(row);
            }
        }
        List<String> columns = new ArrayList<>(List.of("b", "test data"));
        for (int k = 3; k <= last; k++) {
            columns.add("N = 10^" + k);
        }
        columns.add("limit");
        columns.add("limit, b → ∞");
        return new Table(
                "Data quantization, $N \\to \\infty$: exact shift and closed form, $d = 10$, " + CAPTION,
                columns,
                rows);
    }

    /** The other four targets: N → ∞, and then γ → 0. */
    static Table stationary(AuditContext context, Tally tally) {
        int steps = context.size(10_000, 10_000, 100_000);
        Setting setting = new Setting(1.5, 10, steps, 4, 0.2, TargetOperators.NONE);
        double[] lambda = setting.problem().eigenvalues();
        double[] optimum = setting.problem().optimum();
        StationaryNoise noise = new StationaryNoise(lambda, setting.stepSize(), setting.batch());
        StationaryNoise slow = new StationaryNoise(lambda, 1e-9, setting.batch());
        List<Target> targets = Arrays.stream(Target.values())
                .filter(target -> target != Target.DATA)
                .toList();
        List<List<String>> rows = Parallel.map(targets.size() * 2, i -> {
            Target target = targets.get(i / 2);
            Noise kind = i % 2 == 0 ? Noise.MULTIPLICATIVE : Noise.SHARED;
            Frontier frontier = Frontier.of(setting, TargetSet.of(target), kind, RiskConvention.CLEAN);
            double at = frontier.firstOrder().orElse(Double.NaN);
            double limit =
                    half(noise.multiplicative(target, kind == Noise.SHARED, optimum, 1) / noise.additive(target));
            double small = half(slow.multiplicative(target, kind == Noise.SHARED, optimum, 1) / slow.additive(target));
            return List.of(
                    target.label(), kind.label(), Digits.fixed(at, 4), Digits.fixed(limit, 4), Digits.fixed(small, 4));
        });
        for (List<String> row : rows) {
            tally.require(
                    Math.abs(Double.parseDouble(row.get(2)) - Double.parseDouble(row.get(3))) <= 50.0 / steps,
                    () -> "the stationary limit is not approached: " + row);
        }
        return new Table(
                "First-order shift of one target, exact at $N$ = " + Digits.count(steps)
                        + " and as $N \\to \\infty$: $\\lambda_i = i^{-1.5}$, $d = 10$, "
                        + "$w^* = 1$, $\\sigma^2 = 1$, $\\gamma = 0.2$, $B = 4$, clean; last column $\\gamma \\to 0$ after that",
                List.of("target", "noise", "exact", "N → ∞", "γ → 0"),
                rows);
    }

    private static double half(double ratio) {
        return Frontier.log2(ratio) / 2;
    }

    /** −(a/2) log₂ d. */
    static double rule(double exponent, int dimension) {
        return -exponent / 2 * Frontier.log2(dimension);
    }

    /** Three decimals, or a dash where there is no frontier. */
    static String shift(OptionalDouble shift) {
        return shift.isPresent() ? Digits.fixed(shift.getAsDouble(), 3) : "–";
    }

    /** clean or quantized. */
    static String convention(RiskConvention convention) {
        return convention == RiskConvention.CLEAN ? "clean" : "quantized";
    }
}
