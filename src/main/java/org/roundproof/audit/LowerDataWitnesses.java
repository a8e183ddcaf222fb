package org.roundproof.audit;

import java.util.Collections;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.sgd.Target;
import org.roundproof.theory.CoordinateMoments;
import org.roundproof.theory.LowerBound;
import org.roundproof.theory.PairFactors;
import org.roundproof.theory.ProductMoments;
import org.roundproof.theory.RationalField;
import org.roundproof.theory.TargetLaws;

/** What the lower bound of a product design is worth if its features are not centred, or share words with the labels. */
final class LowerDataWitnesses {
    private static final RationalField FIELD = RationalField.INSTANCE;

    private LowerDataWitnesses() {}

    static List<Witness> all() {
        return List.of(centred(), labels());
    }

    /** x_i ∈ {1, 2}, y = x_1 − x_2: δᵀHδ is ½, and 5 on the diagonal. Nothing has moved yet. */
    private static Witness centred() {
        SmallPopulation rows = SmallPopulation.of(
                0.125, 1, 1, new double[] {1, 1, 0}, new double[] {1, 2, -1}, new double[] {2, 1, 1}, new double[] {
                    2, 2, 0
                });
        BigFraction second = BigFraction.of(5, 2);
        BigFraction fourth = BigFraction.of(17, 2);
        SmallDesign centred = new SmallDesign(
                new ProductMoments<>(
                        Collections.nCopies(
                                2,
                                new CoordinateMoments<>(
                                        second, BigFraction.ONE, second, second, fourth, fourth, fourth)),
                        PairFactors.independent(FIELD),
                        BigFraction.ZERO),
                TargetLaws.NONE,
                0.125,
                1,
                1);
        return new Witness(
                "$\\mathbb{E}\\tilde x = 0$",
                rows.text() + "; independent coordinates of mean $\\frac32$",
                false,
                bound(centred),
                centred.risk(),
                rows.process().risk(rows.process().optimum()));
    }

    /** x̃ = 1 ± 1, ỹ = 1 ± 7: with the same signs the first step leads to w_q* in the mean. */
    private static Witness labels() {
        SmallPopulation rows = SmallPopulation.of(0.125, 2, 2, new double[] {1, 1})
                .with(Target.DATA, "additive(1)")
                .with(Target.LABEL, "additive(49)");
        BigFraction one = BigFraction.ONE;
        SmallDesign design = new SmallDesign(
                new ProductMoments<>(
                        List.of(CoordinateMoments.additive(FIELD, one, one, one, one, one)),
                        PairFactors.independent(FIELD),
                        BigFraction.ZERO),
                RationalSetting.only(Target.LABEL, RationalSetting.additive(BigFraction.of(49))),
                0.125,
                2,
                2);
        SmallProcess tied = rows.process()
                .with(Target.DATA, ElementRounding.additive(one, LowerDataWitnesses::element))
                .with(Target.LABEL, ElementRounding.additive(BigFraction.of(7), LowerDataWitnesses::element));
        return new Witness(
                "errors of the labels independent of those of the data",
                rows.text() + "; data by `additive(1)` and labels by `additive(49)` with the same signs",
                false,
                bound(design),
                design.risk(),
                tied.risk(rows.process().optimum()));
    }

    private static double bound(SmallDesign design) {
        LowerBound bound = design.terms().lower();
        if (bound == null) {
            throw new IllegalStateException("no lower bound for " + design);
        }
        return bound.value();
    }

    private static Object element(ElementRounding.Place place) {
        return List.of(place.step(), place.row());
    }
}
