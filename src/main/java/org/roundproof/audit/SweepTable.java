package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.problem.Spectrum;
import org.roundproof.sgd.Target;
import org.roundproof.theory.RiskConvention;

/**
 * Exponents of the extra risk along one axis, spectrum by spectrum.
 *
 * @param axis what moves
 * @param grid its points
 * @param steps N where it does not move
 * @param level ε where it does not move
 */
record SweepTable(SweepAxis axis, double[] grid, int steps, double level) {
    /** One kind of noise on some targets. */
    record Row(TargetSet targets, Noise noise) {
        /** Each target under each kind of noise. */
        static List<Row> of(List<Target> targets, List<Noise> noises) {
            return targets.stream()
                    .flatMap(target -> noises.stream().map(noise -> new Row(TargetSet.of(target), noise)))
                    .toList();
        }
    }

    /** Additive and elementwise multiplicative noise on each target and on all; shared noise differs from the latter in B alone. */
    static final List<Row> EACH = TargetSet.EACH.stream()
            .flatMap(targets -> Stream.of(Noise.ADDITIVE, Noise.MULTIPLICATIVE).map(noise -> new Row(targets, noise)))
            .toList();

    /** The decay in B, 1 … 1024 at N = 1000 and ε = 0.01. */
    static SweepTable batches() {
        return new SweepTable(SweepAxis.BATCH, SweepAxis.grid(1, 4, 6), 1000, 0.01);
    }

    /** The table of some rows over some spectra, for reading: no statement is made about it. */
    Table table(List<Row> rows, List<Spectrum> spectra, RiskConvention convention) {
        return table(rows, spectra, convention, new Tally(), (row, sweep) -> true);
    }

    /** The table of some rows over some spectra; each sweep must satisfy the statement that the note makes about it. */
    Table table(
            List<Row> rows,
            List<Spectrum> spectra,
            RiskConvention convention,
            Tally tally,
            BiPredicate<Row, Sweep> statement) {
        List<Sweep> sweeps = Parallel.map(rows.size() * spectra.size(), i -> {
            Row row = rows.get(i / spectra.size());
            Setting base = Spectra.setting(spectra.get(i % spectra.size()), steps);
            return Sweep.of(grid, axis.points(base, row.targets, row.noise::of, level), convention);
        });
        List<List<String>> cells = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            Row row = rows.get(r);
            List<String> line = new ArrayList<>(List.of(row.targets.label(), row.noise.label()));
            for (int s = 0; s < spectra.size(); s++) {
                Sweep sweep = sweeps.get(r * spectra.size() + s);
                Spectrum spectrum = spectra.get(s);
                tally.require(
                        statement.test(row, sweep),
                        () -> row.targets.label() + ", " + row.noise.label() + " noise, " + Spectra.name(spectrum)
                                + ": exponent of " + axis.symbol() + " " + sweep.text());
                line.add(sweep.text());
            }
            cells.add(line);
        }
        List<String> columns = new ArrayList<>(List.of("target", "noise"));
        spectra.forEach(spectrum -> columns.add(Spectra.name(spectrum)));
        return new Table(caption(convention), columns, cells);
    }

    private String caption(RiskConvention convention) {
        return "Exponent of $" + axis.symbol() + "$ in the extra risk, " + FrontierTables.convention(convention)
                + " test data: slope at the end of $" + axis.symbol() + "$ = " + Digits.plain(grid[0]) + " … "
                + Digits.plain(grid[grid.length - 1])
                + " (range over the last three intervals); a limit as a share of the last value. "
                + "$d = 50$ (10 for diabetes) and $\\gamma = 0.15/\\mathrm{tr}H$, "
                + "$w^* = 1$, $\\sigma^2 = 1$" + (axis == SweepAxis.BATCH ? "" : ", $B = 1$")
                + (axis == SweepAxis.STEPS ? "" : ", $N$ = " + steps)
                + (axis == SweepAxis.LEVEL ? "" : ", $\\varepsilon$ = " + Digits.plain(level));
    }
}
