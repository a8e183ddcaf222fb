package org.roundproof.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleFunction;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.theory.ExpectedRisk;
import org.roundproof.theory.RiskConvention;
import org.roundproof.theory.RiskResult;

/**
 * Exponents on the rows of real data themselves, not on a Gaussian design with their eigenvalues: exact expected risks of the finite
 * population.
 */
final class PopulationRates {
    private static final int STEPS = 1000;
    private static final double LEVEL = 0.01;

    private PopulationRates() {}

    /** What is swept on one population. */
    private record Line(String what, String noise, SweepAxis axis, double[] grid, DoubleFunction<TargetOperators> at) {}

    /** Where the risk of full precision is needed. */
    private record Point(int steps, int batch) {}

    /** Data sets, standardized, with the risks of full precision that lines share. */
    private record Rows(String name, FinitePopulation population, Map<Point, Double> fullPrecision) {
        Rows(String name, FinitePopulation population) {
            this(name, population, new ConcurrentHashMap<>());
        }

        /** γ tr H = 0.15, as for the spectra. */
        double stepSize() {
            return 0.15 / population.dimension();
        }

        double risk(TargetOperators operators, int steps, int batch) {
            RiskResult result = ExpectedRisk.of(
                    population,
                    new SgdConfiguration(steps, batch, stepSize(), operators, new Averaging.All()),
                    RiskConvention.CLEAN);
            if (result instanceof RiskResult.Exact exact) {
                return exact.value();
            }
            throw new IllegalStateException("no exact risk on " + name + ": " + result);
        }

        /** E y², the unit of additive noise on l, p, a and o. */
        double labelSquare() {
            return Arrays.stream(population.labels()).map(y -> y * y).average().orElseThrow();
        }

        double largest() {
            return Arrays.stream(population.features()).map(Math::abs).max().orElseThrow();
        }

        Sweep sweep(Line line) {
            double[] extra = new double[line.grid.length];
            for (int k = 0; k < extra.length; k++) {
                double x = line.grid[k];
                int steps = line.axis == SweepAxis.STEPS ? (int) x : STEPS;
                int batch = line.axis == SweepAxis.BATCH ? (int) x : 1;
                extra[k] = risk(line.at.apply(line.axis == SweepAxis.LEVEL ? x : LEVEL), steps, batch)
                        - fullPrecision.computeIfAbsent(
                                new Point(steps, batch), at -> risk(TargetOperators.NONE, at.steps, at.batch));
            }
            return new Sweep(line.grid, extra);
        }
    }

    /** The table. Where the moments are affine in ε on any rows, its exponent must be 1; the others are only measured. */
    static Table table(Tally tally) {
        List<Rows> data = List.of(
                new Rows("diabetes", Spectra.DIABETES),
                new Rows("longley", FinitePopulation.read("builtin:longley", null, true)));
        List<List<Line>> lines = data.stream().map(PopulationRates::lines).toList();
        int count = lines.get(0).size();
        List<Sweep> sweeps = Parallel.map(count * data.size(), i -> data.get(i % data.size())
                .sweep(lines.get(i % data.size()).get(i / data.size())));
        List<List<String>> cells = new ArrayList<>();
        for (int r = 0; r < count; r++) {
            Line line = lines.get(0).get(r);
            List<String> row = new ArrayList<>(List.of(line.what, line.noise, line.axis.symbol()));
            for (int s = 0; s < data.size(); s++) {
                Sweep sweep = sweeps.get(r * data.size() + s);
                String where = line.what + ", " + line.noise + ", " + data.get(s).name;
                tally.require(
                        !linear(line) || Math.abs(sweep.last() - 1) < 1e-6,
                        () -> where + ": exponent of ε " + sweep.text());
                row.add(sweep.text());
            }
            cells.add(row);
        }
        return new Table(
                "Exponents on the rows of real data (standardized; diabetes $n = 442$, $d = 10$; Longley $n = 16$, $d = 6$), clean "
                        + "risk, $\\gamma\\,\\mathrm{tr}H = 0.15$: slope at the end of the axis (range over the last three "
                        + "intervals); $N$ = 64 … 2048, $B$ = 1 … 1024, $\\varepsilon$ = 1/16 … 1/4096 or $2^{-2\\cdot\\mathrm{bits}}$ of 3 … 7 bits; "
                        + "otherwise $N = 1000$, $B = 1$, $\\varepsilon = 0.01$; additive noise on l, p, a, o in units of "
                        + "$\\mathbb{E}y^2$",
                List.of("target", "noise", "axis", "diabetes", "longley"),
                cells);
    }

    /** Additive l, p, a, o and multiplicative l; proofs-notes/rates.md, section 3. */
    private static boolean linear(Line line) {
        boolean label = line.what.equals(Target.LABEL.label());
        boolean affine = !line.what.equals(Target.DATA.label()) && line.noise.equals(Noise.ADDITIVE.label());
        return line.axis == SweepAxis.LEVEL && (label || affine && !line.what.equals(TargetSet.ALL.label()));
    }

    private static List<Line> lines(Rows rows) {
        double range = rows.largest();
        double[] levels = SweepAxis.grid(1.0 / 16, 0.25, 5);
        double[] steps = SweepAxis.grid(64, 2, 6);
        double[] batches = SweepAxis.grid(1, 4, 6);
        List<Line> lines = new ArrayList<>();
        for (TargetSet targets : TargetSet.EACH) {
            for (Noise noise : Noise.values()) {
                boolean inUnitsOfLabels =
                        noise == Noise.ADDITIVE && !targets.targets().contains(Target.DATA);
                double unit = inUnitsOfLabels ? rows.labelSquare() : 1;
                DoubleFunction<TargetOperators> at = x -> targets.of(noise.of(unit * x));
                lines.add(new Line(targets.label(), noise.label(), SweepAxis.STEPS, steps, at));
                lines.add(new Line(targets.label(), noise.label(), SweepAxis.BATCH, batches, at));
                lines.add(new Line(targets.label(), noise.label(), SweepAxis.LEVEL, levels, at));
            }
        }
        double[] bits = SweepAxis.grid(StrictMath.pow(4, -3), 0.25, 5);
        for (String rounding : List.of("tpdf", "sr")) {
            lines.add(bits("int(b):" + rounding, bits, x -> OperatorExpression.parse(
                            "int" + bits(x) + "(scale=absmax,symmetric=true):" + rounding)
                    .resolve(range)));
        }
        lines.add(bits(
                "float(m):sr", bits, x -> OperatorExpression.parse("float(p=" + (bits(x) + 1) + ",emin=-14,emax=4):sr")
                        .resolve()));
        return lines;
    }

    private static Line bits(String name, double[] grid, DoubleFunction<Operator> family) {
        TargetSet data = TargetSet.of(Target.DATA);
        return new Line(data.label(), name, SweepAxis.LEVEL, grid, x -> data.of(family.apply(x)));
    }

    private static int bits(double x) {
        return (int) Math.rint(-Frontier.log2(x) / 2);
    }
}
