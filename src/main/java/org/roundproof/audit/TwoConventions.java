package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.random.UnitLaw;
import org.roundproof.sgd.Averaging;
import org.roundproof.theory.MarginalMoments;
import org.roundproof.theory.ProductExcessRisk;
import org.roundproof.theory.ProductMoments;
import org.roundproof.theory.ProductRecursion;
import org.roundproof.theory.RationalField;
import org.roundproof.theory.TargetLaws;

/** What quantized test data change: the smallest settings, d = λ = 1, in rational numbers. */
final class TwoConventions {
    private static final RationalField FIELD = RationalField.INSTANCE;

    private TwoConventions() {}

    /**
     * One setting.
     *
     * @param what in words
     * @param optimum w*
     * @param noise σ²
     * @param epsilon variance of the additive data error, E e⁴ = ε²
     */
    private record Case(
            String what,
            double optimum,
            double noise,
            double stepSize,
            int steps,
            Averaging averaging,
            double epsilon) {
        BigFraction[] risks(double level) {
            ProductMoments<BigFraction> moments = ProductMoments.gaussian(
                    FIELD,
                    new double[] {1},
                    new double[] {optimum},
                    noise,
                    new AdditiveModel(level, UnitLaw.RADEMACHER));
            MarginalMoments<BigFraction> w = new ProductRecursion<>(FIELD, moments, TargetLaws.NONE, stepSize, 1)
                    .run(steps, averaging)
                    .reported();
            return new BigFraction[] {
                ProductExcessRisk.clean(FIELD, moments, w),
                ProductExcessRisk.quantized(FIELD, moments, VarianceLaw.NONE, w),
                w.second().get(0)
            };
        }
    }

    /** The two risks differ by ½ε E w², exactly; they can disagree on whether quantization helps. */
    static Table witness(Tally tally) {
        List<List<String>> rows = new ArrayList<>();
        for (Case one : List.of(
                new Case("untrained, w = 0", 1, 0, 0.5, 0, new Averaging.Last(), 1),
                new Case("one step, last iterate", 1, 0, 0.5, 1, new Averaging.Last(), 1),
                new Case("nine steps, average", 0, 1, 0.15625, 9, new Averaging.All(), 4))) {
            BigFraction[] plain = one.risks(0);
            BigFraction[] noisy = one.risks(one.epsilon());
            BigFraction gap = noisy[2].multiply(BigFraction.from(one.epsilon())).divide(2);
            tally.require(plain[0].equals(plain[1]), () -> one + ": full precision differs");
            tally.require(noisy[1].subtract(noisy[0]).equals(gap), () -> one + ": the gap is not ½ε E w²");
            rows.add(List.of(
                    one.what(),
                    Digits.plain(one.optimum()),
                    Digits.plain(one.noise()),
                    Digits.plain(one.stepSize()),
                    Digits.plain(one.epsilon()),
                    Digits.fraction(plain[0]),
                    Digits.fraction(noisy[0]),
                    Digits.fraction(noisy[1])));
        }
        Case last = new Case("", 0, 1, 0.15625, 9, new Averaging.All(), 4);
        tally.require(
                last.risks(4)[0].subtract(last.risks(0)[0]).signum() < 0
                        && last.risks(4)[1].subtract(last.risks(0)[1]).signum() > 0,
                () -> "the conventions agree on nine steps");
        return new Table(
                "$d = \\lambda = B = 1$, $w_0 = 0$, additive data error $\\pm\\sqrt\\varepsilon$, excess risk in rational numbers: on "
                        + "quantized test data it is larger by $\\frac12\\varepsilon\\,\\mathbb{E}w^2$, and may rise where the clean one falls",
                List.of("setting", "w*", "σ²", "γ", "ε", "full precision", "clean", "quantized"),
                rows);
    }
}
