package org.roundproof.audit;

import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.Target;
import org.roundproof.theory.ProductExcessRisk;
import org.roundproof.theory.ProductMoments;
import org.roundproof.theory.ProductRecursion;
import org.roundproof.theory.RationalField;
import org.roundproof.theory.TargetLaws;

/**
 * The expected clean excess risk of a small Gaussian product design as a rational number: the recursion run in exact
 * arithmetic.
 *
 * @param moments of the features
 * @param steps N
 * @param stepSize γ
 * @param averaging which iterate
 */
record RationalSetting(ProductMoments<BigFraction> moments, int steps, double stepSize, Averaging averaging) {
    /** λ_i = 2^(1−i), w*_i = 1, σ² = 1, unquantized features. */
    static RationalSetting of(int dimension, int steps, double stepSize, Averaging averaging) {
        double[] lambda = new double[dimension];
        double[] optimum = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            lambda[i] = Math.scalb(1.0, -i);
            optimum[i] = 1;
        }
        return new RationalSetting(
                ProductMoments.gaussian(RationalField.INSTANCE, lambda, optimum, 1), steps, stepSize, averaging);
    }

    /** The risk under the laws of the four targets after the data. */
    BigFraction risk(TargetLaws laws, int batch) {
        RationalField field = RationalField.INSTANCE;
        return ProductExcessRisk.clean(
                field,
                moments,
                new ProductRecursion<>(field, moments, laws, stepSize, batch)
                        .run(steps, averaging)
                        .reported());
    }

    /** What the laws add to the risk of full precision. */
    BigFraction extra(TargetLaws laws, int batch) {
        return risk(laws, batch).subtract(risk(TargetLaws.NONE, batch));
    }

    /** One target's law, full precision elsewhere (the data have no law of this kind). */
    static TargetLaws only(Target target, VarianceLaw law) {
        return new TargetLaws(
                target == Target.LABEL ? law : VarianceLaw.NONE,
                target == Target.PARAMETER ? law : VarianceLaw.NONE,
                target == Target.ACTIVATION ? law : VarianceLaw.NONE,
                target == Target.GRADIENT ? law : VarianceLaw.NONE);
    }

    /** Var = ε. */
    static VarianceLaw additive(BigFraction epsilon) {
        return new VarianceLaw(epsilon, BigFraction.ZERO, false);
    }

    /** Var = ε z², by one factor for the whole batch or one for each element. */
    static VarianceLaw multiplicative(BigFraction epsilon, boolean shared) {
        return new VarianceLaw(BigFraction.ZERO, epsilon, shared);
    }
}
