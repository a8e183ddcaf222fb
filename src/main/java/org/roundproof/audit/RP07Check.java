package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.audit.Evidence.Axis;
import org.roundproof.audit.Evidence.Plot;
import org.roundproof.audit.Evidence.Series;
import org.roundproof.audit.Evidence.Style;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.theory.ApproximationError;
import org.roundproof.theory.Interval;
import org.roundproof.theory.QuantizedSpectrum;

/** RP-07: the quantized optimum, and what it costs on clean and on quantized test data. */
public final class RP07Check implements Claim {
    private static final double[] LEVELS = {1e-4, 1e-3, 1e-2, 1e-1, 1};

    @Override
    public String id() {
        return "RP-07";
    }

    @Override
    public String title() {
        return "The quantized optimum and the approximation error";
    }

    @Override
    public String statement() {
        return "Let $Q_d$ be unbiased, $V = H_q - H$ and $K = H_q^{-1/2}VH_q^{-1/2}$, so that $0 \\preceq K \\prec I$, and $u = "
                + "H_q^{1/2}w^*$. The optimum on quantized data is $w_q^* = H_q^{-1}Hw^*$. Its excess risk is "
                + "$\\frac12u^\\top(K - K^2)u$ on quantized test data and $\\frac12u^\\top(K^2 - K^3)u$ on clean test data. Hence, "
                + "with $k$ the eigenvalues of $K$, clean lies between $k_{\\min}$ and $k_{\\max}$ times quantized, quantized $\\le "
                + "\\frac12w^{*\\top}Vw^*$ and clean $\\le \\frac18w^{*\\top}Vw^*$. For $V = \\varepsilon H$ every $k$ is "
                + "$\\varepsilon/(1+\\varepsilon)$: linear in $\\varepsilon$ on quantized test data, quadratic on clean.";
    }

    @Override
    public String citation() {
        return "arXiv 2510.18259, approximation error of the quantized optimum (ApproxErr)";
    }

    @Override
    public String expected() {
        return "PROVED";
    }

    @Override
    public List<String> properties() {
        return List.of(
                "RP07Properties#RP_07_quantizedOptimumMinimizesTheQuantizedRisk",
                "RP07Properties#RP_07_twoRisksDifferByTheNoiseOfTheOptimum",
                "RP07Properties#RP_07_cleanErrorIsAtMostAQuarterOfTheBound",
                "RP07Properties#RP_07_proportionalNoiseHasClosedForms");
    }

    @Override
    public Finding check(AuditContext context) {
        Tally tally = new Tally();
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(enumerated(tally));
        int d = context.size(40, 200, 1000);
        int rotated = context.size(16, 60, 200);
        evidence.addAll(sweep(d, rotated, tally));
        evidence.add(TwoConventions.witness(tally));
        return new Finding(
                tally.proved("by the note's proof; " + Digits.count(tally.checked())
                        + " identities of rational numbers and rigorous enclosures agree"),
                evidence);
    }

    private record Design(String name, List<BigFraction[]> rows, List<BigFraction> labels) {
        static Design of(String name, List<BigFraction[]> rows) {
            List<BigFraction> labels = new ArrayList<>();
            for (int k = 0; k < rows.size(); k++) {
                BigFraction[] x = rows.get(k);
                labels.add(x[0].multiply(2).subtract(x[1]).add(BigFraction.of(k - 1, 8)));
            }
            return new Design(name, rows, labels);
        }
    }

    /** Every joint outcome of the quantized rows, in rational numbers, against the formulas of the statement. */
    private static Table enumerated(Tally tally) {
        BigFraction quarter = BigFraction.of(1, 4);
        List<List<String>> lines = new ArrayList<>();
        for (Design design : List.of(
                Design.of(
                        "axes",
                        JointOutcomes.rows(
                                8, new int[] {16, 0}, new int[] {-16, 0}, new int[] {0, 4}, new int[] {0, -4})),
                Design.of(
                        "turned by 3-4-5",
                        JointOutcomes.rows(
                                40, new int[] {48, 64}, new int[] {-48, -64}, new int[] {-16, 12}, new int[] {16, -12
                                })))) {
            List<List<List<List<JointOutcomes.Outcome>>>> kinds = List.of(
                    List.of(
                                    map(design.rows, x -> JointOutcomes.exact(scaled(x, BigFraction.of(3, 4)))),
                                    map(design.rows, x -> JointOutcomes.exact(scaled(x, BigFraction.of(5, 4)))))
                            .stream()
                            .flatMap(List::stream)
                            .toList(),
                    map(design.rows, x -> JointOutcomes.multiplicative(x, quarter)),
                    map(design.rows, x -> JointOutcomes.additive(x, quarter)));
            List<String> names = List.of("shared, ε = 1/16", "elementwise, ε = 1/16", "additive, ε = 1/16");
            for (int i = 0; i < kinds.size(); i++) {
                TwoByTwo found = TwoByTwo.of(design.rows, design.labels, kinds.get(i));
                found.require(tally, design.name + ", " + names.get(i));
                boolean proportional = i == 0 || (i == 1 && design.name.equals("axes"));
                BigFraction ratio = found.clean().divide(found.quantized());
                tally.require(
                        ratio.equals(BigFraction.of(1, 17)) == proportional,
                        () -> design.name + ": clean/quantized = " + ratio);
                lines.add(List.of(
                        design.name,
                        names.get(i),
                        Digits.fraction(found.quantized()),
                        Digits.fraction(found.clean()),
                        Digits.fraction(ratio)));
            }
        }
        return new Table(
                "Both risks of $w_q^*$ by enumeration of four rows and every joint outcome, labels $2x_1 - x_2$ and an error; "
                        + "$\\varepsilon/(1+\\varepsilon) = 1/17$",
                List.of("rows", "data error", "quantized test data", "clean test data", "ratio"),
                lines);
    }

