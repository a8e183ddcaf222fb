package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.roundproof.audit.Evidence.Axis;
import org.roundproof.audit.Evidence.Plot;
import org.roundproof.audit.Evidence.Series;
import org.roundproof.audit.Evidence.Style;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.problem.Spectrum;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.sgd.Target;
import org.roundproof.theory.RiskConvention;

/** Rates in N, d and ε (or bits) over spectra, by ideal noise and by true formats; proofs-notes/rates.md says what they mean. */
final class RateTables {
    private static final TargetSet DATA = TargetSet.of(Target.DATA);

    /** Where shared noise is no longer elementwise, and neither has reached its limit. */
    private static final int BATCH = 16;

    /** The first families of true quantizers are integers. */
    private static final int INTEGERS = 2;

    /** Runs of each process of {@link MeasuredRates}. */
    private static final int REPLICATES = 64;

    private RateTables() {}

    /** Every table and plot. */
    static List<Evidence> all(AuditContext context, Tally tally) {
        boolean full = context.profile() == AuditContext.Profile.FULL;
        List<RiskConvention> conventions = full ? List.of(RiskConvention.values()) : List.of(RiskConvention.CLEAN);
        List<Spectrum> spectra = full ? Spectra.ALL : Spectra.FEW;
        List<Evidence> evidence = new ArrayList<>();
        List<SweepTable.Row> rows = full ? SweepTable.EACH_AND_SHARED_ROWS : SweepTable.EACH;
        for (RiskConvention convention : conventions) {
            evidence.addAll(axes(full, 1, rows, spectra, convention, tally));
        }
        evidence.add(level(full));
        evidence.add(trueFormats(full, tally));
        if (full) {
            evidence.addAll(TrueFormatRates.all(tally));
            evidence.add(PopulationRates.table(tally));
            for (RiskConvention convention : conventions) {
                evidence.addAll(axes(true, BATCH, SweepTable.SHARED, spectra, convention, tally));
            }
            evidence.add(BatchFloor.table(tally));
            evidence.add(EnclosedRates.table(tally));
            evidence.add(MeasuredRates.table(context, REPLICATES, tally));
        }
        return evidence;
    }

    /** The tables of N, ε and d at one B. */
    private static List<Table> axes(
            boolean full,
            int batch,
            List<SweepTable.Row> rows,
            List<Spectrum> spectra,
            RiskConvention convention,
            Tally tally) {
        List<Spectrum> families = spectra.stream()
                .filter(spectrum -> !(spectrum instanceof Spectrum.Values))
                .toList();
        return List.of(
                new SweepTable(SweepAxis.STEPS, SweepAxis.grid(64, 2, full ? 9 : 6), 1000, 1e-4, batch)
                        .table(rows, spectra, convention),
                // towards ε = 0 everything is linear; labels and additive noise off the data are so at every ε
                new SweepTable(SweepAxis.LEVEL, SweepAxis.grid(1.0 / 16, 0.25, full ? 8 : 5), 1000, 0, batch)
                        .table(
                                rows,
                                spectra,
                                convention,
                                tally,
                                (row, sweep) -> Math.abs(sweep.last() - 1) < (onData(row) ? 0.02 : 1e-3)),
                new SweepTable(SweepAxis.DIMENSION, SweepAxis.grid(25, 2, full ? 7 : 4), 1000, 1e-3, batch)
                        .table(rows, families, convention));
    }

    private static boolean onData(SweepTable.Row row) {
        return row.targets().targets().contains(Target.DATA);
    }

    /** Data: linear in ε while what ε costs in speed matters, quadratic once the floor does. */
    private static Plot level(boolean full) {
        double[] grid = SweepAxis.grid(StrictMath.pow(4, -8), 2, 15);
        double[] x = new double[grid.length - 1];
        for (int k = 0; k < x.length; k++) {
            x[k] = Math.sqrt(grid[k] * grid[k + 1]);
        }
        List<Series> series = new ArrayList<>();
        for (Noise noise : List.of(Noise.MULTIPLICATIVE, Noise.ADDITIVE)) {
            for (int steps : full ? new int[] {100, 1000, 10_000, 100_000} : new int[] {100, 1000}) {
                Setting base = Setting.paper(10, steps);
                Sweep sweep = Sweep.of(grid, SweepAxis.LEVEL.points(base, DATA, noise::of, 0), RiskConvention.CLEAN);
                double[] y = new double[x.length];
                for (int k = 0; k < x.length; k++) {
                    y[k] = sweep.exponent(k);
                }
                series.add(new Series(
                        noise.label() + ", N = " + steps,
                        noise == Noise.ADDITIVE ? Style.DASHED : Style.LINE,
                        x,
                        y,
                        new double[0]));
            }
        }
        return new Plot(
                "rp14-level",
                "Local exponent of ε in the extra risk of data noise, clean test data, $d = 10$, "
                        + FrontierTables.CAPTION,
                new Axis("ε", true),
                new Axis("local exponent", false),
                series);
    }

    /** True quantizers of the data, each by its own exact moments, against the bits b or m. */
    private static Table trueFormats(boolean full, Tally tally) {
        Setting base = Setting.paper(50, 1000);
        double range = RealFormats.range(base.problem().eigenvalues(), base.steps());
        List<String> names = List.of(
                "int(b):tpdf, range of the data",
                "int(b):sr, range of the data",
                "float(m):sr, subnormals below 2^−14");
        List<DoubleFunction<Operator>> families =
                List.of(x -> integer(x, range, "tpdf"), x -> integer(x, range, "sr"), x -> OperatorExpression.parse(
                                "float(p=" + (bits(x) + 1) + ",emin=-14,emax=4):sr")
                        .resolve());
        double[] grid = SweepAxis.grid(StrictMath.pow(4, -3), 0.25, full ? 7 : 5);
        List<List<String>> rows = new ArrayList<>();
        for (RiskConvention convention : RiskConvention.values()) {
            List<Sweep> sweeps = Parallel.map(
                    families.size(),
                    f -> Sweep.of(grid, SweepAxis.LEVEL.points(base, DATA, families.get(f), 0), convention));
            for (int f = 0; f < families.size(); f++) {
                Sweep sweep = sweeps.get(f);
                String name = names.get(f);
                // integers clip at R, and what that costs no bit repairs
                tally.require(
                        f < INTEGERS || Math.abs(sweep.last() - 1) < 0.01,
                        () -> name + ": exponent of 2^−2·bits " + sweep.text());
                List<String> row = new ArrayList<>(List.of(name, FrontierTables.convention(convention)));
                for (double extra : sweep.extra()) {
                    row.add(Digits.scientific(extra, 3));
                }
                row.add(Digits.fixed(sweep.last(), 3) + " (" + Digits.fixed(sweep.least(), 3) + " … "
                        + Digits.fixed(sweep.greatest(), 3) + ")");
                rows.add(row);
            }
        }
        List<String> columns = new ArrayList<>(List.of("data quantizer", "test data"));
        for (double x : grid) {
            columns.add(bits(x) + " bits");
        }
        columns.add("exponent of 2^(−2·bits)");
        return new Table(
                "Extra risk of true quantizers on the data by their own exact moments, $d = 50$, $N = 1000$, "
                        + FrontierTables.CAPTION,
                columns,
                rows);
    }

    private static Operator integer(double x, double range, String rounding) {
        return OperatorExpression.parse("int" + bits(x) + "(scale=absmax,symmetric=true):" + rounding)
                .resolve(range);
    }

    private static int bits(double x) {
        return (int) Math.rint(-Frontier.log2(x) / 2);
    }
}
