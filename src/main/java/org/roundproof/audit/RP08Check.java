package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.audit.Evidence.Series;
import org.roundproof.audit.Evidence.Style;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.Target;
import org.roundproof.theory.RiskConvention;
import org.roundproof.theory.TargetLaws;

/** RP-08: additive noise on labels, activations and output gradients falls as 1/B. */
public final class RP08Check implements Claim {
    static final List<Target> TARGETS = List.of(Target.LABEL, Target.ACTIVATION, Target.GRADIENT);
    private static final double EPSILON = 0.05;

    @Override
    public String id() {
        return "RP-08";
    }

    @Override
    public String title() {
        return "Additive label, activation and gradient noise falls as 1/B";
    }

    @Override
    public String statement() {
        return "Additive noise of variance $\\varepsilon$ on labels, activations or output gradients adds "
                + "$\\varepsilon\\,c(B)/B$ to the expected excess risk, where $c(B)$ does not depend on $\\varepsilon$, does "
                + "not increase with $B$, and has a positive limit (Gaussian product design, $N \\ge 2$, $\\gamma\\,\\mathbb{E}\\tilde x_i^2 \\le 1$).";
    }

    @Override
    public String citation() {
        return "arXiv 2510.18259, effective noise of additive quantization: $(\\varepsilon_l + \\varepsilon_a + "
                + "\\varepsilon_o)/B$";
    }

    @Override
    public String expected() {
        return "PROVED";
    }

    @Override
    public List<String> properties() {
        return List.of("RP08Properties#RP_08_additiveNoiseFallsAsOneOverB");
    }

    @Override
    public Finding check(AuditContext context) {
        Tally tally = new Tally();
        exactSpots(context, tally);
        List<Series> series = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (Target target : TARGETS) {
            double[] extra = BatchSweep.extra(target, Noise.ADDITIVE.of(EPSILON));
            series.add(BatchSweep.series(target.label(), target == Target.LABEL ? Style.LINE : Style.DASHED, extra));
            for (int i = 0; i < extra.length; i++) {
                int batch = BatchSweep.BATCHES.get(i);
                rows.add(List.of(
                        target.label(),
                        String.valueOf(batch),
                        Digits.scientific(extra[i], 4),
                        Digits.fixed(batch * extra[i] / EPSILON, 6)));
            }
        }
        Table decay = new Table(
                "Extra excess risk of additive noise, $\\varepsilon = 0.05$, and $c(B)$: " + BatchSweep.CAPTION,
                List.of("target", "B", "extra risk", "c(B) = B · extra/ε"),
                rows);
        Table spectra = SweepTable.batches()
                .table(
                        SweepTable.Row.of(TARGETS, List.of(Noise.ADDITIVE)),
                        Spectra.ALL,
                        RiskConvention.CLEAN,
                        tally,
                        (row, sweep) -> sweep.last() <= -1 && sweep.last() > -1.002);
        BatchMonteCarlo.Result process = BatchMonteCarlo.compare(
                context,
                tally,
                "rp08-process",
                TARGETS.stream()
                        .flatMap(target -> List.of(1, 8).stream()
                                .map(batch -> new BatchMonteCarlo.Case(target, Noise.ADDITIVE, 1, batch)))
                        .toList());
        return new Finding(
                tally.proved("by the note's proof; " + Digits.count(tally.checked())
                        + " exact spot checks of linearity and monotonicity in rational arithmetic and comparisons with the "
                        + "process itself agree"),
                List.of(
                        decay,
                        BatchSweep.plot(
                                "rp08-batch-decay",
                                "Additive noise, $\\varepsilon = 0.05$; the three curves coincide",
                                series),
                        spectra,
                        process.table(),
                        process.plot()));
    }

    /** On d = 3: extra is linear in ε, B·extra does not increase, and stays above its limit's first term. */
    private static void exactSpots(AuditContext context, Tally tally) {
        int steps = context.size(3, 4, 6);
        RationalSetting setting = RationalSetting.of(3, steps, 0.25, new Averaging.All());
        BigFraction small = BigFraction.of(1, 8);
        BigFraction large = BigFraction.of(3, 2);
        for (Target target : TARGETS) {
            TargetLaws laws = RationalSetting.only(target, RationalSetting.additive(small));
            BigFraction before = null;
            for (int batch : new int[] {1, 2, 3, 4, 8, 1024}) {
                BigFraction extra = setting.extra(laws, batch);
                BigFraction linear =
                        setting.extra(RationalSetting.only(target, RationalSetting.additive(large)), batch);
                BigFraction scaled = extra.multiply(batch);
                BigFraction last = before;
                String where = target.label() + " noise, d = 3, N = " + steps + ", B = " + batch;
                tally.require(linear.equals(extra.multiply(large).divide(small)), () -> where + ": not linear in ε");
                tally.require(extra.signum() > 0, () -> where + ": extra risk " + extra);
                tally.require(
                        last == null || scaled.subtract(last).signum() <= 0,
                        () -> where + ": B·extra increased to " + scaled);
                before = scaled;
            }
        }
    }
}
