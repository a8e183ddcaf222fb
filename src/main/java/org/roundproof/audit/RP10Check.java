package org.roundproof.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.audit.Evidence.Series;
import org.roundproof.audit.Evidence.Style;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.Target;
import org.roundproof.theory.RiskConvention;

/** RP-10: parameter noise keeps a floor in B; α_B = 1 + 2/B. */
public final class RP10Check implements Claim {
    private static final double EPSILON = 0.05;

    @Override
    public String id() {
        return "RP-10";
    }

    @Override
    public String title() {
        return "Parameter noise keeps a floor in B";
    }

    @Override
    public String statement() {
        return "The extra expected excess risk of additive or multiplicative parameter noise has a positive limit as "
                + "$B \\to \\infty$ (Gaussian product design, $\\gamma\\lambda_1 \\le 1$, $N \\ge 3$, and $w^* \\ne 0$ for "
                + "multiplicative noise): the draw is shared by the batch. "
                + "With $\\hat H = \\tfrac1B\\sum x x^\\top$ over $B$ Gaussian rows, "
                + "$\\mathbb{E}[\\hat H A \\hat H] \\preceq \\alpha_B\\,\\mathrm{tr}(HA)\\,H$ for every $A \\succeq 0$ with "
                + "$\\alpha_B = 1 + 2/B$, and no smaller constant serves every design.";
    }

    @Override
    public String citation() {
        return "arXiv 2510.18259, effective noise $\\alpha_B\\,\\varepsilon_p\\,\\mathrm{tr}(H)$; fourth-moment assumption "
                + "after Zou et al., JMLR 24 (2023)";
    }

    @Override
    public String expected() {
        return "PROVED";
    }

    @Override
    public List<String> properties() {
        return List.of("RP10Properties#RP_10_parameterNoiseKeepsAFloor");
    }

    @Override
    public Finding check(AuditContext context) {
        Tally tally = new Tally();
        exactFloor(tally);
        Table constant = fourthMomentConstant(context.size(1, 2, 3), tally);
        List<Series> series = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (Noise noise : List.of(Noise.ADDITIVE, Noise.MULTIPLICATIVE, Noise.SHARED)) {
            double[] extra = BatchSweep.extra(Target.PARAMETER, noise.of(EPSILON));
            series.add(BatchSweep.series(noise.label(), Style.LINE, extra));
            List<String> row = new ArrayList<>(List.of(noise.label()));
            Arrays.stream(extra).forEach(value -> row.add(Digits.scientific(value, 4)));
            rows.add(row);
        }
        List<String> columns = new ArrayList<>(List.of("parameter noise"));
        BatchSweep.BATCHES.forEach(batch -> columns.add("B = " + batch));
        Table spectra = floors(
                List.of(TargetSet.of(Target.PARAMETER), TargetSet.of(Target.DATA), TargetSet.ALL),
                RiskConvention.CLEAN,
                tally);
        BatchMonteCarlo.Result process = BatchMonteCarlo.compare(
                context,
                tally,
                "rp10-process",
                List.of(
                        new BatchMonteCarlo.Case(Target.PARAMETER, Noise.ADDITIVE, 0.5, 8),
                        new BatchMonteCarlo.Case(Target.PARAMETER, Noise.MULTIPLICATIVE, 0.5, 8)));
        List<Evidence> evidence = new ArrayList<>(List.of(
                new Table(
                        "Extra excess risk of parameter noise, $\\varepsilon = 0.05$: " + BatchSweep.CAPTION,
                        columns,
                        rows),
                BatchSweep.plot("rp10-batch-floor", "Parameter noise, $\\varepsilon = 0.05$", series),
                spectra,
                constant,
                process.table(),
                process.plot()));
        if (context.profile() == AuditContext.Profile.FULL) {
            // elsewhere both conventions agree
            evidence.add(floors(
                    List.of(TargetSet.of(Target.DATA), TargetSet.of(Target.LABEL), TargetSet.ALL),
                    RiskConvention.QUANTIZED,
                    tally));
        }
        return new Finding(
                tally.proved("by the note's proof; " + Digits.count(tally.checked())
                        + " rational spot checks (floor; α_B by enumeration of every batch) and comparisons with the process "
                        + "itself agree"),
                evidence);
    }

