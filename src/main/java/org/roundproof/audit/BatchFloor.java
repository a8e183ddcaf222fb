package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.problem.Spectrum;
import org.roundproof.sgd.Target;
import org.roundproof.theory.RiskConvention;

/**
 * What no batch removes, along N: the extra risk as B → ∞ of noise on parameters and of shared noise on labels, activations and gradients.
 * With β for the level and w_0 = 0, γλ ≤ 1, the coordinates decouple and
 *
 * <pre>
 * label                    extra ≤ (β/2N) Σ λw*²
 * parameter, activation    extra ≤ (β/2N) Σ λw*²(2 − γλ)/(2 − γλ(1+β))      additive: (ε/2N) Σ λ
 * gradient                 extra ≤ (β/2γN²) Σ w*²/(2 − γλ(1+β))
 * </pre>
 *
 * Proof: proofs-notes/rates.md, section 4.
 */
final class BatchFloor {
    /** So large that what falls as 1/B² is below the printed digits; what falls as 1/B is extrapolated away. */
    private static final int LARGE = 1 << 23;

    /** A share of the risks, whose difference is the floor, for what they lose in rounding; the bound is attained in the limit. */
    private static final double ROUNDING = 1e-12;

    /** β, ε. */
    static final double LEVEL = 0.01;

    static final List<SweepTable.Row> ROWS = List.of(
            new SweepTable.Row(TargetSet.of(Target.PARAMETER), Noise.ADDITIVE),
            new SweepTable.Row(TargetSet.of(Target.PARAMETER), Noise.MULTIPLICATIVE),
            new SweepTable.Row(TargetSet.of(Target.LABEL), Noise.SHARED),
            new SweepTable.Row(TargetSet.of(Target.ACTIVATION), Noise.SHARED),
            new SweepTable.Row(TargetSet.of(Target.GRADIENT), Noise.SHARED));

    private BatchFloor() {}

    /** Exponents of N, and the largest share of the bound that the floor takes. */
    static Table table(Tally tally) {
        double[] grid = SweepAxis.grid(64, 2, 9);
        List<Spectrum> spectra = Spectra.ALL;
        List<List<String>> cells = new ArrayList<>();
        List<String> texts = Parallel.map(ROWS.size() * spectra.size(), i -> {
            SweepTable.Row row = ROWS.get(i / spectra.size());
            Setting base = Spectra.setting(spectra.get(i % spectra.size()), 1);
            Sweep sweep = floor(base, row, grid);
            double share = 0;
            for (int k = 0; k < grid.length; k++) {
                Setting setting = base.withSteps((int) grid[k]);
                double floor = sweep.extra()[k];
                double bound = bound(setting, row);
                double rounding = ROUNDING * FullPrecision.risk(setting.withBatch(LARGE));
                tally.require(
                        0 < floor && floor <= bound + rounding,
                        () -> row.targets().label() + ", " + row.noise().label() + ": floor " + floor + " against "
                                + bound + " at " + setting);
                share = Math.max(share, floor / bound);
            }
            return sweep.text() + "; " + Digits.fixed(share, 3) + " of the bound";
        });
        for (int r = 0; r < ROWS.size(); r++) {
            List<String> line = new ArrayList<>(
                    List.of(ROWS.get(r).targets().label(), ROWS.get(r).noise().label()));
            line.addAll(texts.subList(r * spectra.size(), (r + 1) * spectra.size()));
            cells.add(line);
        }
        List<String> columns = new ArrayList<>(List.of("target", "noise"));
        spectra.forEach(spectrum -> columns.add(Spectra.name(spectrum)));
        return new Table(
                "Exponent of $N$ in what no batch removes ($B \\to \\infty$, from $2^{23}$ and $2^{24}$), clean test data: slope at the end of $N$ = 64 … 16384 "
                        + "(range over the last three intervals), and the largest share that it takes of the bound of the note, "
                        + "section 4. $d = 50$ (10 for diabetes) and $\\gamma = 0.15/\\mathrm{tr}H$, $w^* = 1$, $\\sigma^2 = 1$, "
                        + "$\\varepsilon = 0.01$",
                columns,
                cells);
    }

    /** lim B → ∞ along N: 2 extra(2B) − extra(B). */
    static Sweep floor(Setting base, SweepTable.Row row, double[] grid) {
        double[][] extra = new double[2][];
        for (int k = 0; k < 2; k++) {
            extra[k] = Sweep.of(
                            grid,
                            SweepAxis.STEPS.points(base.withBatch(LARGE << k), row.targets(), row.noise()::of, LEVEL),
                            RiskConvention.CLEAN)
                    .extra();
        }
        double[] floor = new double[grid.length];
        for (int n = 0; n < floor.length; n++) {
            floor[n] = 2 * extra[1][n] - extra[0][n];
        }
        return new Sweep(grid, floor);
    }

    /** The bound on the floor. */
    static double bound(Setting setting, SweepTable.Row row) {
        double[] lambda = setting.problem().eigenvalues();
        double[] optimum = setting.problem().optimum();
        double steps = setting.steps();
        double gamma = setting.stepSize();
        Target target = row.targets().targets().get(0);
        double sum = 0;
        for (int i = 0; i < lambda.length; i++) {
            double square = optimum[i] * optimum[i];
            double speed = 2 - gamma * lambda[i] * (1 + LEVEL);
            sum += switch (target) {
                case LABEL -> lambda[i] * square;
                case PARAMETER, ACTIVATION ->
                    row.noise() == Noise.ADDITIVE ? lambda[i] : lambda[i] * square * (2 - gamma * lambda[i]) / speed;
                case GRADIENT -> square / (gamma * steps * speed);
                case DATA -> throw new IllegalArgumentException("noise on the data moves the optimum too");
            };
        }
        return LEVEL / (2 * steps) * sum;
    }
}
