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
 * @param batch B where it does not move
 */
record SweepTable(SweepAxis axis, double[] grid, int steps, double level, int batch) {
    /** B = 1 where it does not move. */
    SweepTable(SweepAxis axis, double[] grid, int steps, double level) {
        this(axis, grid, steps, level, 1);
    }

    /** One kind of noise on some targets. */
    record Row(TargetSet targets, Noise noise) {
        /** Each target under each kind of noise. */
        static List<Row> of(List<Target> targets, List<Noise> noises) {
            return ofSets(targets.stream().map(TargetSet::of).toList(), noises);
        }

        /** Each set of targets under each kind of noise. */
        static List<Row> ofSets(List<TargetSet> sets, List<Noise> noises) {
            return sets.stream()
                    .flatMap(targets -> noises.stream().map(noise -> new Row(targets, noise)))
                    .toList();
        }
    }

    /** Additive and elementwise multiplicative noise on each target and on all. */
    static final List<Row> EACH = TargetSet.EACH.stream()
            .flatMap(targets -> Stream.of(Noise.ADDITIVE, Noise.MULTIPLICATIVE).map(noise -> new Row(targets, noise)))
            .toList();

    /** Noise shared by the row, the vector or the batch, on each target and on all. */
    static final List<Row> SHARED = TargetSet.EACH.stream()
            .map(targets -> new Row(targets, Noise.SHARED))
            .toList();

    /** Where one row a batch is shared noise too: elsewhere than on the data it is elementwise noise then. */
    static final List<Row> EACH_AND_SHARED_ROWS = Stream.concat(
                    EACH.stream(),
                    SHARED.stream().filter(row -> row.targets.targets().contains(Target.DATA)))
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
            Setting base =
                    Spectra.setting(spectra.get(i % spectra.size()), steps).withBatch(batch);
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
                + "$w^* = 1$, $\\sigma^2 = 1$" + (axis == SweepAxis.BATCH ? "" : ", $B = " + batch + "$")
                + (axis == SweepAxis.STEPS ? "" : ", $N$ = " + steps)
                + (axis == SweepAxis.LEVEL ? "" : ", $\\varepsilon$ = " + Digits.plain(level));
    }
}
