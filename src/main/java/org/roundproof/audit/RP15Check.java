package org.roundproof.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.audit.Evidence.Axis;
import org.roundproof.audit.Evidence.Plot;
import org.roundproof.audit.Evidence.Series;
import org.roundproof.audit.Evidence.Style;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.quantizer.model.MultiplicativeModel;
import org.roundproof.random.UnitLaw;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.theory.ExpectedRisk;
import org.roundproof.theory.Interval;
import org.roundproof.theory.ProductMoments;
import org.roundproof.theory.QuantizedSpectrum;
import org.roundproof.theory.RationalField;
import org.roundproof.theory.RiskConvention;
import org.roundproof.theory.RiskResult;
import org.roundproof.theory.TargetLaws;

/** RP-15: floats against integers, the printed rule and the exact frontier. */
public final class RP15Check implements Claim {
    private static final TargetSet DATA = TargetSet.of(Target.DATA);

    @Override
    public String id() {
        return "RP-15";
    }

    @Override
    public String title() {
        return "When a float beats an integer";
    }

    @Override
    public String statement() {
        return "For $\\lambda_i = i^{-a}$ a float of $m$ significand bits ($\\varepsilon_{mul} \\sim 2^{-2m}$) beats an integer of $b$ bits "
                + "($\\varepsilon_{add} \\sim 2^{-2b}$) when $m \\ge b - \\frac a2\\log_2 d$. As printed this is false at every finite $N$ "
                + "that was computed. It is parity of relative error in the one direction $i = d$: the extreme over $w^*$ of the "
                + "limit $N \\to \\infty$ of data quantization, reached only by $w^* \\propto e_d$. For $w^* = 1$ that limit is "
                + "$-\\frac14\\log_2(\\sum\\lambda^{-1}/\\sum\\lambda)$ on clean and $-\\frac12\\log_2(d/\\sum\\lambda)$ on quantized test data; at "
                + "finite $N$ only directions that are learned count, and labels, parameters, activations and gradients know no "
                + "such term at all.";
    }

    @Override
    public String citation() {
        return "arXiv 2510.18259, comparison of integer and floating-point quantization for polynomially decaying spectra";
    }

    @Override
    public String expected() {
        return "REFUTED";
    }

    @Override
    public List<String> properties() {
        return List.of(
                "RP15Properties#RP_15_firstOrderBoundsTheShift",
                "RP15Properties#RP_15_thePrintedRuleIsTheExtremeOverTheOptimum",
                "RP15Properties#RP_15_theLimitIsTheParityOfTheFloors",
                "RP15Properties#RP_15_theStationaryLimitIsApproached");
    }

    @Override
    public Finding check(AuditContext context) {
        Tally tally = new Tally();
        String witness = smallestWitness(tally);
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(FrontierTables.targets(tally));
        evidence.add(FrontierTables.bits(tally));
        evidence.add(FrontierTables.limits(context, tally));
        evidence.add(FrontierTables.stationary(context, tally));
        evidence.add(FrontierRuleTables.power(context, tally));
        if (context.profile() != AuditContext.Profile.SMOKE) {
            evidence.add(FrontierRuleTables.spectra());
            evidence.add(dimensions(context));
            evidence.addAll(FrontierMap.maps());
            evidence.addAll(realFormats(context));
        }
        if (context.profile() == AuditContext.Profile.FULL) {
            evidence.add(FrontierTables.spectra(tally));
        }
        if (context.profile() != AuditContext.Profile.SMOKE) {
            evidence.addAll(FrontierFormatTables.paper(context, tally));
        }
        if (context.profile() == AuditContext.Profile.FULL) {
            evidence.addAll(FrontierFormatTables.spectra(tally));
        }
        if (tally.failed() > 0) {
            return new Finding(new Verdict.Failed("the recursion contradicts the note: " + tally.witness()), evidence);
        }
        return new Finding(
                new Verdict.Refuted(
                        "the printed rule overstates what a float gains on data, and is wrong in kind for the other targets; "
                                + Digits.count(tally.checked())
                                + " statements of the note about limits and the rule that replaces "
                                + "it hold",
                        witness),
                evidence);
    }

