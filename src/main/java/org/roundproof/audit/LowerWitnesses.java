package org.roundproof.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.sgd.Target;
import org.roundproof.theory.CoordinateMoments;
import org.roundproof.theory.LowerBound;
import org.roundproof.theory.PairFactors;
import org.roundproof.theory.ProductMoments;
import org.roundproof.theory.RationalField;
import org.roundproof.theory.TargetLaws;

/** What the lower bound of a product design is worth without its assumptions, on one feature x = ±1 or less. */
final class LowerWitnesses {
    private static final BigFraction HALF = BigFraction.of(1, 2);

    private LowerWitnesses() {}

    static List<Witness> all() {
        List<Witness> all = new ArrayList<>();
        all.add(contraction());
        all.add(independence());
        rows(all);
        quantizers(all);
        words(all);
        all.addAll(LowerDataWitnesses.all());
        return all;
    }

    private static void rows(List<Witness> all) {
        double[][] noise = {{1, 1}, {1, -1}, {0, 1}, {0, -1}};
        all.add(SmallPopulation.of(0.75, 3, 1, noise)
                .belowWithout(
                        "independent rows at different steps",
                        "the second step takes the row $(x, -y)$ of the first",
                        process ->
                                process.drawn((choices, step, b, size) -> choices.pick("first", size) ^ (step - 1))));
        all.add(SmallPopulation.of(0.5, 5, 1, noise)
                .belowWithout(
                        "rows drawn with replacement",
                        "all rows in a new random order in each pass",
                        process -> process.drawn(Replacement::inPasses)));
        all.add(SmallPopulation.of(0.25, 2, 2, noise)
                .belowWithout(
                        "independent rows in a batch",
                        "the second row of a batch is $(x, -y)$ of the first",
                        process -> process.drawn((choices, step, b, size) -> choices.pick(step, size) ^ b)));
        all.add(SmallPopulation.of(0.25, 4, 2, new double[] {1, 1})
                .belowWithout(
                        "one step size",
                        "$\\gamma_1 = \\gamma$, $\\gamma_2 = \\gamma_3 = 1$",
                        process -> process.stepping(t -> t == 1 ? BigFraction.of(1, 4) : BigFraction.ONE)));
        all.add(SmallPopulation.of(0.75, 1, 2, new double[] {1, 1})
                .belowWithout(
                        "the average of $w_0, \\dots, w_{N-1}$",
                        "the last iterate $w_N$ in place of it",
                        SmallProcess::reportingLast));
    }

    private static void quantizers(List<Witness> all) {
        all.add(biased(
                SmallPopulation.of(
                        0.25,
                        2,
                        2,
                        new double[] {1, 0.25},
                        new double[] {1, -0.25},
                        new double[] {0, 0.25},
                        new double[] {0, -0.25}),
                Target.LABEL,
                "int8(step=1):ties-to-even",
                "labels by `int8(step=1):ties-to-even` (all become 0)"));
        SmallPopulation five = SmallPopulation.of(0.5, 5, 2, new double[] {1, 1});
        String zero = "int4(step=4):ties-to-even";
        all.add(biased(five, Target.PARAMETER, zero, "parameters by `" + zero + "` (all become 0)"));
        all.add(biased(five, Target.ACTIVATION, zero, "activations by `" + zero + "` (all become 0)"));
        all.add(biased(
                SmallPopulation.of(0.5, 2, 2, new double[] {1, 1}),
                Target.GRADIENT,
                "int4(step=4):toward-positive",
                "gradients by `int4(step=4):toward-positive` (1 becomes 4)"));
        double[][] wide = {{1, 4}, {1, -4}, {0, 4}, {0, -4}};
        all.add(saturating(SmallPopulation.of(0.25, 2, 2, wide), Target.LABEL));
        SmallPopulation far = SmallPopulation.of(0.25, 9, 1, new double[] {1, 4});
        all.add(saturating(far, Target.PARAMETER));
        all.add(saturating(far, Target.ACTIVATION));
        all.add(saturating(SmallPopulation.of(0.25, 2, 2, wide), Target.GRADIENT));
        all.add(SmallPopulation.of(0.25, 2, 2, new double[] {1, 0})
                .with(Target.LABEL, "additive(0.25)")
                .belowWithout(
                        "$\\mathrm{Var}[Q(z)|z] \\ge \\alpha + \\beta z^2$ at every argument",
                        "labels by `int8(step=1):sr`, variance 0 at $z = 0$, and the law $(\\frac14, 0)$",
                        process -> process.with(
                                Target.LABEL,
                                ElementRounding.of(OperatorExpression.parse("int8(step=1):sr")
                                        .resolve()))));
    }

    /** From a range that is wide enough to ±7/16. */
    private static Witness saturating(SmallPopulation small, Target target) {
        String narrow = "int4(step=1/16,symmetric=true):sr";
        return small.with(target, "int16(step=1/16,symmetric=true):sr")
                .belowWithout(
                        "no saturation of " + target.label() + "s",
                        target.label() + "s by `" + narrow + "` in place of `int16`",
                        process -> process.with(
                                target,
                                ElementRounding.of(
                                        OperatorExpression.parse(narrow).resolve())));
    }

