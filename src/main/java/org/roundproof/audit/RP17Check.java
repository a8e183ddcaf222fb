package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.roundproof.audit.Evidence.Axis;
import org.roundproof.audit.Evidence.Plot;
import org.roundproof.audit.Evidence.Series;
import org.roundproof.audit.Evidence.Style;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.sgd.Target;

/** RP-17: the paper's experiment Q2, the dimension sweep at ε = 0.01. */
public final class RP17Check implements Claim {
    private static final double EPSILON = 0.01;
    private static final int STEPS = 1600;
    /** Within the step-size condition up to d = 1600; the last is past it. */
    private static final int[] DIMENSIONS = {50, 100, 200, 400, 800, 1600, 6400};

    @Override
    public String id() {
        return "RP-17";
    }

    @Override
    public String title() {
        return "Experiment Q2: the dimension at ε = 0.01";
    }

    @Override
    public String statement() {
        return "With $\\lambda_i = i^{-2}$, $w^*_i = 1$, $\\sigma^2 = 1$, $N = 1600$, $\\gamma = 0.1$, $B = 1$ and noise of level "
                + "$\\varepsilon = 0.01$ on all five targets (the paper's $N$ and $\\gamma$ are not printed in what we have): "
                + "as $d$ grows from 50 to 6400, the gap between the expected excess risks under multiplicative noise and in "
                + "full precision stays below $0.0008$; the gap under additive noise grows with $d$, from $0.014$ at $d = 50$ "
                + "to $0.019$ at $d = 1600$, and past the step-size condition, at $d = 6400$ where "
                + "$\\gamma\\,\\mathrm{tr}\\,H_q = 6.6$, the risk exceeds $1$.";
    }

    @Override
    public String citation() {
        return "arXiv 2510.18259, numerical experiments, question 2";
    }

    @Override
    public String expected() {
        return "SUPPORTED";
    }

    @Override
    public List<String> properties() {
        return List.of(
                "RP17Properties#RP_17_additiveGapGrowsWithDimension",
                "RP17Properties#RP_17_multiplicativeGapStaysFlat");
    }

    private record Row(double clean, double additive, double multiplicative, double shared) {}

    @Override
    public Finding check(AuditContext context) {
        Tally statements = new Tally();
        List<Row> rows = Parallel.map(DIMENSIONS.length, i -> row(DIMENSIONS[i]));
        double before = 0.014;
        for (int i = 0; i < DIMENSIONS.length; i++) {
            int d = DIMENSIONS[i];
            Row row = rows.get(i);
            double multiplicative = row.multiplicative - row.clean;
            double additive = row.additive - row.clean;
            double last = before;
            statements.require(
                    multiplicative > 0 && multiplicative < 8e-4,
                    () -> "multiplicative gap " + multiplicative + " at d = " + d);
            statements.require(additive > last, () -> "additive gap " + additive + " at d = " + d + " does not grow");
            statements.require(d < 1600 || additive > 0.019, () -> "additive gap " + additive + " at d = " + d);
            statements.require(d < 6400 || row.additive > 1, () -> "additive risk " + row.additive + " at d = " + d);
            before = additive;
        }
        Trial trial = new Trial(1_000_000);
        Trial.Point small = trial.run(
                context, base(50).withSteps(context.size(200, STEPS, STEPS)), EPSILON, context.size(8, 80, 800));
        Trial.Point middle = trial.run(
                context, base(200).withSteps(context.size(200, STEPS, STEPS)), EPSILON, context.size(8, 32, 320));
        trial.run(context, base(context.size(400, 1600, 6400)).withSteps(100), EPSILON, context.size(8, 32, 320));
        boolean shown = context.profile() != AuditContext.Profile.SMOKE;
        return new Finding(
                trial.supported(
                        statements,
                        "every inequality holds for the recursion's numbers at " + DIMENSIONS.length + " dimensions"),
                List.of(table(rows), plot(rows, shown, small, middle), sensitivity(), singleTargets(), trial.table()));
    }

    private static Setting base(int dimension) {
        return Setting.paper(dimension, STEPS);
    }

    private static Row row(int dimension) {
        Setting base = base(dimension);
        return new Row(
                base.risk(),
                base.with(Trial.all(Noise.ADDITIVE, EPSILON)).risk(),
                base.with(Trial.all(Noise.MULTIPLICATIVE, EPSILON)).risk(),
                base.with(Trial.all(Noise.SHARED, EPSILON)).risk());
    }

    /** γ tr H_q = γ(Σ λ_i + dε). */
    private static double stepSizeLoad(int dimension) {
        double trace = dimension * EPSILON;
        for (double lambda : base(dimension).problem().eigenvalues()) {
            trace += lambda;
        }
        return base(dimension).stepSize() * trace;
    }

