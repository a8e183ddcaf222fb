package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import org.roundproof.audit.Evidence.Axis;
import org.roundproof.audit.Evidence.Plot;
import org.roundproof.audit.Evidence.Series;
import org.roundproof.audit.Evidence.Style;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.sgd.Target;

/** RP-16: the paper's experiment Q1, the error level sweep at d = 200. */
public final class RP16Check implements Claim {
    private static final int DIMENSION = 200;
    private static final int[] STEPS = {100, 400, 1600, 6400};
    private static final double[] LEVELS = {1e-4, 3e-4, 1e-3, 2e-3, 5e-3, 1e-2};
    private static final double LARGEST = 0.01;
    private static final List<Noise> KINDS = List.of(Noise.ADDITIVE, Noise.MULTIPLICATIVE, Noise.SHARED);

    @Override
    public String id() {
        return "RP-16";
    }

    @Override
    public String title() {
        return "Experiment Q1: the error level at d = 200";
    }

    @Override
    public String statement() {
        return "With $\\lambda_i = i^{-2}$, $w^*_i = 1$, $\\sigma^2 = 1$, $d = 200$, $\\gamma = 0.1$, $B = 1$, noise of level "
                + "$\\varepsilon \\le 0.01$ on all five targets and $N = 100 \\ldots 6400$ (the paper's $N$ and $\\gamma$ are "
                + "not printed in what we have): the expected excess risk increases with $\\varepsilon$ under both models; "
                + "under multiplicative noise it stays within a factor $1 + 3\\varepsilon$ of full precision at every $N$; "
                + "additive noise costs more at every $\\varepsilon$ and $N$, and its relative cost grows with $N$, beyond a "
                + "factor 2 at $\\varepsilon = 0.01$, $N = 6400$.";
    }

    @Override
    public String citation() {
        return "arXiv 2510.18259, numerical experiments, question 1";
    }

    @Override
    public String expected() {
        return "SUPPORTED";
    }

    @Override
    public List<String> properties() {
        return List.of(
                "RP16Properties#RP_16_riskIncreasesWithTheErrorLevel",
                "RP16Properties#RP_16_multiplicativeRatioStaysNearOne",
                "RP16Properties#RP_16_noiseAfterTheDataNeverHelps");
    }

    @Override
    public Finding check(AuditContext context) {
        Tally statements = new Tally();
        Table ratios = ratios(statements);
        Trial trial = new Trial(0);
        Trial.Point half = trial.run(context, base(400), 1e-3, context.size(8, 60, 600));
        Trial.Point full = trial.run(context, base(400), LARGEST, context.size(8, 160, 1600));
        trial.run(context, base(context.size(100, 1600, 1600)), LARGEST, context.size(8, 48, 480));
        return new Finding(
                trial.supported(
                        statements,
                        "every inequality holds for the recursion's numbers at " + STEPS.length + " × " + LEVELS.length
                                + " points"),
                List.of(
                        ratios,
                        levelPlot(half, full),
                        stepsPlot(),
                        stepSizes(),
                        singleTargets(),
                        trial.table(),
                        longRuns()));
    }

    private static Setting base(int steps) {
        return Setting.paper(DIMENSION, steps);
    }

