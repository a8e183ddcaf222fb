package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.audit.Evidence.Axis;
import org.roundproof.audit.Evidence.Plot;
import org.roundproof.audit.Evidence.Series;
import org.roundproof.audit.Evidence.Style;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.theory.DoubleField;
import org.roundproof.theory.ExpectedRisk;
import org.roundproof.theory.LowerBound;
import org.roundproof.theory.ProductMoments;
import org.roundproof.theory.RiskBound;
import org.roundproof.theory.RiskConvention;
import org.roundproof.theory.RiskResult;
import org.roundproof.theory.TargetLaws;

/** RP-11: risks and bounds go to those of full precision as the errors vanish, with explicit moduli. */
public final class RP11Check implements Claim {
    private static final double STEP = 0.0625;

    @Override
    public String id() {
        return "RP-11";
    }

    @Override
    public String title() {
        return "Risks and bounds go to full precision as the errors vanish";
    }

    @Override
    public String statement() {
        return "Scale the laws of labels, parameters, activations and gradients by $t \\in [0,1]$: $0 \\le R(t) - R(0)"
                + " \\le t\\,(R(1) - R(0))$ for the expected risk, and on product designs with exact features the same for"
                + " the upper bound of RP-12. Under an ideal data error of level $\\varepsilon$ alone, $|\\sqrt{R(\\varepsilon)} -"
                + " \\sqrt{R(0)}| \\le \\gamma\\sqrt{\\lambda_1/2}\\,\\sqrt{NF\\varepsilon}$ with the explicit $F$ of the"
                + " note, for $\\gamma(\\kappa\\,\\mathrm{tr}H_q/B + \\lambda_1(H_q)) \\le 2$. The upper bound of RP-12 is"
                + " continuous in $\\varepsilon$.";
    }

    @Override
    public String citation() {
        return "arXiv 2510.18259, remark that its bounds recover full precision; proofs and moduli: the note";
    }

    @Override
    public String expected() {
        return "PROVED";
    }

    @Override
    public List<String> properties() {
        return List.of(
                "RP11Properties#RP_11_riskGrowsLessThanLinearlyInTheLaws", "RP11Properties#RP_11_boundIsContinuous");
    }

    @Override
    public Finding check(AuditContext context) {
        Tally tally = new Tally();
        exact(context, tally);
        long rational = tally.checked();
        Table laws = laws(tally);
        List<Evidence> evidence = new ArrayList<>(List.of(laws));
        evidence.addAll(data(context, tally));
        evidence.add(formats(tally));
        return new Finding(
                tally.proved("by the note's proof; " + Digits.count(rational)
                        + " comparisons in rational arithmetic, and no contradiction in "
                        + Digits.count(tally.checked() - rational) + " comparisons at larger settings"),
                evidence);
    }

    /** (i) in rational arithmetic, each kind of law on each target and on all. */
    private static void exact(AuditContext context, Tally tally) {
        RationalSetting setting = RationalSetting.of(2, context.size(3, 4, 8), 0.25, new Averaging.All());
        BigFraction level = BigFraction.of(1, 4);
        List<VarianceLaw> laws = List.of(
                RationalSetting.additive(level),
                RationalSetting.multiplicative(level, false),
                RationalSetting.multiplicative(level, true));
        for (VarianceLaw law : laws) {
            for (Target target : List.of(Target.LABEL, Target.PARAMETER, Target.ACTIVATION, Target.GRADIENT)) {
                compare(tally, setting, RationalSetting.only(target, law), target.label() + " " + law);
            }
            compare(tally, setting, new TargetLaws(law, law, law, law), "all " + law);
        }
    }

    private static void compare(Tally tally, RationalSetting setting, TargetLaws laws, String what) {
        BigFraction whole = setting.extra(laws, 2);
        for (int k = 0; k <= 6; k += 2) {
            BigFraction t = BigFraction.of(1, 1 << k);
            BigFraction extra = setting.extra(scaled(laws, t), 2);
            BigFraction rest = t.multiply(whole).subtract(extra);
            tally.require(
                    extra.signum() >= 0 && rest.signum() >= 0,
                    () -> what + ", t = " + t + ": " + extra + " not within [0, t·" + whole + "]");
        }
    }