    private static BigFraction[] scaled(BigFraction[] x, BigFraction factor) {
        return new BigFraction[] {x[0].multiply(factor), x[1].multiply(factor)};
    }

    private static <T> List<T> map(List<BigFraction[]> rows, Function<BigFraction[], T> map) {
        return rows.stream().map(map).toList();
    }

    private record Kind(String name, String expression, boolean turned) {}

    private static List<Evidence> sweep(int d, int rotated, Tally tally) {
        List<Kind> kinds = List.of(
                new Kind("multiplicative, diagonal H, d = " + d, "multiplicative(%s)", false),
                new Kind("multiplicative, shared, rotated, d = " + rotated, "multiplicative(%s,shared)", true),
                new Kind("multiplicative, elementwise, rotated, d = " + rotated, "multiplicative(%s)", true),
                new Kind("additive, d = " + d, "additive(%s)", false));
        List<List<ApproximationError>> found = Parallel.map(kinds.size() * LEVELS.length, i -> {
            Kind kind = kinds.get(i / LEVELS.length);
            GaussianProblem plain = Setting.paper(kind.turned ? rotated : d, 1).problem();
            Operator data = OperatorExpression.parse(
                            kind.expression.replace("%s", Digits.plain(LEVELS[i % LEVELS.length])))
                    .resolve();
            return QuantizedSpectrum.of(kind.turned ? plain.rotated(1) : plain, data).approximation().stream()
                    .toList();
        });
        List<List<String>> rows = new ArrayList<>();
        List<Series> series = new ArrayList<>();
        for (int k = 0; k < kinds.size(); k++) {
            double[] clean = new double[LEVELS.length];
            double[] quantized = new double[LEVELS.length];
            for (int i = 0; i < LEVELS.length; i++) {
                Kind kind = kinds.get(k);
                double epsilon = LEVELS[i];
                List<ApproximationError> one = found.get(k * LEVELS.length + i);
                tally.require(!one.isEmpty(), () -> kind.name + ": not enclosed at " + epsilon);
                ApproximationError error = one.get(0);
                tally.require(
                        error.clean().lower() <= error.quantized().upper(),
                        () -> kind.name + ": clean exceeds quantized at " + epsilon);
                if (k < 2) {
                    closedForm(tally, kind, epsilon, error, k == 0 ? d : rotated);
                }
                clean[i] = error.clean().midpoint();
                quantized[i] = error.quantized().midpoint();
                rows.add(List.of(
                        kind.name, Digits.plain(epsilon), interval(error.quantized()), interval(error.clean())));
            }
            series.add(new Series(kinds.get(k).name + ": quantized", Style.DASHED, LEVELS, quantized, new double[0]));
            series.add(new Series(kinds.get(k).name + ": clean", Style.LINE, LEVELS, clean, new double[0]));
        }
        return List.of(
                new Table(
                        "Rigorous enclosures of the risk of $w_q^*$ above $L(w^*)$: $\\lambda_i = i^{-2}$, $w^* = 1$ in the "
                                + "eigenbasis, rotation of seed 1",
                        List.of("data error", "ε", "quantized test data", "clean test data"),
                        rows),
                new Plot(
                        "rp07-approximation",
                        "ApproxErr against $\\varepsilon$: $\\lambda_i = i^{-2}$, $w^* = 1$",
                        new Axis("ε", true),
                        new Axis("½‖w_q* − w*‖² and its counterpart", true),
                        series));
    }

    /** ½ε/(1+ε)‖w*‖²_H and ½(ε/(1+ε))²‖w*‖²_H; rotated, for the R and w* that the problem holds: to ten digits. */
    private static void closedForm(Tally tally, Kind kind, double epsilon, ApproximationError error, int d) {
        BigFraction signal = BigFraction.ZERO;
        for (double lambda : Setting.paper(d, 1).problem().eigenvalues()) {
            signal = signal.add(BigFraction.from(lambda));
        }
        BigFraction level = BigFraction.from(epsilon);
        BigFraction share = level.divide(level.add(1));
        BigFraction quantized = signal.multiply(share).divide(2);
        BigFraction clean = quantized.multiply(share);
        Interval slack = new Interval(1 - 1e-10, 1 + 1e-10);
        tally.require(
                kind.turned
                        ? slack.contains(error.quantized().midpoint() / quantized.doubleValue())
                                && slack.contains(error.clean().midpoint() / clean.doubleValue())
                        : error.quantized().contains(quantized) && error.clean().contains(clean),
                () -> kind.name + ", ε = " + epsilon + ": " + error.quantized() + ", " + error.clean());
    }

    private static String interval(Interval x) {
        return Digits.enclosure(x, 11);
    }
}
