package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.audit.ElementRounding.Place;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.sgd.Target;
import org.roundproof.theory.CoordinateMoments;
import org.roundproof.theory.PairFactors;
import org.roundproof.theory.ProductMoments;
import org.roundproof.theory.RationalField;
import org.roundproof.theory.RiskBound;
import org.roundproof.theory.TargetLaws;

/** What the upper bound is worth when quantizers are biased, saturate, exceed their laws or share random words. */
final class QuantizerWitnesses {
    private static final BigFraction HALF = BigFraction.of(1, 2);

    private QuantizerWitnesses() {}

    static List<Witness> all() {
        List<Witness> all = new ArrayList<>();
        all.add(biasedData());
        unbiased(all);
        saturation(all);
        all.add(SmallPopulation.of(0.875, 2, 1, new double[] {1, 0.5})
                .with(Target.GRADIENT, "multiplicative(0.25)")
                .without(
                        "$\\mathrm{Var}[Q(z)|z] \\le \\alpha + \\beta z^2$ at every argument",
                        "gradients by `int8(step=1):sr`, variance $\\frac14$ at $z = \\frac12$, and the law $(0, \\frac14)$",
                        process -> process.with(Target.GRADIENT, rounding("int8(step=1):sr"))));
        words(all);
        return all;
    }

    private static ElementRounding rounding(String expression) {
        return ElementRounding.of(OperatorExpression.parse(expression).resolve());
    }

    /** The theorem asks nothing of the data's bias; a bound with c = Hw* in place of E x̃y does. */
    private static Witness biasedData() {
        SmallPopulation plain = SmallPopulation.of(1, 4, 8, new double[] {0.5, 0.5});
        SmallProcess biased =
                plain.with(Target.DATA, "int4(step=1):ties-to-away").process();
        BigFraction quarter = BigFraction.of(1, 4);
        BigFraction one = BigFraction.ONE;
        ProductMoments<BigFraction> asIfUnbiased = new ProductMoments<>(
                List.of(new CoordinateMoments<>(quarter, one, quarter, one, one, quarter, quarter)),
                PairFactors.independent(RationalField.INSTANCE),
                BigFraction.ZERO);
        double bound = RiskBound.of(RationalField.INSTANCE, asIfUnbiased, TargetLaws.NONE, 1, 8, 4)
                        instanceof RiskBound.Terms terms
                ? terms.value()
                : Double.NaN;
        QuantizedOptimum claimed = new QuantizedOptimum(new BigFraction[][] {{one}}, new BigFraction[] {quarter});
        return new Witness(
                "$c = Hw^*$, that is unbiased data (the theorem takes $c = \\mathbb{E}\\tilde xy$ and asks nothing of the data's bias)",
                plain.text() + "; data by `int4(step=1):ties-to-away` ($\\frac12$ becomes 1)",
                true,
                bound,
                null,
                biased.risk(claimed));
    }

    /** A deterministic rounding has the law (0, 0): everything holds but unbiasedness. */
    private static void unbiased(List<Witness> all) {
        SmallPopulation two = SmallPopulation.of(0.875, 2, 1, new double[] {1, 1});
        SmallPopulation three = SmallPopulation.of(0.5, 3, 1, new double[] {1, 1});
        String down = "int4(step=4):ties-to-even";
        String up = "int4(step=4):toward-positive";
        all.add(biased(two, Target.LABEL, down, "1 becomes 0"));
        all.add(biased(three, Target.PARAMETER, up, "½ becomes 4"));
        all.add(biased(three, Target.ACTIVATION, up, "½ becomes 4"));
        all.add(biased(two, Target.GRADIENT, down, "1 becomes 0"));
    }

    private static Witness biased(SmallPopulation small, Target target, String expression, String what) {
        return small.without(
                "unbiased " + plural(target),
                plural(target) + " by `" + expression + "` (" + what + ")",
                process -> process.with(target, rounding(expression)));
    }

