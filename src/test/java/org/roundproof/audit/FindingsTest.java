package org.roundproof.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.roundproof.NoteBlock;
import org.roundproof.format.ExactReal;
import org.roundproof.quantizer.Distribution;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.quantizer.model.MultiplicativeModel;
import org.roundproof.random.UnitLaw;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.Target;
import org.roundproof.theory.MarginalMoments;
import org.roundproof.theory.ProductExcessRisk;
import org.roundproof.theory.ProductMoments;
import org.roundproof.theory.ProductRecursion;
import org.roundproof.theory.RationalField;
import org.roundproof.theory.TargetLaws;

/** The table of smallest witnesses in proofs-notes/findings.md, in rational numbers. */
class FindingsTest {
    private static final RationalField FIELD = RationalField.INSTANCE;
    private static final BigFraction QUARTER = BigFraction.of(1, 4);
    private static final List<Integer> BATCHES = List.of(1, 4, 16, 64);
    /** d = λ = w* = σ² = 1, γ = ½, two steps, last iterate. */
    private static final RationalSetting TWO_STEPS = RationalSetting.of(1, 2, 0.5, new Averaging.Last());

    private static String row(String finding, String setting, List<BigFraction> values) {
        return "| " + finding + " | " + setting + " | "
                + values.stream().map(Digits::fraction).collect(Collectors.joining(", ")) + " |";
    }

    private static <A> List<BigFraction> all(List<A> arguments, Function<A, BigFraction> value) {
        return arguments.stream().map(value).toList();
    }

    private static TargetLaws additive(Target target) {
        return RationalSetting.only(target, RationalSetting.additive(QUARTER));
    }

    private static void assertFalls(List<BigFraction> values) {
        for (int i = 1; i < values.size(); i++) {
            assertTrue(values.get(i).subtract(values.get(i - 1)).signum() < 0, values::toString);
        }
    }

    private static List<BigFraction> negated(List<BigFraction> values) {
        return all(values, BigFraction::negate);
    }

    @Test
    void witnesses() throws IOException {
        List<String> lines = new ArrayList<>(List.of("| finding | setting | numbers |", "|---|---|---|"));
        lines.add(pointwise());
        lines.add(fewBits());
        lines.add(batch());
        lines.add(parameterFloor());
        lines.add(vanishing());
        lines.add(effectiveDimension());
        lines.add(dimension(true));
        lines.add(dimension(false));
        lines.add(steps(true));
        lines.add(steps(false));
        lines.add(multiplicativeFloor());
        lines.add(approximation());
        lines.add(saturatedLabels());
        NoteBlock.assertHolds("findings.md", "witnesses", lines);
    }

    /** Stochastic rounding does nothing on the grid; dither has one variance everywhere. */
    private static String pointwise() {
        List<BigFraction> values = new ArrayList<>();
        for (String rounding : List.of("sr", "tpdf")) {
            Quantizer quantizer = quantizer("int8(step=1):" + rounding);
            for (double x : new double[] {0, 0.25, 0.5}) {
                values.add(quantizer.distribution(ExactReal.of(x)).variance());
            }
        }
        assertEquals(List.of(QUARTER, QUARTER, QUARTER), values.subList(3, 6));
        assertEquals(BigFraction.ZERO, values.get(0));
        return row(
                "SR is not the additive model (RP-02, RP-03)",
                "variance at $x = 0, \\frac14, \\frac12$, step 1: SR, then TPDF",
                values);
    }

    /** Rows x = y = ±1, ±3, w* = 1: w_q* = κ = E[yQ(y)]/E y², and no number of steps repairs ½E y²(1 − κ)². */
    private static String saturatedLabels() {
        List<BigFraction> values = new ArrayList<>();
        for (String format : List.of("int2", "int3")) {
            Quantizer quantizer = quantizer(format + "(step=1,symmetric=true):sr");
            BigFraction mixed = BigFraction.ZERO;
            BigFraction square = BigFraction.ZERO;
            for (int y : new int[] {-3, -1, 1, 3}) {
                BigFraction mean = quantizer.distribution(ExactReal.of(y)).mean();
                mixed = mixed.add(mean.multiply(y).divide(4));
                square = square.add(BigFraction.of(y * y, 4));
            }
            BigFraction kappa = mixed.divide(square);
            values.add(kappa);
            values.add(BigFraction.ONE.subtract(kappa).pow(2).multiply(square).divide(2));
        }
        assertEquals(BigFraction.ONE, values.get(2));
        return row(
                "A label range that is too small moves the optimum (RP-15, RP-19)",
                "rows $x = y = \\pm1, \\pm3$, labels on $-1, 0, 1$, then on $-3 \\ldots 3$: $w_q^*$, its clean risk",
                values);
    }

    private static Quantizer quantizer(String expression) {
        return (Quantizer) OperatorExpression.parse(expression).resolve();
    }