    /**
     * One step, last iterate, λ_i = i^−2, w* = σ² = 1, γ = ½, exactly: at b = 2 and the m of the printed rule the float costs more.
     * With E y² = Σλ + 1, additive noise adds ½γ²ε Σλ·E y², multiplicative ½γ²ε Σ(λ_i²E y² + 2λ_i³).
     */
    private static String smallestWitness(Tally tally) {
        List<String> found = new ArrayList<>();
        for (int d : new int[] {1, 2}) {
            BigFraction epsilon = BigFraction.of(1, 16);
            // 2^−2m at m = b − (a/2) log₂ d is d^a 2^−2b
            BigFraction factor = epsilon.multiply(d * d);
            BigFraction additive = extra(d, new AdditiveModel(epsilon.doubleValue(), UnitLaw.GAUSSIAN));
            BigFraction multiplicative =
                    extra(d, new MultiplicativeModel(factor.doubleValue(), UnitLaw.GAUSSIAN, false));
            BigFraction first = BigFraction.ZERO;
            BigFraction second = BigFraction.ZERO;
            BigFraction third = BigFraction.ZERO;
            for (int i = 1; i <= d; i++) {
                BigFraction lambda = BigFraction.of(1, i * i);
                first = first.add(lambda);
                second = second.add(lambda.pow(2));
                third = third.add(lambda.pow(3));
            }
            BigFraction label = first.add(1);
            BigFraction byHand = epsilon.multiply(first).multiply(label).divide(8);
            BigFraction other = factor.multiply(second.multiply(label).add(third.multiply(2)))
                    .divide(8);
            tally.require(
                    additive.equals(byHand) && multiplicative.equals(other),
                    () -> "one step at d = " + d + ": " + additive + " and " + multiplicative + " by the recursion");
            tally.require(
                    Order.compare(multiplicative, additive) > 0,
                    () -> "the printed rule holds at d = " + d + ": " + multiplicative + " against " + additive);
            found.add("d = " + d + ": extra risk " + Digits.fraction(additive) + " for the integer of b = 2, "
                    + Digits.fraction(multiplicative) + " for the float of m = " + (2 - (d - 1))
                    + ", which should be no worse");
        }
        return "data quantization, λ_i = i^−2, w* = 1, σ² = 1, γ = 1/2, B = 1, N = 1, last iterate, clean: "
                + String.join("; ", found) + ". Command: `java -jar target/roundproof.jar audit --claims RP-15`";
    }

    private static BigFraction extra(int d, AdditiveModel model) {
        return oneStep(ProductMoments.gaussian(RationalField.INSTANCE, eigenvalues(d), ones(d), 1, model), d);
    }

    private static BigFraction extra(int d, MultiplicativeModel model) {
        return oneStep(ProductMoments.gaussian(RationalField.INSTANCE, eigenvalues(d), ones(d), 1, model), d);
    }

    private static BigFraction oneStep(ProductMoments<BigFraction> moments, int d) {
        ProductMoments<BigFraction> clean = ProductMoments.gaussian(RationalField.INSTANCE, eigenvalues(d), ones(d), 1);
        return lastOfOne(moments).subtract(lastOfOne(clean));
    }

    private static BigFraction lastOfOne(ProductMoments<BigFraction> moments) {
        return new RationalSetting(moments, 1, 0.5, new Averaging.Last()).risk(TargetLaws.NONE, 1);
    }

    /** 1 and ¼: exact in double. */
    private static double[] eigenvalues(int d) {
        return Setting.paper(d, 1).problem().eigenvalues();
    }

