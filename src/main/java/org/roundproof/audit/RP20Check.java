package org.roundproof.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.audit.Evidence.Axis;
import org.roundproof.audit.Evidence.Plot;
import org.roundproof.audit.Evidence.Series;
import org.roundproof.audit.Evidence.Style;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.problem.Spectrum;
import org.roundproof.quantizer.Identity;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.Target;
import org.roundproof.theory.Interval;
import org.roundproof.theory.IntervalField;
import org.roundproof.theory.MarginalMoments;
import org.roundproof.theory.PopulationThreshold;
import org.roundproof.theory.ProductMoments;
import org.roundproof.theory.ProductRecursion;
import org.roundproof.theory.ProductThreshold;
import org.roundproof.theory.RationalField;
import org.roundproof.theory.StepLaws;
import org.roundproof.theory.TargetLaws;

/** RP-20: the step-size condition against the exact threshold of the second moments. */
public final class RP20Check implements Claim {
    private static final int[] BATCHES = {1, 4, 16, 64};

    @Override
    public String id() {
        return "RP-20";
    }

    @Override
    public String title() {
        return "The step-size condition and the exact threshold";
    }

    @Override
    public String statement() {
        return "Let $\\gamma^*$ be the step size up to which the second moments of the iterate stay bounded, and $\\alpha$ any "
                + "constant with $Q(S) \\preceq \\alpha\\,\\mathrm{tr}(H_qS)H_q$ for the quadratic part $\\gamma^2Q(S)$ of the step, "
                + "relative errors of parameters, activations and gradients included. Then $\\gamma^*\\alpha\\,\\mathrm{tr}H_q \\ge "
                + "2$: the condition $\\gamma < 1/(\\alpha\\,\\mathrm{tr}H_q)$ is sufficient with a factor of 2 to spare, and not "
                + "necessary. For Gaussian features in full precision, $\\alpha_B = 1 + 2/B$, the ratio "
                + "$\\gamma^*\\alpha_B\\mathrm{tr}H$ lies between $2$ ($d = 1$) and $2(B+2)d/(d+B+1)$ (flat spectrum), below "
                + "$2(B+2)$. With $\\alpha_B$ of the features alone the condition is not sufficient in general: for $d = 1$ it "
                + "fails where $(1+\\beta_p)(1+\\beta_a)(1+\\beta_o) > 2$ at $B = 1$.";
    }

    @Override
    public String citation() {
        return "arXiv 2510.18259, step-size condition of the theorems; Zou et al., JMLR 24 (2023)";
    }

    @Override
    public String expected() {
        return "PROVED";
    }

    @Override
    public List<String> properties() {
        return List.of(
                "RP20Properties#RP_20_ratioLiesBetweenItsBounds",
                "RP20Properties#RP_20_flatSpectraReachTheUpperBound",
                "RP20Properties#RP_20_enclosureSeparatesDecayFromGrowth",
                "RP20Properties#RP_20_dataEnclosuresHoldTheClosedForms");
    }

    @Override
    public Finding check(AuditContext context) {
        Tally tally = new Tally();
        flatSpectra(tally, context.size(8, 32, 128));
        KurtosisThreshold.closedForms(tally);
        List<Evidence> evidence = new ArrayList<>();
        evidence.addAll(ratios(tally, context.size(20, 200, 2000)));
        evidence.add(insufficient(tally));
        evidence.add(KurtosisThreshold.witness(tally));
        evidence.add(turning(tally));
        evidence.add(data(tally));
        evidence.add(ThresholdAssumptions.of(tally));
        return new Finding(
                tally.proved("by the note's proof; " + Digits.count(tally.checked())
                        + " identities of rational numbers and rigorous enclosures agree"),
                evidence);
    }

    private static TargetLaws none() {
        return TargetLaws.NONE;
    }