    private static TargetLaws scaled(TargetLaws laws, BigFraction t) {
        return new TargetLaws(
                scaled(laws.label(), t),
                scaled(laws.parameter(), t),
                scaled(laws.activation(), t),
                scaled(laws.gradient(), t));
    }

    private static VarianceLaw scaled(VarianceLaw law, BigFraction t) {
        return new VarianceLaw(law.alpha().multiply(t), law.beta().multiply(t), law.shared());
    }

    private static Setting setting() {
        return Setting.paper(50, 256).withStepSize(STEP).withBatch(2);
    }

    private static RiskBound.Terms bound(Setting setting) {
        RiskBound bound = RiskBound.of(setting.problem(), setting.configuration());
        if (bound instanceof RiskBound.Terms terms) {
            return terms;
        }
        throw new IllegalStateException("no bound for " + setting + ": " + bound);
    }

    /** (i) for risk and bound at d = 50, levels 2^−4·t on the four targets after the data. */
    private static Table laws(Tally tally) {
        List<List<String>> rows = new ArrayList<>();
        for (Noise noise : Noise.values()) {
            double risk = setting().risk();
            double bound = bound(setting()).value();
            double wholeRisk = 0;
            double wholeBound = 0;
            for (int k = 0; k <= 12; k += 3) {
                double t = Math.scalb(1.0, -k);
                TargetOperators four = TargetOperators.all(noise.of(t / 16)).with(Target.DATA, new Identity());
                Setting quantized = setting().with(four);
                double extraRisk = quantized.risk() - risk;
                double extraBound = bound(quantized).value() - bound;
                wholeRisk = k == 0 ? extraRisk : wholeRisk;
                wholeBound = k == 0 ? extraBound : wholeBound;
                double shareRisk = extraRisk / (t * wholeRisk);
                double shareBound = extraBound / (t * wholeBound);
                tally.require(
                        shareRisk > 0 && shareRisk <= 1 + 1e-9 && shareBound > 0 && shareBound <= 1 + 1e-6,
                        () -> noise.label() + ", t = " + t + ": shares " + shareRisk + ", " + shareBound);
                rows.add(List.of(
                        noise.label(),
                        "$2^{" + -k + "}$",
                        Digits.scientific(extraRisk, 4),
                        Digits.fixed(shareRisk, 4),
                        Digits.scientific(extraBound, 4),
                        Digits.fixed(shareBound, 4)));
            }
        }
        return new Table(
                "Labels, parameters, activations and gradients at level $t/16$: what they add to the exact risk and to"
                        + " the upper bound (over the quantized optimum), and that over $t$ times its value at $t = 1$, at"
                        + " most 1 by the theorem. $\\lambda_i = i^{-2}$, $d = 50$, $w^* = 1$, $\\sigma^2 = 1$, $\\gamma ="
                        + " 1/16$, $B = 2$, $N = 256$",
                List.of("errors", "t", "risk − R(0)", "share", "bound − bound(0)", "share"),
                rows);
    }