    private static Table table(List<Row> rows) {
        List<List<String>> cells = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            cells.add(List.of(
                    String.valueOf(DIMENSIONS[i]),
                    Digits.fixed(row.clean, 6),
                    Digits.fixed(row.multiplicative, 6),
                    Digits.fixed(row.shared, 6),
                    Digits.fixed(row.additive, 6),
                    Digits.fixed(stepSizeLoad(DIMENSIONS[i]), 2)));
        }
        return new Table(
                "Expected clean excess risk, exact recursion; noise of Gaussian law, $\\varepsilon = 0.01$, on all five targets; "
                        + "$N = 1600$, $\\gamma = 0.1$, $B = 1$. The last column is $\\gamma\\,\\mathrm{tr}\\,H_q$ under additive "
                        + "noise.",
                List.of("d", "full precision", "multiplicative", "multiplicative, shared", "additive", "γ tr H_q"),
                cells);
    }

    /** Growth of a gap from d = 50 to d = 400. */
    private static String growth(Setting small, Setting large, UnaryOperator<Setting> noisy) {
        double before = noisy.apply(small).risk() - small.risk();
        double after = noisy.apply(large).risk() - large.risk();
        return Digits.scientific(before, 4) + " → " + Digits.scientific(after, 4);
    }

    private static Table sensitivity() {
        List<List<String>> cells = new ArrayList<>();
        for (int steps : new int[] {400, 1600, 6400}) {
            for (double gamma : new double[] {0.05, 0.1, 0.2}) {
                Setting small = base(50).withSteps(steps).withStepSize(gamma);
                Setting large = base(400).withSteps(steps).withStepSize(gamma);
                cells.add(List.of(
                        String.valueOf(steps),
                        Digits.plain(gamma),
                        growth(small, large, s -> s.with(Trial.all(Noise.ADDITIVE, EPSILON))),
                        growth(small, large, s -> s.with(Trial.all(Noise.MULTIPLICATIVE, EPSILON)))));
            }
        }
        return new Table(
                "Sensitivity to what the paper does not print in what we have: gap to full precision at $d = 50$ → $d = 400$, "
                        + "$\\varepsilon = 0.01$ on all five targets",
                List.of("N", "γ", "additive", "multiplicative"),
                cells);
    }

    private static Table singleTargets() {
        List<List<String>> cells = new ArrayList<>();
        for (Target target : Target.values()) {
            List<String> row = new ArrayList<>(List.of(target.label()));
            for (Noise noise : List.of(Noise.ADDITIVE, Noise.MULTIPLICATIVE)) {
                row.add(growth(base(50), base(400), s -> s.with(s.operators().with(target, noise.of(EPSILON)))));
            }
            cells.add(row);
        }
        return new Table(
                "Which operator carries the noise: gap to full precision at $d = 50$ → $d = 400$ with one target noisy, "
                        + "$\\varepsilon = 0.01$, $N = 1600$, $\\gamma = 0.1$",
                List.of("target", "additive", "multiplicative"),
                cells);
    }

    private static Plot plot(List<Row> rows, boolean shown, Trial.Point small, Trial.Point middle) {
        double[] d = new double[rows.size()];
        double[][] y = new double[4][rows.size()];
        for (int i = 0; i < d.length; i++) {
            d[i] = DIMENSIONS[i];
            y[0][i] = rows.get(i).clean;
            y[1][i] = rows.get(i).multiplicative;
            y[2][i] = rows.get(i).shared;
            y[3][i] = rows.get(i).additive;
        }
        double[] none = new double[0];
        List<Series> series = new ArrayList<>(List.of(
                new Series("full precision", Style.DASHED, d, y[0], none),
                new Series("multiplicative", Style.LINE, d, y[1], none),
                new Series("multiplicative, shared", Style.DASHED, d, y[2], none),
                new Series("additive", Style.LINE, d, y[3], none)));
        if (shown) {
            double[] at = {50, 200};
            series.add(MonteCarlo.points("additive", at, List.of(small.additive(), middle.additive())));
            series.add(
                    MonteCarlo.points("multiplicative", at, List.of(small.multiplicative(), middle.multiplicative())));
        }
        return new Plot(
                "rp17-dimension",
                "Expected clean excess risk against the dimension: $\\varepsilon = 0.01$, $N = 1600$, $\\gamma = 0.1$, $B = 1$; "
                        + "curves from the exact recursion, points from the process itself with "
                        + MonteCarlo.intervals(),
                new Axis("dimension d", true),
                new Axis("excess risk", true),
                series);
    }
}
