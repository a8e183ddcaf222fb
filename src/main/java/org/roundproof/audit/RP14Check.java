package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.audit.Evidence.Axis;
import org.roundproof.audit.Evidence.Plot;
import org.roundproof.audit.Evidence.Series;
import org.roundproof.audit.Evidence.Style;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.audit.Evidence.Text;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.quantizer.model.MultiplicativeModel;
import org.roundproof.random.UnitLaw;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.theory.ProductMoments;
import org.roundproof.theory.RationalField;
import org.roundproof.theory.RiskConvention;
import org.roundproof.theory.TargetLaws;

/** RP-14: polynomial spectra, what the dimension does to multiplicative and to additive noise. */
public final class RP14Check implements Claim {
    private static final double EPSILON = 0.01;
    private static final int STEPS = 1600;
    private static final int[] DIMENSIONS = {50, 100, 200, 400, 800, 1600, 6400};

    @Override
    public String id() {
        return "RP-14";
    }

    @Override
    public String title() {
        return "Dimension and polynomial spectra";
    }

    @Override
    public String statement() {
        return "Let $\\lambda_i = i^{-a}$ with $a > 1$, $w^*$ bounded, and $N \\ge 3$, $B$, $\\gamma$, $\\sigma^2 > 0$ and all "
                + "error levels fixed. Multiplicative noise on any of the targets is dimension-free: the expected excess risk, "
                + "on clean and on quantized test data, converges as $d \\to \\infty$, and its distance from the limit is "
                + "$O(d^{1-a})$. So is additive noise on labels, parameters, activations and output gradients as long as the "
                + "data are not additively quantized. Additive noise on the data is not: the risk is at least "
                + "$\\frac{\\gamma^2\\sigma^2}{2BN^2}\\lambda_1(\\lambda_1+\\varepsilon)(1 + (d-1)\\gamma^2\\varepsilon^2/B)$ "
                + "on clean test data, and more on quantized test data.";
    }

    @Override
    public String citation() {
        return "arXiv 2510.18259, corollaries for polynomially decaying spectra";
    }

    @Override
    public String expected() {
        return "PROVED";
    }

    @Override
    public List<String> properties() {
        return List.of(
                "RP14Properties#RP_14_multiplicativeRiskIsDimensionFree",
                "RP14Properties#RP_14_additiveDataNoiseGrowsAtLeastLinearly");
    }