    /** (ii) and the bounds, at levels 2^−k of the data. */
    private static List<Evidence> data(AuditContext context, Tally tally) {
        int last = context.size(12, 24, 40);
        Setting plain = setting();
        DataModulus modulus = new DataModulus(
                ProductMoments.gaussian(
                        DoubleField.INSTANCE,
                        plain.problem().eigenvalues(),
                        plain.problem().optimum(),
                        1),
                STEP,
                2,
                plain.steps());
        double risk = plain.risk();
        RiskBound.Terms limit = bound(plain);
        List<List<String>> rows = new ArrayList<>();
        List<Series> series = new ArrayList<>();
        for (Noise noise : Noise.values()) {
            List<double[]> points = new ArrayList<>();
            for (int k = 4; k <= last; k += 4) {
                double epsilon = Math.scalb(1.0, -k);
                Setting quantized = plain.with(TargetOperators.NONE.with(Target.DATA, noise.of(epsilon)));
                double gap = Math.abs(Math.sqrt(quantized.risk()) - Math.sqrt(risk));
                double most = modulus.at(noise, epsilon);
                RiskBound.Terms terms = bound(quantized);
                tally.require(
                        modulus.covers(noise, epsilon, 2) && gap <= most,
                        () -> noise.label() + ", ε = " + epsilon + ": " + gap + " above " + most);
                double boundGap = Math.abs(terms.cleanValue() - limit.cleanValue());
                points.add(new double[] {epsilon, gap, most, boundGap});
                rows.add(List.of(
                        noise.label(),
                        "$2^{" + -k + "}$",
                        Digits.scientific(gap, 4),
                        Digits.scientific(most, 4),
                        Digits.scientific(boundGap, 4),
                        lower(terms, limit)));
            }
            double[] last2 = points.get(points.size() - 1);
            tally.require(
                    last2[3] <= 8 * points.get(0)[3] * Math.sqrt(last2[0] / points.get(0)[0]),
                    () -> noise.label() + ": the bound does not approach its limit: " + last2[3]);
            double[] x = points.stream().mapToDouble(p -> p[0]).toArray();
            series.add(new Series(
                    noise.label(),
                    Style.LINE,
                    x,
                    points.stream().mapToDouble(p -> p[1]).toArray(),
                    new double[0]));
            series.add(new Series(
                    noise.label() + ", modulus",
                    Style.DASHED,
                    x,
                    points.stream().mapToDouble(p -> p[2]).toArray(),
                    new double[0]));
        }
        return List.of(
                new Table(
                        "Data error of level ε alone, same problem: distance of the roots of the clean risks and its"
                                + " modulus; distances of the upper and lower bounds of the clean risk from those of full"
                                + " precision",
                        List.of("errors", "ε", "|√R(ε) − √R(0)|", "modulus", "upper bound", "lower bound"),
                        rows),
                new Plot(
                        "rp11-errors",
                        "Distance of the roots of the clean risks under a data error of level ε from full precision,"
                                + " and the proven modulus",
                        new Axis("ε", true),
                        new Axis("|√R(ε) − √R(0)|", true),
                        series));
    }

    private static String lower(RiskBound.Terms terms, RiskBound.Terms limit) {
        LowerBound here = terms.lower();
        LowerBound there = limit.lower();
        return here == null || there == null
                ? ""
                : Digits.scientific(Math.abs(here.cleanValue() - there.cleanValue()), 4);
    }

    /** True stochastic rounding on finer and finer grids. */
    private static Table formats(Tally tally) {
        Setting plain = Setting.paper(10, 64).withStepSize(STEP);
        double risk = plain.risk();
        double limit = bound(plain).cleanValue();
        List<List<String>> rows = new ArrayList<>();
        double previous = Double.POSITIVE_INFINITY;
        for (int k = 3; k <= 9; k += 2) {
            String expression = "int" + (7 + k) + "(step=1/" + (1 << k) + ",symmetric=true):sr";
            Setting quantized = plain.with(
                    TargetOperators.all(OperatorExpression.parse(expression).resolve()));
            RiskResult result = ExpectedRisk.of(quantized.problem(), quantized.configuration(), RiskConvention.CLEAN);
            if (!(result instanceof RiskResult.Enclosure enclosure)) {
                throw new IllegalStateException("no enclosure for " + expression + ": " + result);
            }
            double gap = Math.max(Math.abs(enclosure.upper() - risk), Math.abs(enclosure.lower() - risk));
            double boundGap = bound(quantized).cleanValue() - limit;
            double before = previous;
            tally.require(gap <= before, () -> expression + ": distance " + gap + " after " + before);
            previous = gap;
            rows.add(List.of(
                    expression,
                    Digits.atLeast(enclosure.lower(), 6),
                    Digits.atMost(enclosure.upper(), 6),
                    Digits.scientific(gap, 3),
                    Digits.scientific(boundGap, 3)));
        }
        return new Table(
                "Stochastic rounding everywhere on finer grids of the same range: enclosure of the clean risk, its far"
                        + " end's distance from full precision (" + Digits.scientific(risk, 6)
                        + "), and the bound's. $\\lambda_i = i^{-2}$, $d = 10$, $N = 64$, $\\gamma = 1/16$, $B = 1$",
                List.of("quantizer", "risk ≥", "risk ≤", "distance", "distance of the bound"),
                rows);
    }
}