    private static String plural(Target target) {
        return target == Target.DATA ? "data" : target.label() + "s";
    }

    /** The law of stochastic rounding, and a range that is left. */
    private static void saturation(List<Witness> all) {
        saturates(all, Target.LABEL, 2, 4);
        saturates(all, Target.PARAMETER, 5, 2);
        saturates(all, Target.ACTIVATION, 5, 2);
        saturates(all, Target.GRADIENT, 2, 4);
    }

    private static void saturates(List<Witness> all, Target target, int steps, double y) {
        String narrow = "int4(step=1/16,symmetric=true):sr";
        all.add(SmallPopulation.of(0.875, steps, 1, new double[] {1, y})
                .with(target, "int16(step=1/16,symmetric=true):sr")
                .without(
                        "no saturation of " + plural(target),
                        plural(target) + " by `" + narrow + "`, range $\\pm\\frac7{16}$, in place of `int16`",
                        process -> process.with(target, rounding(narrow))));
    }

    /** Errors that share a random word. */
    private static void words(List<Witness> all) {
        all.add(SmallPopulation.of(0.875, 2, 3, new double[] {1, 1})
                .with(Target.GRADIENT, "multiplicative(0.25)")
                .without(
                        "independent errors in a batch",
                        "gradients by `multiplicative(0.25)`, one factor for the batch",
                        process -> process.with(
                                Target.GRADIENT,
                                ElementRounding.multiplicative(
                                        HALF, place -> new Place(Target.GRADIENT, place.step(), 0, 0)))));
        all.add(SmallPopulation.of(0.875, 2, 8, new double[] {1, 1, 0}, new double[] {0.25, -0.25, 0})
                .with(Target.PARAMETER, "additive(0.25)")
                .without(
                        "independent errors of the coordinates of $w$",
                        "parameters by `additive(0.25)`, one sign for both coordinates",
                        process -> process.with(
                                Target.PARAMETER,
                                ElementRounding.additive(
                                        HALF, place -> new Place(Target.PARAMETER, place.step(), 0, 0)))));
        all.add(SmallPopulation.of(0.875, 2, 1, new double[] {1, 0})
                .with(Target.PARAMETER, "additive(0.25)")
                .with(Target.ACTIVATION, "additive(0.25)")
                .without(
                        "independent errors of different targets",
                        "parameters and activations by `additive(0.25)` with the same signs",
                        process -> process.with(Target.PARAMETER, ElementRounding.additive(HALF, Place::step))
                                .with(Target.ACTIVATION, ElementRounding.additive(HALF, Place::step))));
        all.add(SmallPopulation.of(0.03125, 5, 1, new double[] {1, 0})
                .with(Target.DATA, "additive(1)")
                .with(Target.LABEL, "additive(1)")
                .without(
                        "errors of the labels independent of those of the data",
                        "data and labels by `additive(1)` with the same signs",
                        process -> process.with(Target.DATA, ElementRounding.additive(BigFraction.ONE, Place::step))
                                .with(Target.LABEL, ElementRounding.additive(BigFraction.ONE, Place::step))));
        all.add(SmallPopulation.of(0.75, 3, 1, new double[] {1, 0})
                .with(Target.PARAMETER, "additive(0.25)")
                .without(
                        "independent errors of different steps",
                        "parameters by `additive(0.25)`, one sign for all steps",
                        process -> process.with(
                                Target.PARAMETER, ElementRounding.additive(HALF, place -> Target.PARAMETER))));
        all.add(SmallPopulation.of(0.1875, 2, 4, new double[] {1, 1})
                .with(Target.DATA, "multiplicative(4)")
                .without(
                        "independent data errors of the rows of a batch",
                        "data by `multiplicative(4)`, one factor for the batch",
                        process -> process.with(
                                Target.DATA, ElementRounding.multiplicative(BigFraction.of(2), Place::step))));
    }
}