    /** Targets that keep a floor under every kind of noise: most of the extra risk at B = 1024, the rest falling as 1/B. */
    private static Table floors(List<TargetSet> targets, RiskConvention convention, Tally tally) {
        return SweepTable.batches()
                .table(
                        SweepTable.Row.ofSets(targets, List.of(Noise.values())),
                        Spectra.ALL,
                        convention,
                        tally,
                        (row, sweep) -> sweep.limit() > 0.9 && Math.abs(sweep.incrementExponent() + 1) < 0.02);
    }

    /**
     * d = 1, N = 2, last iterate, λ = w* = σ² = 1, γ = ½: additive noise enters at both steps, and its part at step 2 alone is
     * ½γ²ε(2/B + 1) ≥ ½γ²ε; multiplicative noise at step 2 adds ½γ²β(1 + 2/B) E w_1² with E w_1² ≥ γ²λ²w*².
     */
    private static void exactFloor(Tally tally) {
        RationalSetting setting = RationalSetting.of(1, 2, 0.5, new Averaging.Last());
        BigFraction epsilon = BigFraction.of(1, 4);
        for (int batch : new int[] {1, 2, 3, 16, 1024, 1 << 20}) {
            for (VarianceLaw law : List.of(
                    RationalSetting.additive(epsilon),
                    RationalSetting.multiplicative(epsilon, false),
                    RationalSetting.multiplicative(epsilon, true))) {
                BigFraction extra = setting.extra(RationalSetting.only(Target.PARAMETER, law), batch);
                BigFraction floor = epsilon.divide(law.beta().signum() == 0 ? 8 : 32);
                tally.require(
                        Order.compare(extra, floor) >= 0,
                        () -> "parameter noise " + law + " at B = " + batch + ": extra " + extra + " below " + floor);
            }
        }
    }

    private static Table fourthMomentConstant(int largestBatch, Tally tally) {
        BatchOperator design = new BatchOperator(BigFraction.ONE, BigFraction.of(1, 2));
        BigFraction[][][] matrices = {
            matrix(1, 0, 0), matrix(0, 0, 1), matrix(1, 0, 1), matrix(1, 1, 1), matrix(2, -1, 1), matrix(5, 2, 1)
        };
        List<List<String>> rows = new ArrayList<>();
        for (int batch = 1; batch <= largestBatch; batch++) {
            int b = batch;
            BigFraction alpha = BigFraction.of(2, batch).add(1);
            int equal = 0;
            for (BigFraction[][] a : matrices) {
                BigFraction[][] m = design.enumerate(a, batch);
                boolean same = Arrays.deepEquals(m, design.formula(a, batch));
                equal += same ? 1 : 0;
                tally.require(same, () -> "E[ĤAĤ] at B = " + b + ", A = " + Arrays.deepToString(a));
                tally.require(
                        design.dominated(a, m, alpha),
                        () -> "α_B fails at B = " + b + ", A = " + Arrays.deepToString(a));
            }
            // A = e₁e₁ᵀ attains it: M₁₁ = (1/B + 1 + 1/B) λ₁²
            BigFraction[][] m = design.enumerate(matrices[0], batch);
            BigFraction attained = m[0][0].divide(design.lambda(0).pow(2));
            tally.require(attained.equals(alpha), () -> "α_B is not attained at B = " + b + ": " + attained);
            rows.add(List.of(
                    String.valueOf(batch),
                    Digits.count((long) Math.pow(9, batch)),
                    equal + " of " + matrices.length,
                    Digits.fraction(attained),
                    Digits.fraction(alpha)));
        }
        return new Table(
                "$\\mathbb{E}[\\hat H A \\hat H]$ by enumeration of every batch (a three-point law with the Gaussian moments "
                        + "up to the fifth, $H = \\mathrm{diag}(3, 3/4)$) against "
                        + "$\\tfrac1B \\mathrm{tr}(HA) H + (1 + \\tfrac1B) HAH$, and the constant that $A = e_1e_1^\\top$ needs",
                List.of("B", "batches", "equal", "needed", "1 + 2/B"),
                rows);
    }

    private static BigFraction[][] matrix(int a, int b, int c) {
        return new BigFraction[][] {
            {BigFraction.of(a), BigFraction.of(b)},
            {BigFraction.of(b), BigFraction.of(c)}
        };
    }
}