    private static double[] ones(int d) {
        double[] ones = new double[d];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** The shift against d for several N, and the printed rule. */
    private static Plot dimensions(AuditContext context) {
        int[] dimensions = {2, 5, 10, 20, 50, 100, 200, 400, 800};
        double[] x = Arrays.stream(dimensions).asDoubleStream().toArray();
        List<Series> series = new ArrayList<>();
        for (int steps : context.profile() == AuditContext.Profile.FULL
                ? new int[] {100, 1000, 10_000}
                : new int[] {100, 1000}) {
            List<Double> y = Parallel.map(dimensions.length, k -> Frontier.of(
                            Setting.paper(dimensions[k], steps), DATA, Noise.MULTIPLICATIVE, RiskConvention.CLEAN)
                    .shift(8)
                    .orElse(Double.NaN));
            series.add(new Series("N = " + steps, Style.LINE, x, array(y), new double[0]));
        }
        series.add(new Series(
                "printed rule",
                Style.DASHED,
                x,
                Arrays.stream(x).map(d -> FrontierTables.rule(2, (int) d)).toArray(),
                new double[0]));
        return new Plot(
                "rp15-dimension",
                "Exact shift $m^* - b$ at $b = 8$, data quantization, clean test data: " + FrontierTables.CAPTION,
                new Axis("dimension d", true),
                new Axis("m* − b in bits", false),
                series);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static List<Table> realFormats(AuditContext context) {
        int few = context.size(50, 100, 1000);
        List<Table> tables = new ArrayList<>(List.of(
                paper(RiskConvention.CLEAN, context.size(2, 4, RealFormats.COUNT)),
                rows(DIABETES, few, RiskConvention.CLEAN, context.size(1, 3, RealFormats.COUNT))));
        if (context.profile() == AuditContext.Profile.FULL) {
            tables.add(paper(RiskConvention.QUANTIZED, RealFormats.COUNT));
            tables.add(rows(DIABETES, few, RiskConvention.QUANTIZED, RealFormats.COUNT));
            for (RiskConvention convention : RiskConvention.values()) {
                tables.add(rows(LONGLEY, few, convention, RealFormats.COUNT));
            }
        }
        return tables;
    }

    private static Table paper(RiskConvention convention, int count) {
        int steps = 1000;
        Setting setting = Setting.paper(50, steps);
        double range = RealFormats.range(setting.problem().eigenvalues(), steps);
        return RealFormats.table(
                "Real formats on the data alone, by their own exact moments, " + FrontierTables.convention(convention)
                        + " test data, $d = 50$, $N = 1000$, " + FrontierTables.CAPTION + "; $R$ = "
                        + Digits.fixed(range, 3) + ", the median of the largest $|x|$ of the run",
                Frontier.of(setting, DATA, Noise.MULTIPLICATIVE, convention),
                range,
                count);
    }

    /** Rows of real data, standardized. */
    private record Rows(String name, FinitePopulation population, double leastEigenvalue) {}

    private static final Rows DIABETES = new Rows("diabetes", Spectra.DIABETES, Spectra.leastEigenvalue());

    private static final Rows LONGLEY = longley();

    private static Rows longley() {
        FinitePopulation population = FinitePopulation.read("builtin:longley", null, true);
        List<Interval> eigenvalues =
                QuantizedSpectrum.of(population, new Identity()).eigenvalues();
        return new Rows(
                "Longley", population, eigenvalues.get(eigenvalues.size() - 1).midpoint());
    }

    private static Table rows(Rows data, int steps, RiskConvention convention, int count) {
        double largest =
                Arrays.stream(data.population.features()).map(Math::abs).max().orElseThrow();
        return RealFormats.table(
                "The same on the " + data.name + " data (standardized features, $n = " + data.population.size()
                        + "$, $d = " + data.population.dimension() + "$), " + FrontierTables.convention(convention)
                        + " test data, $N = " + steps + "$, $\\gamma = 0.02$, $B = 1$; $R$ = "
                        + Digits.fixed(largest, 3) + ", the largest $|x|$",
                new Frontier(
                        operators -> risk(data, operators, steps, convention),
                        data.leastEigenvalue,
                        DATA,
                        Noise.MULTIPLICATIVE),
                largest,
                count);
    }

    private static RiskResult risk(Rows data, TargetOperators operators, int steps, RiskConvention convention) {
        return ExpectedRisk.of(
                data.population, new SgdConfiguration(steps, 1, 0.02, operators, new Averaging.All()), convention);
    }
}
