package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import org.roundproof.audit.Evidence.Axis;
import org.roundproof.audit.Evidence.Plot;
import org.roundproof.audit.Evidence.Series;
import org.roundproof.audit.Evidence.Style;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.audit.Evidence.Text;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.problem.Problem;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.theory.ExpectedRisk;
import org.roundproof.theory.Interval;
import org.roundproof.theory.RiskConvention;
import org.roundproof.theory.RiskResult;

/** RP-19: the expected risk under true stochastic rounding lies between the recursion's values under two laws. */
public final class RP19Check implements Claim {
    private static final int STEPS = 200;

    @Override
    public String id() {
        return "RP-19";
    }

    @Override
    public String title() {
        return "The risk of true stochastic rounding is enclosed";
    }

    @Override
    public String statement() {
        return "If labels, parameters, activations and output gradients are quantized by stochastic rounding of unbounded "
                + "range whose variance lies pointwise between the laws $(0,0)$ and $(\\alpha,\\beta)$, the expected excess "
                + "risk lies between the values of the exact recursion under these two laws, on Gaussian product designs and "
                + "on finite populations, for every $\\gamma$, $B$ and $N$. A finite format has the same run until the first "
                + "saturation, whose probability is bounded beside each enclosure.";
    }

    @Override
    public String citation() {
        return "The note; it decides whether the laws of arXiv 2510.18259 say anything about true quantizers";
    }

    @Override
    public String expected() {
        return "ENCLOSED";
    }

    @Override
    public List<String> properties() {
        return List.of("RP19Properties#RP_19_riskOfStochasticRoundingIsEnclosed");
    }

    /**
     * One configuration.
     *
     * @param problem the problem
     * @param batch B
     * @param stepSize γ
     * @param data expression of the data quantizer
     * @param rest expression of the four others
     */
    private record Case(Problem problem, int batch, double stepSize, String data, String rest) {
        SgdConfiguration configuration() {
            Operator others = OperatorExpression.parse(rest).resolve();
            return configuration(
                    new TargetOperators(OperatorExpression.parse(data).resolve(), others, others, others, others));
        }

        SgdConfiguration configuration(TargetOperators operators) {
            return new SgdConfiguration(STEPS, batch, stepSize, operators, new Averaging.All());
        }

        RiskResult risk(SgdConfiguration configuration) {
            return ExpectedRisk.of(problem, configuration, RiskConvention.CLEAN);
        }

        /** Exact risk in full precision: the control variate of {@link #monteCarlo}. */
        double fullPrecision() {
            if (risk(configuration(TargetOperators.NONE)) instanceof RiskResult.Exact exact) {
                return exact.value();
            }
            throw new IllegalStateException("no exact risk in full precision for " + problem.description());
        }

        /** What quantization adds, by running the process with and without it on the same random words. */
        MonteCarlo.Estimate monteCarlo(AuditContext context, int replicates) {
            return MonteCarlo.run(
                            problem,
                            List.of(configuration(), configuration(TargetOperators.NONE)),
                            context.seed(),
                            0,
                            replicates)
                    .difference(0, 1);
        }

        String text() {
            return problem.description() + ", B = " + batch + ", γ = " + Digits.plain(stepSize) + ", data " + data
                    + ", others " + rest;
        }
    }

    private static List<Case> cases() {
        Problem gaussian = Setting.paper(20, STEPS).problem();
        List<Case> cases = new ArrayList<>();
        cases.add(new Case(gaussian, 1, 0.1, "int12(step=1/2):sr", "int12(step=1/4):sr"));
        for (String format : List.of("e4m3", "e5m2", "bfloat16", "int16(step=1/16)", "float(p=2,emin=-2,emax=12)")) {
            cases.add(new Case(gaussian, 1, 0.1, format + ":sr", format + ":sr"));
        }
        cases.add(new Case(gaussian, 4, 0.1, "e4m3:sr", "e4m3:sr"));
        cases.add(new Case(gaussian, 1, 0.1, "identity", "float(p=2,emin=-2,emax=12):sr"));
        Problem diabetes = FinitePopulation.read("builtin:diabetes", null, true);
        cases.add(new Case(diabetes, 4, 0.03125, "e4m3:sr", "bfloat16:sr"));
        cases.add(new Case(diabetes, 4, 0.03125, "int8(step=1/16):sr", "float(p=3,emin=-4,emax=24):sr"));
        Problem longley = FinitePopulation.read("builtin:longley", null, true);
        cases.add(new Case(longley, 2, 0.03125, "e4m3:sr", "float(p=3,emin=-4,emax=24):sr"));
        return cases;
    }

