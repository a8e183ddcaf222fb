package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.audit.Evidence.Series;
import org.roundproof.audit.Evidence.Style;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.audit.Evidence.Text;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.Target;
import org.roundproof.theory.RiskConvention;

/** RP-09: multiplicative activation and gradient noise against the batch size, shared and elementwise. */
public final class RP09Check implements Claim {
    private static final List<Target> TARGETS = List.of(Target.ACTIVATION, Target.GRADIENT);
    private static final double EPSILON = 0.05;

    @Override
    public String id() {
        return "RP-09";
    }

    @Override
    public String title() {
        return "Multiplicative activation and gradient noise is not reduced by B";
    }

    @Override
    public String statement() {
        return "Multiplicative activation and output-gradient noise is not reduced by the batch size $B$. As worded, for "
                + "both models of multiplicative noise, this is false: it holds where one random factor is shared by the "
                + "whole batch (the extra risk has a positive limit as $B \\to \\infty$, if $w^* \\ne 0$ and $N \\ge 3$), and fails where every element has "
                + "a factor of its own, as in a floating-point format (the extra risk is $c(B)/B$ with $c$ bounded).";
    }

    @Override
    public String citation() {
        return "arXiv 2510.18259, effective noise of multiplicative quantization";
    }

    @Override
    public String expected() {
        return "REFUTED";
    }

    @Override
    public List<String> properties() {
        return List.of("RP09Properties#RP_09_elementwiseNoiseFallsSharedNoiseStays");
    }

    @Override
    public Finding check(AuditContext context) {
        Tally tally = new Tally();
        String witness = smallestWitness(tally);
        List<Series> series = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (Target target : TARGETS) {
            for (Noise noise : List.of(Noise.MULTIPLICATIVE, Noise.SHARED)) {
                double[] extra = BatchSweep.extra(target, noise.of(EPSILON));
                String name = target.label() + ", " + (noise == Noise.SHARED ? "shared" : "elementwise");
                series.add(BatchSweep.series(name, noise == Noise.SHARED ? Style.DASHED : Style.LINE, extra));
                List<String> row = new ArrayList<>(List.of(name));
                for (double value : extra) {
                    row.add(Digits.scientific(value, 4));
                }
                row.add(Digits.fixed(BatchSweep.exponent(extra), 3));
                rows.add(row);
            }
        }
        List<String> columns = new ArrayList<>(List.of("target"));
        BatchSweep.BATCHES.forEach(batch -> columns.add("B = " + batch));
        columns.add("exponent at the end");
        List<BatchMonteCarlo.Case> cases = new ArrayList<>();
        for (Target target : TARGETS) {
            for (Noise noise : List.of(Noise.MULTIPLICATIVE, Noise.SHARED)) {
                cases.add(new BatchMonteCarlo.Case(target, noise, 0.5, 8));
            }
        }
        BatchMonteCarlo.Result process = BatchMonteCarlo.compare(context, tally, "rp09-process", cases);
        List<Evidence> evidence = List.of(
                new Table(
                        "Extra excess risk of multiplicative noise, $\\varepsilon = 0.05$: " + BatchSweep.CAPTION,
                        columns,
                        rows),
                BatchSweep.plot("rp09-batch-decay", "Multiplicative noise, $\\varepsilon = 0.05$", series),
                SweepTable.batches()
                        .table(
                                SweepTable.Row.of(
                                        List.of(Target.LABEL, Target.ACTIVATION, Target.GRADIENT),
                                        List.of(Noise.MULTIPLICATIVE, Noise.SHARED)),
                                Spectra.ALL,
                                RiskConvention.CLEAN,
                                tally,
                                (row, sweep) -> row.noise() == Noise.SHARED
                                        ? sweep.limit() > 0.5 && sweep.limit() < 1
                                        : sweep.last() <= -1 && sweep.last() > -1.002),
                process.table(),
                process.plot(),
                new Text(
                        "The paper's multiplicative model is the shared one, $\\mathbb{E}[(Q(z)-z)(Q(z)-z)^\\top | z] = "
                                + "\\varepsilon z z^\\top$; under that reading the claim holds. A float format rounds each element "
                                + "by itself."));
        if (tally.failed() > 0) {
            return new Finding(
                    new Verdict.Failed("the recursion contradicts the process or the note: " + tally.witness()),
                    evidence);
        }
        return new Finding(
                new Verdict.Refuted(
                        "true for shared noise (its limit is positive), false for elementwise noise (falls as 1/B)",
                        witness),
                evidence);
    }

    /**
     * d = 1, N = 2, last iterate, everything rational: the noise enters once, at step 2. Elementwise it adds
     * γ²·β·m4·E w_1²/B, shared it adds γ²β(m4/B + (1 − 1/B)λ²)E w_1².
     */
    private static String smallestWitness(Tally tally) {
        RationalSetting setting = RationalSetting.of(1, 2, 0.5, new Averaging.Last());
        BigFraction beta = BigFraction.of(1, 4);
        List<String> elementwise = new ArrayList<>();
        List<String> shared = new ArrayList<>();
        for (int batch : new int[] {1, 4, 16, 64}) {
            // E w_1² = γ²(E x²y²/B + (1 − 1/B)λ²w*²), E x²y² = 3λ²w*² + λσ² = 4;  λ = w* = σ² = 1, γ = ½
            BigFraction inverse = BigFraction.of(1, batch);
            BigFraction rest = BigFraction.ONE.subtract(inverse);
            BigFraction square = inverse.multiply(4).add(rest).divide(4);
            BigFraction scale = beta.multiply(square).divide(8);
            BigFraction own = setting.extra(
                    RationalSetting.only(Target.ACTIVATION, RationalSetting.multiplicative(beta, false)), batch);
            BigFraction common = setting.extra(
                    RationalSetting.only(Target.ACTIVATION, RationalSetting.multiplicative(beta, true)), batch);
            tally.require(
                    own.equals(scale.multiply(inverse).multiply(3)), () -> "elementwise, B = " + batch + ": " + own);
            tally.require(
                    common.equals(scale.multiply(inverse.multiply(3).add(rest))),
                    () -> "shared, B = " + batch + ": " + common);
            elementwise.add(Digits.fraction(own));
            shared.add(Digits.fraction(common));
        }
        return "d = 1, λ = w* = σ² = 1, γ = 1/2, N = 2, last iterate, activation noise β = 1/4, extra excess risk at B = 1, 4, "
                + "16, 64: elementwise " + String.join(", ", elementwise) + "; shared " + String.join(", ", shared)
                + " (limit 1/128). Command: `java -jar target/roundproof.jar audit --claims RP-09`";
    }
}