    private record Case(String name, TargetOperators operators, boolean bounded) {}

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Noise noise : List.of(Noise.MULTIPLICATIVE, Noise.SHARED, Noise.ADDITIVE)) {
            cases.add(new Case(noise.label() + ", all five", Trial.all(noise, EPSILON), noise != Noise.ADDITIVE));
        }
        for (Noise noise : List.of(Noise.MULTIPLICATIVE, Noise.ADDITIVE)) {
            for (Target target : Target.values()) {
                cases.add(new Case(
                        noise.label() + ", " + target.label() + " alone",
                        TargetOperators.NONE.with(target, noise.of(EPSILON)),
                        noise != Noise.ADDITIVE || target != Target.DATA));
            }
        }
        cases.add(new Case(
                "additive, all but data",
                Trial.all(Noise.ADDITIVE, EPSILON).with(Target.DATA, TargetOperators.NONE.data()),
                true));
        return cases;
    }

    @Override
    public Finding check(AuditContext context) {
        Tally tally = new Tally();
        exactSpots(context, tally);
        int count = context.size(4, DIMENSIONS.length, DIMENSIONS.length);
        List<Case> cases = cases();
        double[] clean = new double[count];
        for (int k = 0; k < count; k++) {
            clean[k] = base(DIMENSIONS[k]).risk();
        }
        List<Evidence> evidence = new ArrayList<>();
        List<Series> series = new ArrayList<>();
        for (RiskConvention convention : RiskConvention.values()) {
            List<double[]> gaps = Parallel.map(cases.size(), i -> gaps(cases.get(i), convention, clean));
            List<List<String>> rows = new ArrayList<>();
            for (int i = 0; i < cases.size(); i++) {
                Case one = cases.get(i);
                List<String> row = new ArrayList<>(List.of(one.name));
                for (double gap : gaps.get(i)) {
                    row.add(Digits.scientific(gap, 4));
                }
                rows.add(row);
                statements(tally, one, convention, gaps.get(i), clean);
                if (i < 3 && i != 1 || one.name.equals("additive, data alone") || i == cases.size() - 1) {
                    series.add(new Series(
                            one.name + (convention == RiskConvention.CLEAN ? "" : " (quantized test data)"),
                            convention == RiskConvention.CLEAN ? Style.LINE : Style.DASHED,
                            dimensions(count),
                            gaps.get(i),
                            new double[0]));
                }
            }
            evidence.add(new Table(
                    "Gap to full precision, " + (convention == RiskConvention.CLEAN ? "clean" : "quantized")
                            + " test data: $\\lambda_i = i^{-2}$, $w^* = 1$, $\\sigma^2 = 1$, $N = 1600$, $\\gamma = 0.1$, $B = 1$, "
                            + "$\\varepsilon = 0.01$, Gaussian law",
                    columns(count),
                    rows));
        }
        evidence.add(new Plot(
                "rp14-dimension",
                "Gap of the expected excess risk to full precision against the dimension; setting of the tables",
                new Axis("dimension d", true),
                new Axis("gap", true),
                series));
        evidence.add(new Text("At fixed $N$ the growth under additive data noise is slow while "
                + "$\\gamma\\,\\mathrm{tr}\\,H_q = \\gamma(\\sum\\lambda_i + d\\varepsilon)$ is small, and explodes past the "
                + "step-size condition. The approximation error $L(w_q^*) - L(w^*)$ does not grow without bound: for $a > 1$ it "
                + "converges in both conventions."));
        evidence.addAll(RateTables.all(context, tally));
        return new Finding(
                tally.proved("by the note's proof; " + Digits.count(tally.checked())
                        + " spot checks (monotonicity and lower bound in rational arithmetic, convergence and growth of the "
                        + "recursion's numbers, rates over other spectra) agree"),
                evidence);
    }

    private static Setting base(int dimension) {
        return Setting.paper(dimension, STEPS);
    }

    private static double[] gaps(Case one, RiskConvention convention, double[] clean) {
        double[] gaps = new double[clean.length];
        for (int k = 0; k < gaps.length; k++) {
            gaps[k] = base(DIMENSIONS[k]).with(one.operators).risk(convention) - clean[k];
        }
        return gaps;
    }

    /** What the claim says of the numbers: doubling d halves the increment of the risk (a = 2), or the gap grows. */
    private static void statements(Tally tally, Case one, RiskConvention convention, double[] gaps, double[] clean) {
        for (int k = 2; k < gaps.length && DIMENSIONS[k] == 2 * DIMENSIONS[k - 1]; k++) {
            int d = DIMENSIONS[k];
            double last = gaps[k] + clean[k] - gaps[k - 1] - clean[k - 1];
            double before = gaps[k - 1] + clean[k - 1] - gaps[k - 2] - clean[k - 2];
            if (one.bounded) {
                tally.require(
                        last > 0 && last < 0.55 * before,
                        () -> one.name + ", " + convention + ": the risk grows by " + last + " up to d = " + d + ", by "
                                + before + " in the doubling before");
            } else {
                double growth = gaps[k] - gaps[k - 1];
                tally.require(
                        growth > 0,
                        () -> one.name + ", " + convention + ": gap grows by " + growth + " up to d = " + d);
            }
        }
    }

    /** Rational spot checks: a further coordinate never lowers the risk; the lower bound under additive data noise. */
    private static void exactSpots(AuditContext context, Tally tally) {
        int largest = context.size(4, 8, 12);
        double gamma = 0.25;
        BigFraction half = BigFraction.of(1, 2);
        TargetLaws laws = new TargetLaws(
                RationalSetting.multiplicative(half, false),
                RationalSetting.multiplicative(half, false),
                RationalSetting.multiplicative(half, true),
                RationalSetting.multiplicative(half, false));
        for (int steps = 3; steps <= 4; steps++) {
            for (int batch : new int[] {1, 3}) {
                BigFraction lastMultiplicative = BigFraction.ZERO;
                BigFraction lastAdditive = BigFraction.ZERO;
                BigFraction slope = slope(steps, batch, BigFraction.from(gamma), half);
                for (int d = 1; d <= largest; d++) {
                    String where = "d = " + d + ", N = " + steps + ", B = " + batch;
                    BigFraction multiplicative = rational(
                                    d, steps, gamma, new MultiplicativeModel(0.5, UnitLaw.RADEMACHER, false), 1)
                            .risk(laws, batch)
                            .subtract(lastMultiplicative);
                    tally.require(multiplicative.signum() > 0, () -> "multiplicative risk falls at " + where);
                    lastMultiplicative = lastMultiplicative.add(multiplicative);
                    BigFraction additive = rational(d, steps, gamma, new AdditiveModel(0.5, UnitLaw.RADEMACHER), 0)
                            .risk(TargetLaws.NONE, batch)
                            .subtract(lastAdditive);
                    BigFraction bound = d == 1 ? lowerBound(d, steps, batch, BigFraction.from(gamma), half) : slope;
                    tally.require(
                            Order.compare(additive, bound) >= 0, () -> "additive risk grows too slowly at " + where);
                    lastAdditive = lastAdditive.add(additive);
                }
            }
        }
    }

    /** What each further coordinate adds at least: γ⁴σ²/(2B²N²)·λ_1(λ_1+ε)ε² with λ_1 = σ² = 1. */
    static BigFraction slope(int steps, int batch, BigFraction gamma, BigFraction epsilon) {
        return lowerBound(2, steps, batch, gamma, epsilon).subtract(lowerBound(1, steps, batch, gamma, epsilon));
    }

    /** γ²σ²/(2BN²)·λ_1(λ_1+ε)(1 + (d−1)γ²ε²/B) with λ_1 = σ² = 1. */
    static BigFraction lowerBound(int d, int steps, int batch, BigFraction gamma, BigFraction epsilon) {
        BigFraction square = gamma.pow(2);
        BigFraction growth =
                square.multiply(epsilon.pow(2)).multiply(d - 1).divide(batch).add(1);
        return square.multiply(epsilon.add(1))
                .multiply(growth)
                .divide(2 * batch)
                .divide(steps * steps);
    }

    /** λ_i = i^−2 as doubles, w*_i = {@code value}, σ² = 1. */
    static RationalSetting rational(int d, int steps, double gamma, Operator data, double value) {
        double[] lambda = new double[d];
        double[] optimum = new double[d];
        for (int i = 0; i < d; i++) {
            lambda[i] = 1.0 / ((i + 1.0) * (i + 1.0));
            optimum[i] = value;
        }
        RationalField field = RationalField.INSTANCE;
        ProductMoments<BigFraction> moments = data instanceof AdditiveModel additive
                ? ProductMoments.gaussian(field, lambda, optimum, 1, additive)
                : ProductMoments.gaussian(field, lambda, optimum, 1, (MultiplicativeModel) data);
        return new RationalSetting(moments, steps, gamma, new Averaging.All());
    }

    private static double[] dimensions(int count) {
        double[] d = new double[count];
        for (int k = 0; k < count; k++) {
            d[k] = DIMENSIONS[k];
        }
        return d;
    }

    private static List<String> columns(int count) {
        List<String> columns = new ArrayList<>(List.of("noise"));
        for (int k = 0; k < count; k++) {
            columns.add("d = " + DIMENSIONS[k]);
        }
        return columns;
    }
}