    private static String fewBits() {
        List<BigFraction> biases = new ArrayList<>();
        BigFraction x = BigFraction.of(19, 16);
        for (String rounding : List.of("sr", "sr(1,floor)", "sr(2,floor)", "sr(3,floor)")) {
            Distribution law = quantizer("e2m1:" + rounding).distribution(ExactReal.of(x));
            biases.add(law.mean().subtract(x));
        }
        assertEquals(BigFraction.ZERO, biases.get(0));
        assertTrue(biases.get(1).signum() < 0);
        return row(
                "SR is unbiased, few random bits are not (RP-01)",
                "bias of `e2m1` at $x = \\frac{19}{16}$: `sr`, `sr(1,floor)`, `sr(2,floor)`, `sr(3,floor)`",
                biases);
    }

    /** The extra risk falls at least like 1/B. */
    private static String batch() {
        List<BigFraction> extra = all(BATCHES, b -> TWO_STEPS.extra(additive(Target.ACTIVATION), b));
        assertFalls(IntStream.range(0, BATCHES.size())
                .mapToObj(i -> extra.get(i).multiply(BATCHES.get(i)))
                .toList());
        return row(
                "Additive l, a, o noise falls as $1/B$ (RP-08)",
                "two steps, additive activations, $\\varepsilon = \\frac14$, extra risk at $B = 1, 4, 16, 64$",
                extra);
    }

    private static String parameterFloor() {
        List<BigFraction> extra = all(BATCHES, b -> TWO_STEPS.extra(additive(Target.PARAMETER), b));
        assertFalls(extra);
        // B → ∞: e ← (1 − γ)e − γ·noise, so that ½γ²ε(1 + (1−γ)²) is left
        BigFraction limit = BigFraction.of(5, 128);
        assertTrue(extra.get(3).subtract(limit).signum() > 0, extra::toString);
        return row(
                "Parameter noise keeps a floor in $B$ (RP-10)",
                "the same on parameters; as $B \\to \\infty$ it tends to $\\frac5{128}$",
                extra);
    }

    private static String vanishing() {
        List<BigFraction> extra = all(List.of(1, 2, 4, 8), t -> {
            VarianceLaw law = new VarianceLaw(QUARTER.divide(t), QUARTER.divide(t), false);
            return TWO_STEPS.extra(new TargetLaws(law, law, law, law), 1);
        });
        for (int i = 1; i < 4; i++) {
            assertTrue(
                    extra.get(i).multiply(1 << i).subtract(extra.get(0)).signum() <= 0,
                    "no more than t times the first");
        }
        return row(
                "Risks go to full precision (RP-11)",
                "two steps, all four laws $(\\frac14, \\frac14)$ times $t = 1, \\frac12, \\frac14, \\frac18$, extra risk",
                extra);
    }

    private record Run(
            double[] lambda, double[] optimum, double noise, double stepSize, int steps, Averaging averaging) {
        BigFraction extra(boolean additive, double epsilon, boolean clean) {
            return risk(additive, epsilon, clean).subtract(risk(additive, 0, clean));
        }

        BigFraction risk(boolean additive, double epsilon, boolean clean) {
            ProductMoments<BigFraction> moments = additive
                    ? ProductMoments.gaussian(
                            FIELD, lambda, optimum, noise, new AdditiveModel(epsilon, UnitLaw.RADEMACHER))
                    : ProductMoments.gaussian(
                            FIELD, lambda, optimum, noise, new MultiplicativeModel(epsilon, UnitLaw.RADEMACHER, false));
            MarginalMoments<BigFraction> w = new ProductRecursion<>(FIELD, moments, TargetLaws.NONE, stepSize, 1)
                    .run(steps, averaging)
                    .reported();
            return clean
                    ? ProductExcessRisk.clean(FIELD, moments, w)
                    : ProductExcessRisk.quantized(FIELD, moments, VarianceLaw.NONE, w);
        }
    }

    /** w* = 0, λ = 1/64, ε = 1: k* of H is 0, that of H_q is 1. */
    private static String effectiveDimension() {
        BigFraction lambda = BigFraction.of(1, 64);
        ProductMoments<BigFraction> moments = ProductMoments.gaussian(
                FIELD, new double[] {0.015625}, new double[1], 1, new AdditiveModel(1, UnitLaw.RADEMACHER));
        BigFraction risk = ProductExcessRisk.overQuantizedOptimum(
                FIELD,
                moments,
                new ProductRecursion<>(FIELD, moments, TargetLaws.NONE, 0.25, 1)
                        .run(4, new Averaging.All())
                        .reported());
        // ½ Nγ²λ²/(1 − 2γλ), the bound's variance where λ < 1/(γN)
        BigFraction reading = lambda.pow(2).divide(8).divide(BigFraction.ONE.subtract(lambda.divide(2)));
        assertTrue(risk.subtract(reading.multiply(100)).signum() > 0, () -> risk + ", " + reading);
        return row(
                "The effective dimension is that of $H_q$ (RP-13)",
                "$w^* = 0$, $\\lambda = \\frac1{64}$, additive data error 1, $\\gamma = \\frac14$, average of four: risk, and the bound's "
                        + "variance with the spectrum of $H$",
                List.of(risk, reading));
    }