    /** λ_i = 1, γ = 2B/(d+B+1): S = (1, …, 1) is a fixed point of the noiseless recursion, in rational numbers. */
    private static void flatSpectra(Tally tally, int largest) {
        for (int size = 4; size <= largest; size *= 2) {
            for (int batch = 1; batch <= size - 2; batch++) {
                int d = size - 1 - batch;
                double[] ones = new double[d];
                Arrays.fill(ones, 1);
                List<BigFraction> start = Collections.nCopies(d, BigFraction.ONE);
                List<BigFraction> zero = Collections.nCopies(d, BigFraction.ZERO);
                RationalField field = RationalField.INSTANCE;
                double gamma = 2.0 * batch / size;
                List<BigFraction> end = new ProductRecursion<>(
                                field, ProductMoments.gaussian(field, ones, new double[d], 0), none(), gamma, batch)
                        .run(1, new Averaging.Last(), new MarginalMoments<>(zero, start))
                        .reported()
                        .second();
                int b = batch;
                tally.require(end.equals(start), () -> "d = " + d + ", B = " + b + ": S = " + end);
            }
        }
    }

    private static Interval ratio(double[] lambda, int batch) {
        IntervalField field = IntervalField.INSTANCE;
        Interval threshold = ProductThreshold.of(
                ProductMoments.gaussian(field, lambda, new double[lambda.length], 0), none(), batch);
        Interval trace = Interval.ZERO;
        for (double value : lambda) {
            trace = field.add(trace, Interval.of(value));
        }
        Interval alpha = field.of(BigFraction.of(batch + 2, batch));
        return field.multiply(field.multiply(threshold, trace), alpha);
    }

    private static List<Evidence> ratios(Tally tally, int largest) {
        List<Integer> dimensions = List.of(1, 2, 5, 20, 50, 200, 1000, 2000).stream()
                .filter(d -> d <= largest)
                .toList();
        List<Spectrum> spectra = List.of(
                new Spectrum.Power(2), new Spectrum.Power(1), new Spectrum.Exponential(0.1), new Spectrum.Power(0));
        List<String> names = List.of("power(2)", "power(1)", "exponential(0.1)", "flat");
        List<List<String>> rows = new ArrayList<>();
        List<Series> series = new ArrayList<>();
        for (int s = 0; s < spectra.size(); s++) {
            for (int batch : BATCHES) {
                double[] values = new double[dimensions.size()];
                List<String> row = new ArrayList<>(List.of(names.get(s), Integer.toString(batch)));
                for (int k = 0; k < values.length; k++) {
                    int d = dimensions.get(k);
                    Interval found = ratio(spectra.get(s).eigenvalues(d), batch);
                    BigFraction most = BigFraction.of(2L * (batch + 2) * d, d + batch + 1L);
                    String where = names.get(s) + ", d = " + d + ", B = " + batch;
                    tally.require(
                            found.upper() >= 2
                                    && BigFraction.from(found.lower())
                                                    .subtract(most)
                                                    .signum()
                                            <= 0,
                            () -> where + ": ratio in " + found);
                    values[k] = found.midpoint();
                    row.add(Digits.fixed(values[k], 4));
                }
                row.add(Integer.toString(2 * (batch + 2)));
                rows.add(row);
                if (batch == 1 || batch == 16) {
                    double[] x = dimensions.stream().mapToDouble(d -> d).toArray();
                    Style style = batch == 1 ? Style.LINE : Style.DASHED;
                    series.add(new Series(names.get(s) + ", B = " + batch, style, x, values, new double[0]));
                }
            }
        }
        List<String> columns = new ArrayList<>(List.of("spectrum", "B"));
        dimensions.forEach(d -> columns.add("d = " + d));
        columns.add("least bound");
        return List.of(
                new Table(
                        "$\\gamma^*\\alpha_B\\mathrm{tr}H$ for Gaussian features, $\\alpha_B = 1 + 2/B$: the condition is 1, the "
                                + "theorem's factor 2, the least upper bound $2(B+2)$",
                        columns,
                        rows),
                new Plot(
                        "rp20-ratio",
                        "How far the exact threshold lies above the condition: $\\gamma^*\\alpha_B\\mathrm{tr}H$",
                        new Axis("dimension d", true),
                        new Axis("γ* α_B tr H", true),
                        series));
    }