    private static Witness biased(SmallPopulation small, Target target, String expression, String how) {
        return small.belowWithout(
                "unbiased " + target.label() + "s",
                how,
                process -> process.with(
                        target,
                        ElementRounding.of(OperatorExpression.parse(expression).resolve())));
    }

    private static void words(List<Witness> all) {
        all.add(SmallPopulation.of(0.25, 2, 2, new double[] {1, 0})
                .with(Target.LABEL, "additive(0.25)")
                .with(Target.ACTIVATION, "additive(0.25)")
                .belowWithout(
                        "independent errors of different targets",
                        "labels and activations by `additive(0.25)` with the same signs",
                        process -> process.with(Target.LABEL, ElementRounding.additive(HALF, LowerWitnesses::element))
                                .with(Target.ACTIVATION, ElementRounding.additive(HALF, LowerWitnesses::element))));
        all.add(SmallPopulation.of(0.25, 2, 2, new double[] {1, 0})
                .with(Target.LABEL, "additive(0.25)")
                .belowWithout(
                        "independent errors in a batch",
                        "labels by `additive(0.25)`, opposite signs in the batch",
                        process -> process.with(
                                Target.LABEL,
                                (choices, place, z) ->
                                        z.add(HALF.multiply(choices.sign(place.step()) * (1 - 2 * place.row()))))));
        all.add(SmallPopulation.of(0.75, 3, 2, new double[] {1, 0})
                .with(Target.PARAMETER, "additive(0.25)")
                .belowWithout(
                        "independent errors of different steps",
                        "parameters by `additive(0.25)`, the sign turns at every step",
                        process -> process.with(
                                Target.PARAMETER,
                                (choices, place, z) ->
                                        z.add(HALF.multiply(choices.sign("word") * (1 - 2 * (place.step() % 2)))))));
        all.add(tiedNoise());
    }

    /** Noise of variance 1 that is there only where x is 0: no step sees it. */
    private static Witness tiedNoise() {
        SmallPopulation kept = SmallPopulation.of(
                0.25,
                2,
                2,
                SmallPopulation.join(
                        SmallPopulation.times(3, 1, 1),
                        SmallPopulation.times(3, 1, -1),
                        SmallPopulation.times(1, 0, 1),
                        SmallPopulation.times(1, 0, -1)));
        SmallPopulation tied = SmallPopulation.of(
                0.25,
                2,
                2,
                SmallPopulation.join(
                        SmallPopulation.times(6, 1, 0),
                        SmallPopulation.times(1, 0, 2),
                        SmallPopulation.times(1, 0, -2)));
        return new Witness(
                "label noise independent of the features",
                tied.text() + "; $\\sigma^2 = 1$, all of it where $x = 0$",
                false,
                kept.lowerBound(),
                kept.process().risk(kept.process().optimum()),
                tied.process().risk(tied.process().optimum()));
    }

    /**
     * x_i = ±√2 or 0, each half of the time, d = 16, w* on the first axis. If the others vanish wherever x_1 does not, they
     * never feed noise to one another and the process is that of one feature.
     */
    private static Witness independence() {
        BigFraction one = BigFraction.ONE;
        BigFraction two = BigFraction.of(2);
        CoordinateMoments<BigFraction> first = new CoordinateMoments<>(one, one, one, one, two, two, two);
        CoordinateMoments<BigFraction> other = new CoordinateMoments<>(one, BigFraction.ZERO, one, one, two, two, two);
        List<CoordinateMoments<BigFraction>> all = new ArrayList<>(List.of(first));
        all.addAll(Collections.nCopies(15, other));
        SmallDesign independent = design(all);
        LowerBound bound = independent.terms().lower();
        return new Witness(
                "independent coordinates",
                "$d = 16$, $x_i \\in \\{0, \\pm\\sqrt2\\}$, $\\mathbb{E}x_i^2 = 1$, $x_1x_i = 0$ for $i > 1$, $w^* = e_1$, "
                        + "$\\sigma^2 = 0$, N = 64, γ = 1/64, B = 1",
                false,
                bound == null ? Double.NaN : bound.value(),
                BigFraction.from(independent.enclosedRisk().lower()),
                BigFraction.from(design(List.of(first)).enclosedRisk().upper()));
    }

    private static SmallDesign design(List<CoordinateMoments<BigFraction>> coordinates) {
        return new SmallDesign(
                new ProductMoments<>(coordinates, PairFactors.independent(RationalField.INSTANCE), BigFraction.ZERO),
                TargetLaws.NONE,
                0x1p-6,
                64,
                1);
    }

    /** x = 1, γ = 2: w_1 = 2, the average is w*. The bias term c²λδ²/(2x²), c = 0.632, is all there is without noise. */
    private static Witness contraction() {
        SmallPopulation rows = SmallPopulation.of(2, 2, 1, new double[] {1, 1});
        return new Witness(
                "$\\gamma\\lambda_1 \\le 1$",
                rows.text(),
                false,
                0.632 * 0.632 / 2 / 16,
                null,
                rows.process().risk(rows.process().optimum()));
    }

    private static Object element(ElementRounding.Place place) {
        return List.of(place.step(), place.row());
    }
}