    @Override
    public Finding check(AuditContext context) {
        int replicates = context.size(16, 240, 2400);
        Tally tally = new Tally();
        List<List<String>> rows = new ArrayList<>();
        List<double[]> relative = new ArrayList<>();
        double worst = 0;
        for (Case one : cases()) {
            RiskResult.Enclosure enclosure = enclosure(one);
            tally.require(enclosure.rigorous(), () -> one.text() + ": the rounding of the enclosure is only estimated");
            double base = one.fullPrecision();
            MonteCarlo.Estimate extra = one.monteCarlo(context, replicates);
            double mean = base + extra.mean();
            // the nearest point of the enclosure, as an extra risk
            double nearest = Math.min(Math.max(mean, enclosure.lower()), enclosure.upper()) - base;
            double outside = Math.abs(extra.score(nearest));
            worst = Math.max(worst, outside);
            tally.agree(
                    !extra.contradicts(nearest),
                    () -> one.text() + ": Monte Carlo " + mean + " ± " + extra.standardError() + " outside ["
                            + enclosure.lower() + ", " + enclosure.upper() + "]");
            relative.add(new double[] {
                enclosure.lower() / base, enclosure.upper() / base, mean / base, extra.halfWidth() / base
            });
            rows.add(List.of(
                    one.text(),
                    Digits.scientific(base, 7),
                    Digits.atLeast(enclosure.lower(), 7),
                    Digits.atMost(enclosure.upper(), 7),
                    Digits.atMost(enclosure.saturationProbability(), 2),
                    Digits.scientific(mean, 5) + " ± " + Digits.scientific(extra.standardError(), 2)));
        }
        Table table = new Table(
                "Expected clean excess risk, $N = 200$ (Gaussian: $\\lambda_i = i^{-2}$, $d = 20$, $w^* = 1$, $\\sigma^2 = 1$; data "
                        + "sets standardized): enclosure (Gaussian: outward-rounded intervals; data sets: in double, widened by the proven "
                        + "bound of its rounding), bound of the probability that anything saturates, and Monte Carlo of "
                        + "the true quantizers, " + replicates
                        + " replicates (full precision on the same random words as a "
                        + "control variate)",
                List.of("setting", "full precision", "lower", "upper", "P(saturation) ≤", "Monte Carlo"),
                rows);
        List<Evidence> evidence = List.of(
                table,
                plot(relative),
                saturation(context, replicates),
                SaturationBias.witness(tally),
                SaturationBias.shrinkage(tally));
        Verdict verdict = tally.failed() > 0
                ? tally.proved("")
                : new Verdict.Enclosed(
                        "by the note's proof, for unbounded range, rounding included; the proven bound of any saturation stands "
                                + "beside each of the " + rows.size()
                                + " enclosures; Monte Carlo is nowhere outside by more than "
                                + Digits.fixed(worst, 1)
                                + " standard errors (rejected where Student's t leaves less than "
                                + MonteCarlo.SIGNIFICANCE + ")");
        return new Finding(verdict, evidence);
    }

    private static RiskResult.Enclosure enclosure(Case one) {
        if (one.risk(one.configuration()) instanceof RiskResult.Enclosure enclosure) {
            return enclosure;
        }
        throw new IllegalStateException("no enclosure for " + one.text() + ": " + one.risk(one.configuration()));
    }

    /** Unrelated rows: an interval for each, and its estimate beside it. */
    private static Plot plot(List<double[]> relative) {
        int n = relative.size();
        double[] row = new double[n];
        double[] beside = new double[n];
        double[] middle = new double[n];
        double[] half = new double[n];
        double[] mean = new double[n];
        double[] error = new double[n];
        for (int i = 0; i < n; i++) {
            double[] one = relative.get(i);
            row[i] = i + 1;
            beside[i] = i + 1.25;
            middle[i] = (one[0] + one[1]) / 2;
            half[i] = (one[1] - one[0]) / 2;
            mean[i] = one[2];
            error[i] = one[3];
        }
        return new Plot(
                "rp19-enclosures",
                "Expected excess risk over that of full precision, by row of the table: the enclosure from end to end, and "
                        + "Monte Carlo with " + MonteCarlo.intervals(),
                new Axis("row of the table", false),
                new Axis("excess risk ÷ full precision", false),
                List.of(
                        new Series("enclosure", Style.POINTS, row, middle, half),
                        new Series("Monte Carlo", Style.POINTS, beside, mean, error)));
    }

    /** E2M1 scaled by ¼ reaches only 1.5: labels saturate, and the risk leaves the enclosure of the unbounded grid. */
    private static Text saturation(AuditContext context, int replicates) {
        Problem gaussian = Setting.paper(20, STEPS).problem();
        Case wide = new Case(gaussian, 1, 0.1, "identity", "float(p=2,emin=-2,emax=12):sr");
        Case narrow = new Case(gaussian, 1, 0.1, "identity", "float(p=2,emin=-2,emax=0):sr");
        RiskResult.Enclosure enclosure = enclosure(wide);
        MonteCarlo.Estimate extra = narrow.monteCarlo(context, replicates);
        double mean = narrow.fullPrecision() + extra.mean();
        String answer = narrow.risk(narrow.configuration()) instanceof RiskResult.Refused refused
                ? "refused (" + refused.reason() + ")"
                : "answered";
        return new Text(
                "Range matters. E2M1 at scale 1/4, `" + narrow.rest() + "`, on labels, parameters, activations and "
                        + "gradients has the same grid as `" + wide.rest()
                        + "` up to $1.5$ and saturates beyond. Its expected risk is "
                        + Digits.fixed(mean, 4) + " ± " + Digits.fixed(extra.standardError(), 4)
                        + " by Monte Carlo, far outside "
                        + Digits.outward(new Interval(enclosure.lower(), enclosure.upper()), 4)
                        + ", the enclosure for unbounded range. The finite format itself is " + answer + ".");
    }
}
