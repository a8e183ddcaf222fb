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
    /** So large that what falls as 1/B is below the printed digits. */
    private static final int LARGE = 1 << 24;

    private static final double LEVEL = 0.01;

    private static final List<SweepTable.Row> ROWS = List.of(
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
            Setting base = Spectra.setting(spectra.get(i % spectra.size()), 1).withBatch(LARGE);
            Sweep sweep = Sweep.of(
                    grid,
                    SweepAxis.STEPS.points(base, row.targets(), row.noise()::of, LEVEL),
                    RiskConvention.CLEAN);
            double share = 0;
            for (int k = 0; k < grid.length; k++) {
                share = Math.max(share, sweep.extra()[k] / bound(base.withSteps((int) grid[k]), row));
            }
            double largest = share;
            tally.require(
                    largest > 0 && largest < 1,
                    () -> row.targets().label() + ", " + row.noise().label() + ", "
                            + Spectra.name(base.spectrum()) + ": the floor is " + largest + " of its bound");
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
                "Exponent of $N$ in what no batch removes ($B = 2^{24}$), clean test data: slope at the end of $N$ = 64 … 16384 "
                        + "(range over the last three intervals), and the largest share that it takes of the bound of the note, "
                        + "section 4. $d = 50$ (10 for diabetes) and $\\gamma = 0.15/\\mathrm{tr}H$, $w^* = 1$, $\\sigma^2 = 1$, "
                        + "$\\varepsilon = 0.01$",
                columns,
                cells);
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
                    row.noise() == Noise.ADDITIVE
                            ? lambda[i]
                            : lambda[i] * square * (2 - gamma * lambda[i]) / speed;
                case GRADIENT -> square / (gamma * steps * speed);
                case DATA -> throw new IllegalArgumentException("noise on the data moves the optimum too");
            };
        }
        return LEVEL / (2 * steps) * sum;
    }
}
