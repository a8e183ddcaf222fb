package org.roundproof.audit;

import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.sgd.Averaging;
import org.roundproof.theory.CoordinateMoments;
import org.roundproof.theory.EnclosedExcess;
import org.roundproof.theory.Interval;
import org.roundproof.theory.IntervalField;
import org.roundproof.theory.PairFactors;
import org.roundproof.theory.ProductExcessRisk;
import org.roundproof.theory.ProductMoments;
import org.roundproof.theory.ProductRecursion;
import org.roundproof.theory.RationalField;
import org.roundproof.theory.RiskBound;
import org.roundproof.theory.TargetLaws;

/**
 * A product design with its bound and its exact risk, both in rational arithmetic.
 *
 * @param moments of the design
 * @param laws of the targets
 * @param stepSize γ
 * @param steps N
 * @param batch B
 */
record SmallDesign(ProductMoments<BigFraction> moments, TargetLaws laws, double stepSize, int steps, int batch) {
    private static final RationalField FIELD = RationalField.INSTANCE;

    /** One Gaussian feature, λ = 1, unquantized. */
    static SmallDesign gaussian(double optimum, double noise, double stepSize, int steps, int batch) {
        return new SmallDesign(
                ProductMoments.gaussian(FIELD, new double[] {1}, new double[] {optimum}, noise),
                TargetLaws.NONE,
                stepSize,
                steps,
                batch);
    }

    SmallDesign with(TargetLaws other) {
        return new SmallDesign(moments, other, stepSize, steps, batch);
    }

    /** The bounds: each number the double beside the rational one, on the safe side. */
    RiskBound.Terms terms() {
        if (RiskBound.of(FIELD, moments, laws, stepSize, batch, steps) instanceof RiskBound.Terms terms) {
            return terms;
        }
        throw new IllegalStateException("no bound for " + this);
    }

    /** The upper bound over the quantized optimum. */
    double bound() {
        return terms().value();
    }

    /** ½E‖w̄ − w_q*‖²_{H_q}. */
    BigFraction risk() {
        return ProductExcessRisk.overQuantizedOptimum(
                FIELD,
                moments,
                new ProductRecursion<>(FIELD, moments, laws, stepSize, batch)
                        .run(steps, new Averaging.All())
                        .reported());
    }

    /** The same, enclosed: for many steps, where fractions grow long. */
    Interval enclosedRisk() {
        IntervalField interval = IntervalField.INSTANCE;
        List<CoordinateMoments<Interval>> coordinates = moments.coordinates().stream()
                .map(c -> new CoordinateMoments<>(
                        interval.of(c.lambda()),
                        interval.of(c.optimum()),
                        interval.of(c.c11()),
                        interval.of(c.m2()),
                        interval.of(c.m4()),
                        interval.of(c.c13()),
                        interval.of(c.c22())))
                .toList();
        PairFactors<BigFraction> pairs = moments.pairs();
        return EnclosedExcess.of(
                        new ProductMoments<>(
                                coordinates,
                                new PairFactors<>(
                                        interval.of(pairs.k22()), interval.of(pairs.k211()), interval.of(pairs.k2x2())),
                                interval.of(moments.noiseVariance())),
                        laws,
                        stepSize,
                        batch,
                        steps)
                .overQuantizedOptimum();
    }

    /** What the upper bound is worth where an assumption is dropped and the risk is another one. */
    Witness without(String assumption, String setting, BigFraction dropped) {
        return new Witness(assumption, setting, true, bound(), risk(), dropped);
    }
}