    /** d = λ = B = 1, γ = 5/16 < 1/3: the condition holds, and with β_a = 2 the second moment grows. */
    private static Table insufficient(Tally tally) {
        RationalSetting one = RationalSetting.of(1, 8, 0.3125, new Averaging.Last());
        RationalSetting longer = RationalSetting.of(1, 16, 0.3125, new Averaging.Last());
        List<List<String>> rows = new ArrayList<>();
        for (BigFraction beta : List.of(BigFraction.ZERO, BigFraction.of(1, 2), BigFraction.of(2), BigFraction.of(4))) {
            TargetLaws laws = RationalSetting.only(Target.ACTIVATION, RationalSetting.multiplicative(beta, false));
            BigFraction early = one.risk(laws, 1);
            BigFraction late = longer.risk(laws, 1);
            // γ* = 2/(3(1+β_a)) < 5/16 iff β_a > 17/15
            boolean grows = late.subtract(early).signum() > 0 && late.doubleValue() > 2 * early.doubleValue();
            boolean past = beta.subtract(BigFraction.of(17, 15)).signum() > 0;
            tally.require(grows == past, () -> "β_a = " + beta + ": risk " + early + " after 8, " + late + " after 16");
            rows.add(List.of(
                    Digits.fraction(beta),
                    Digits.fraction(BigFraction.of(2, 3).divide(beta.add(1))),
                    Digits.scientific(early.doubleValue(), 6),
                    Digits.scientific(late.doubleValue(), 6)));
        }
        return new Table(
                "The condition with $\\alpha_B$ of the features alone is not enough: $d = \\lambda = w^* = \\sigma^2 = B = 1$, "
                        + "$\\gamma = 5/16 < 1/3$, relative activation error of variance $\\beta_a$; excess risk of the last iterate, "
                        + "computed in rational numbers",
                List.of("β_a", "γ*", "N = 8", "N = 16"),
                rows);
    }

    private static Plot turning(Tally tally) {
        double[] lambda = Setting.paper(20, 1).problem().eigenvalues();
        Interval plain = ProductThreshold.of(
                ProductMoments.gaussian(IntervalField.INSTANCE, lambda, new double[20], 0), none(), 1);
        double at = plain.midpoint();
        double[] steps = {10, 30, 100, 300, 1000, 3000};
        List<Series> series = new ArrayList<>();
        for (double factor : new double[] {0.25, 0.5, 0.9, 0.99, 1.01, 1.02}) {
            double[] risk = new double[steps.length];
            for (int k = 0; k < steps.length; k++) {
                risk[k] = Setting.paper(20, (int) steps[k])
                        .withStepSize(factor * at)
                        .risk();
            }
            double growth = risk[steps.length - 1] / risk[steps.length - 2];
            tally.require(
                    factor < 1 ? growth < 1 : growth > 1, () -> factor + " γ*: growth " + growth + " from N = 1000");
            series.add(new Series(
                    Digits.plain(factor) + " γ*", factor < 1 ? Style.LINE : Style.DASHED, steps, risk, new double[0]));
        }
        return new Plot(
                "rp20-turning",
                "Excess risk of the average below and above the threshold: $\\lambda_i = i^{-2}$, $d = 20$, $B = 1$; the "
                        + "condition is $" + Digits.fixed(1 / ratio(lambda, 1).midpoint(), 3) + "\\,\\gamma^*$",
                new Axis("steps N", true),
                new Axis("excess risk", true),
                series);
    }

    private static Table data(Tally tally) {
        List<List<String>> rows = new ArrayList<>();
        for (String name : List.of("builtin:diabetes", "builtin:longley")) {
            FinitePopulation population = FinitePopulation.read(name, null, true);
            for (int batch : new int[] {1, 16}) {
                Interval found = PopulationThreshold.of(population, new Identity(), StepLaws.NONE, batch);
                tally.require(
                        found.lower() > 0 && found.width() < 1e-6 * found.lower(), () -> name + ": γ* in " + found);
                rows.add(List.of(
                        name,
                        Integer.toString(batch),
                        Digits.atLeast(found.lower(), 10),
                        Digits.atMost(found.upper(), 10)));
            }
        }
        return new Table(
                "Rigorous enclosures of $\\gamma^*$ on data, standardized, full precision",
                List.of("data", "B", "at least", "at most"),
                rows);
    }
}
