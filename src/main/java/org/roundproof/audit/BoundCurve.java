package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.roundproof.audit.Evidence.Axis;
import org.roundproof.audit.Evidence.Plot;
import org.roundproof.audit.Evidence.Series;
import org.roundproof.audit.Evidence.Style;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.theory.LowerBound;
import org.roundproof.theory.PaperForm;
import org.roundproof.theory.RiskBound;

/** Bounds, exact risk and Monte Carlo over the number of steps, on the paper's problem. */
final class BoundCurve {
    /** First replicate number of its runs. */
    private static final int FIRST = 1 << 20;

    private static final double EPSILON = 0.01;
    private final int[] steps;
    private final int replicates;
    private final Tally tally = new Tally();

    BoundCurve(AuditContext context) {
        this.replicates = context.size(8, 16, 320);
        this.steps = context.size(0, 0, 1) == 1
                ? new int[] {64, 128, 256, 512, 1024, 2048, 4096}
                : new int[] {64, 128, 256, 512};
    }

    Tally tally() {
        return tally;
    }

    int comparisons() {
        return steps.length;
    }

    /** The plot for one kind of noise on all five targets; comparisons go into {@link #tally}. */
    Plot plot(AuditContext context, Noise noise) {
        int points = steps.length;
        double[] n = new double[points];
        double[] upper = new double[points];
        double[] lower = new double[points];
        double[] paper = new double[points];
        double[] exact = new double[points];
        List<MonteCarlo.Estimate> samples = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            Setting setting = Setting.paper(50, steps[i]).with(TargetOperators.all(noise.of(EPSILON)));
            n[i] = steps[i];
            exact[i] = setting.risk();
            RiskBound bound = RiskBound.of(setting.problem(), setting.configuration());
            if (!(bound instanceof RiskBound.Terms terms)) {
                throw new IllegalStateException("no bound at N = " + steps[i] + ": " + bound);
            }
            LowerBound least = terms.lower();
            PaperForm form = terms.paper();
            upper[i] = terms.cleanValue();
            lower[i] = least == null ? Double.NaN : least.cleanValue();
            paper[i] = form == null ? Double.NaN : form.value();
            MonteCarlo.Estimate sample = MonteCarlo.run(
                            setting.problem(), List.of(setting.configuration()), context.seed(), FIRST, replicates)
                    .risk(0);
            samples.add(sample);
            double value = exact[i];
            String where = noise.label() + ", N = " + steps[i];
            tally.agree(!sample.contradicts(value), () -> where + ": " + sample.text() + ", recursion " + value);
        }
        double[] none = new double[0];
        return new Plot(
                "rp12-" + noise.name().toLowerCase(Locale.ROOT),
                "Clean excess risk, " + noise.label() + " noise of level $\\varepsilon = 0.01$ on all five targets:"
                        + " $\\lambda_i = i^{-2}$, $d = 50$, $w^* = 1$, $\\sigma^2 = 1$,"
                        + " $\\gamma = 0.1$, $B = 1$; Monte Carlo of "
                        + replicates + " replicates with " + MonteCarlo.intervals()
                        + "; the paper's form bounds the risk over the "
                        + "quantized optimum",
                new Axis("steps N", true),
                new Axis("clean excess risk", true),
                List.of(
                        new Series("paper's form", Style.DASHED, n, paper, none),
                        new Series("upper bound", Style.LINE, n, upper, none),
                        new Series("exact risk", Style.LINE, n, exact, none),
                        new Series("lower bound", Style.LINE, n, lower, none),
                        MonteCarlo.points("exact risk", n, samples)));
    }
}