    private static double[] risks(Setting setting, Noise noise, double[] levels) {
        return Parallel.map(levels.length, i -> setting.with(Trial.all(noise, levels[i]))
                        .risk())
                .stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private static Table ratios(Tally statements) {
        List<List<String>> rows = new ArrayList<>();
        double[] previous = new double[LEVELS.length];
        for (int steps : STEPS) {
            double clean = base(steps).risk();
            double[] additive = risks(base(steps), Noise.ADDITIVE, LEVELS);
            double[] multiplicative = risks(base(steps), Noise.MULTIPLICATIVE, LEVELS);
            List<String> row = new ArrayList<>(List.of(String.valueOf(steps), Digits.fixed(clean, 6)));
            for (int i = 0; i < LEVELS.length; i++) {
                double add = additive[i] / clean;
                double mul = multiplicative[i] / clean;
                String where = "N = " + steps + ", ε = " + LEVELS[i];
                double below = i == 0 ? 1 : additive[i - 1] / clean;
                double belowMul = i == 0 ? 1 : multiplicative[i - 1] / clean;
                double before = previous[i];
                double bound = 1 + 3 * LEVELS[i];
                statements.require(add > below && mul > belowMul, () -> "not increasing in ε at " + where);
                statements.require(mul <= bound, () -> "multiplicative ratio " + mul + " at " + where);
                statements.require(add > mul, () -> "additive below multiplicative at " + where);
                statements.require(add > before, () -> "additive ratio does not grow with N at " + where);
                previous[i] = add;
                if (LEVELS[i] == 1e-3 || LEVELS[i] == 5e-3 || LEVELS[i] == 1e-2) {
                    row.add(Digits.fixed(add, 4));
                    row.add(Digits.fixed(mul, 4));
                }
            }
            rows.add(row);
        }
        double last = previous[LEVELS.length - 1];
        statements.require(last > 2, () -> "additive ratio " + last + " at ε = 0.01, N = 6400");
        return new Table(
                "Expected clean excess risk relative to full precision, exact recursion; noise of Gaussian law, elementwise, on "
                        + "all five targets; $d = 200$, $\\gamma = 0.1$, $B = 1$",
                List.of("N", "full precision", "add 1e-3", "mul 1e-3", "add 5e-3", "mul 5e-3", "add 1e-2", "mul 1e-2"),
                rows);
    }

    private static Plot levelPlot(Trial.Point low, Trial.Point high) {
        List<Series> series = new ArrayList<>();
        double clean = base(400).risk();
        for (Noise noise : KINDS) {
            series.add(new Series(
                    noise.label(),
                    noise == Noise.SHARED ? Style.DASHED : Style.LINE,
                    LEVELS,
                    risks(base(400), noise, LEVELS),
                    new double[0]));
        }
        series.add(new Series(
                "full precision",
                Style.DASHED,
                new double[] {LEVELS[0], LARGEST},
                new double[] {clean, clean},
                new double[0]));
        double[] at = {1e-3, LARGEST};
        series.add(MonteCarlo.points(Noise.ADDITIVE.label(), at, List.of(low.additive(), high.additive())));
        series.add(MonteCarlo.points(
                Noise.MULTIPLICATIVE.label(), at, List.of(low.multiplicative(), high.multiplicative())));
        return new Plot(
                "rp16-level",
                "Expected clean excess risk against the error level: $d = 200$, $N = 400$, $\\gamma = 0.1$, $B = 1$; curves from "
                        + "the exact recursion, points from the process itself with "
                        + MonteCarlo.intervals(),
                new Axis("error level ε", true),
                new Axis("excess risk", true),
                series);
    }

    private static Plot stepsPlot() {
        List<Series> series = new ArrayList<>();
        double[] x = new double[STEPS.length];
        double[] clean = new double[STEPS.length];
        for (int i = 0; i < STEPS.length; i++) {
            x[i] = STEPS[i];
            clean[i] = base(STEPS[i]).risk();
        }
        series.add(new Series("full precision", Style.DASHED, x, clean, new double[0]));
        for (Noise noise : KINDS) {
            double[] y = new double[STEPS.length];
            for (int i = 0; i < STEPS.length; i++) {
                y[i] = risks(base(STEPS[i]), noise, new double[] {LARGEST})[0];
            }
            series.add(new Series(noise.label(), Style.LINE, x, y, new double[0]));
        }
        return new Plot(
                "rp16-steps",
                "Expected clean excess risk against $N$ at $\\varepsilon = 0.01$: $d = 200$, $\\gamma = 0.1$, $B = 1$",
                new Axis("steps N", true),
                new Axis("excess risk", true),
                series);
    }

    private static Table stepSizes() {
        List<List<String>> rows = new ArrayList<>();
        for (double gamma : new double[] {0.02, 0.05, 0.1, 0.2}) {
            Setting setting = base(1600).withStepSize(gamma);
            double clean = setting.risk();
            List<String> row = new ArrayList<>(List.of(Digits.plain(gamma), Digits.fixed(clean, 6)));
            for (Noise noise : KINDS) {
                row.add(Digits.fixed(risks(setting, noise, new double[] {LARGEST})[0] / clean, 4));
            }
            rows.add(row);
        }
        return new Table(
                "Sensitivity to the step size: ratio to full precision at $\\varepsilon = 0.01$, $N = 1600$",
                List.of("γ", "full precision", "additive", "multiplicative", "multiplicative, shared"),
                rows);
    }

    private static Table singleTargets() {
        List<List<String>> rows = new ArrayList<>();
        Setting setting = base(1600);
        double clean = setting.risk();
        for (Target target : Target.values()) {
            List<String> row = new ArrayList<>(List.of(target.label()));
            for (Noise noise : KINDS) {
                Setting noisy = setting.with(setting.operators().with(target, noise.of(LARGEST)));
                row.add(Digits.fixed(noisy.risk() / clean, 5));
            }
            rows.add(row);
        }
        return new Table(
                "Which operator carries the noise: ratio to full precision with one target noisy, $\\varepsilon = 0.01$, "
                        + "$N = 1600$, $\\gamma = 0.1$",
                List.of("target", "additive", "multiplicative", "multiplicative, shared"),
                rows);
    }

    /** Past the claim: the floor of quantized data stays while the risk of full precision falls. */
    private static Table longRuns() {
        List<List<String>> rows = new ArrayList<>();
        for (int steps : new int[] {25_600, 102_400, 1_000_000}) {
            double clean = base(steps).risk();
            List<String> row = new ArrayList<>(List.of(Digits.count(steps), Digits.scientific(clean, 5)));
            for (Noise noise : KINDS) {
                row.add(Digits.fixed(risks(base(steps), noise, new double[] {LARGEST})[0] / clean, 4));
            }
            rows.add(row);
        }
        return new Table(
                "Longer runs than the claim speaks of: ratio to full precision at $\\varepsilon = 0.01$",
                List.of("N", "full precision", "additive", "multiplicative", "multiplicative, shared"),
                rows);
    }
}