    /** λ_i = 4^(1−i): two steps, data error ¼, quantized test data, d = 1, 2, 4, 8. */
    private static String dimension(boolean additive) {
        List<BigFraction> extra = all(List.of(1, 2, 4, 8), d -> {
            double[] lambda = new double[d];
            double[] ones = new double[d];
            Arrays.fill(ones, 1);
            Arrays.setAll(lambda, i -> Math.scalb(1.0, -2 * i));
            return new Run(lambda, ones, 1, 0.25, 2, new Averaging.Last()).extra(additive, 0.25, false);
        });
        BigFraction first = extra.get(2).subtract(extra.get(1));
        BigFraction second = extra.get(3).subtract(extra.get(2));
        // twice as many new coordinates: more is added, or less
        assertEquals(additive ? 1 : -1, second.subtract(first).signum(), extra::toString);
        return row(
                additive
                        ? "Additive data error grows with $d$ (RP-14, RP-17)"
                        : "Multiplicative does not (RP-14, RP-17)",
                "two steps, $\\lambda_i = 4^{1-i}$, $\\gamma = \\frac14$, $\\varepsilon = \\frac14$, quantized test data, extra risk at "
                        + "$d = 1, 2, 4, 8$",
                extra);
    }

    /** One direction that is learned slowly, no label noise. */
    private static String steps(boolean data) {
        List<BigFraction> extra = all(
                List.of(1, 2, 4, 8),
                n -> data
                        ? new Run(new double[] {1}, new double[] {1}, 0, 0.125, n, new Averaging.Last())
                                .extra(true, 0.25, true)
                        : RationalSetting.of(1, n, 0.5, new Averaging.All()).extra(additive(Target.LABEL), 64));
        if (data) {
            assertFalls(negated(extra));
        } else {
            assertTrue(extra.get(3).subtract(extra.get(2)).signum() < 0, extra::toString);
        }
        return row(
                data ? "More steps do not cure additive data error (rates.md)" : "They cure label noise (rates.md)",
                data
                        ? "$\\sigma^2 = 0$, $\\gamma = \\frac18$, $\\varepsilon = \\frac14$, last iterate, extra risk at $N = 1, 2, 4, 8$"
                        : "$B = 64$, $\\varepsilon = \\frac14$, average, extra risk at $N = 1, 2, 4, 8$",
                extra);
    }

    private static String multiplicativeFloor() {
        List<BigFraction> ratio = all(List.of(4, 8, 16), n -> {
            Run run = new Run(new double[] {1}, new double[] {1}, 0, 0.25, n, new Averaging.Last());
            return run.risk(false, 0.25, true).divide(run.risk(false, 0, true));
        });
        assertFalls(negated(ratio));
        return row(
                "$1 + 3\\varepsilon$ is no law for every $N$ (RP-16)",
                "$\\sigma^2 = 0$, $\\gamma = \\frac14$, multiplicative data error $\\frac14$, last iterate, risk over full precision at "
                        + "$N = 4, 8, 16$",
                ratio);
    }

    private static String approximation() {
        List<BigFraction> values = new ArrayList<>();
        double[] one = {1};
        for (double epsilon : new double[] {1, 0.25, 0.0625}) {
            ProductMoments<BigFraction> moments = ProductMoments.gaussian(
                    FIELD, one, one, 0, new MultiplicativeModel(epsilon, UnitLaw.RADEMACHER, false));
            BigFraction optimum = moments.coordinates()
                    .get(0)
                    .c11()
                    .divide(moments.coordinates().get(0).m2());
            MarginalMoments<BigFraction> w = new MarginalMoments<>(List.of(optimum), List.of(optimum.pow(2)));
            values.add(ProductExcessRisk.clean(FIELD, moments, w));
            values.add(ProductExcessRisk.quantized(FIELD, moments, VarianceLaw.NONE, w));
            // (ε/(1+ε)): its half, and half its square
            BigFraction share = BigFraction.from(epsilon).divide(BigFraction.from(1 + epsilon));
            assertEquals(
                    List.of(share.pow(2).divide(2), share.divide(2)), values.subList(values.size() - 2, values.size()));
        }
        return row(
                "ApproxErr: quadratic on clean data, linear on quantized (RP-07)",
                "$d = \\lambda = w^* = 1$, $\\frac12(\\frac\\varepsilon{1+\\varepsilon})^2$, $\\frac12\\frac\\varepsilon{1+\\varepsilon}$ at "
                        + "$\\varepsilon = 1, \\frac14, \\frac1{16}$",
                values);
    }
}
