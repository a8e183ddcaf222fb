package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.problem.Problem;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.theory.ExpectedRisk;
import org.roundproof.theory.Interval;
import org.roundproof.theory.LowerBound;
import org.roundproof.theory.PaperForm;
import org.roundproof.theory.RiskBound;
import org.roundproof.theory.RiskConvention;
import org.roundproof.theory.RiskResult;

/** The bounds of the clean risk for true number formats, on a Gaussian design and on the built-in data sets. */
final class BoundPopulations {
    private final Tally tally = new Tally();
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * One line of the table.
     *
     * @param problem the problem
     * @param batch B
     * @param stepSize γ
     * @param format what is quantized by what
     * @param operators the five operators
     */
    private record Case(Problem problem, int batch, double stepSize, String format, TargetOperators operators) {}

    /** Evaluates every case. */
    BoundPopulations(AuditContext context) {
        List<Case> cases = cases(context);
        List<Row> results = Parallel.map(cases.size(), i -> row(cases.get(i)));
        for (Row row : results) {
            tally.require(row.holds(), () -> String.join(", ", row.cells()));
            rows.add(row.cells());
        }
    }

    private static List<Case> cases(AuditContext context) {
        Problem gaussian = Setting.paper(20, 256).problem();
        Problem longley = FinitePopulation.read("builtin:longley", null, true);
        boolean full = context.size(0, 0, 1) == 1;
        List<Case> cases = new ArrayList<>();
        List<String> formats = List.of("bfloat16", "e5m2", "e4m3", "int8(step=1/16)", "int4(step=1/2)");
        for (String format : formats) {
            add(cases, gaussian, 1, 0.0625, format, full);
            add(cases, longley, 16, 0.015625, format, full || format.equals("bfloat16") || format.equals("e4m3"));
            if (full) {
                add(cases, FinitePopulation.read("builtin:diabetes", null, true), 16, 0.03125, format, true);
            }
        }
        return cases;
    }

    private static void add(
            List<Case> cases, Problem problem, int batch, double stepSize, String format, boolean everywhere) {
        Operator sr = OperatorExpression.parse(format + ":sr").resolve();
        cases.add(new Case(
                problem, batch, stepSize, format + ":sr on the data", TargetOperators.NONE.with(Target.DATA, sr)));
        if (everywhere) {
            cases.add(new Case(problem, batch, stepSize, format + ":sr everywhere", TargetOperators.all(sr)));
        }
    }

    private record Row(List<String> cells, boolean holds) {}

    private static Row row(Case one) {
        SgdConfiguration configuration =
                new SgdConfiguration(256, one.batch(), one.stepSize(), one.operators(), new Averaging.All());
        RiskResult risk = ExpectedRisk.of(one.problem(), configuration, RiskConvention.CLEAN);
        RiskBound bound = RiskBound.of(one.problem(), configuration, risk);
        String where = one.problem().description() + ", B = " + one.batch() + ", γ = " + Digits.plain(one.stepSize());
        if (bound instanceof RiskBound.NotApplicable none) {
            return new Row(List.of(where, one.format(), "", "", "", "", "", "refused: " + none.reason()), true);
        }
        RiskBound.Terms terms = (RiskBound.Terms) bound;
        Interval enclosed = proven(risk);
        double low = enclosed.lower();
        double high = enclosed.upper();
        PaperForm paper = terms.paper();
        LowerBound lower = terms.lower();
        boolean holds = terms.cleanValue() >= high && (lower == null || lower.cleanValue() <= low);
        List<String> cells = List.of(
                where,
                one.format(),
                lower == null ? "" : Digits.atLeast(lower.cleanValue(), 5),
                Digits.atMost(high, 5),
                Digits.atMost(terms.cleanValue(), 5),
                Digits.fixed(terms.cleanValue() / low, 2),
                paper == null ? "step size" : Digits.atMost(paper.value(), 4),
                "k* = " + terms.effectiveDimension() + ", α̂ = " + Digits.scientific(terms.stateFactor(), 3)
                        + ", P(saturation) ≤ " + Digits.atMost(terms.saturationProbability(), 1));
        return new Row(cells, holds);
    }

    /** Only what is proven counts, rounding included. */
    static Interval proven(RiskResult risk) {
        if (risk instanceof RiskResult.Exact exact && Double.isFinite(exact.radius())) {
            return exact.proven();
        }
        if (risk instanceof RiskResult.Enclosure enclosure && enclosure.rigorous()) {
            return new Interval(enclosure.lower(), enclosure.upper());
        }
        throw new IllegalStateException("a bound without a proven risk: " + risk);
    }

    Tally tally() {
        return tally;
    }

    Table table() {
        return new Table(
                "Clean excess risk of stochastic rounding with unbounded range, $N = 256$: lower bound, upper end of the exact risk"
                        + " (on data proven, rounding included), upper bound, tightness, and the paper's form over the quantized optimum. Gaussian: $\\lambda_i = i^{-2}$,"
                        + " $w^* = 1$, $\\sigma^2 = 1$",
                List.of(
                        "problem",
                        "quantizer",
                        "lower bound",
                        "risk ≤",
                        "upper bound",
                        "tightness",
                        "paper's form",
                        ""),
                rows);
    }
}
