package org.roundproof.theory;

import java.util.Arrays;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.quantizer.model.MultiplicativeModel;
import org.roundproof.random.UnitLaw;
import org.roundproof.sgd.Averaging;

/** Gaussian product designs and laws for tests: λ_i = i^−2, w* = 1, σ² = 1, γ = 0.1, unless said otherwise. */
final class ProductSetting {
    static final double STEP = 0.1;

    private ProductSetting() {}

    static double[] power(int dimension) {
        double[] lambda = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            lambda[i] = 1 / ((i + 1.0) * (i + 1.0));
        }
        return lambda;
    }

    static double[] ones(int dimension) {
        double[] ones = new double[dimension];
        Arrays.fill(ones, 1.0);
        return ones;
    }

    static <T> ProductMoments<T> plain(Field<T> field, int dimension) {
        return ProductMoments.gaussian(field, power(dimension), ones(dimension), 1.0);
    }

    static <T> ProductMoments<T> additive(Field<T> field, int dimension, double epsilon) {
        return ProductMoments.gaussian(
                field, power(dimension), ones(dimension), 1.0, new AdditiveModel(epsilon, UnitLaw.GAUSSIAN));
    }

    static <T> ProductMoments<T> multiplicative(Field<T> field, int dimension, double epsilon, boolean shared) {
        return ProductMoments.gaussian(
                field,
                power(dimension),
                ones(dimension),
                1.0,
                new MultiplicativeModel(epsilon, UnitLaw.GAUSSIAN, shared));
    }

    static VarianceLaw law(double alpha, double beta, boolean shared) {
        return new VarianceLaw(BigFraction.from(alpha), BigFraction.from(beta), shared);
    }

    static TargetLaws all(VarianceLaw law) {
        return new TargetLaws(law, law, law, law);
    }

    static TargetLaws activation(VarianceLaw law) {
        return new TargetLaws(VarianceLaw.NONE, VarianceLaw.NONE, law, VarianceLaw.NONE);
    }

    static TargetLaws parameter(VarianceLaw law) {
        return new TargetLaws(VarianceLaw.NONE, law, VarianceLaw.NONE, VarianceLaw.NONE);
    }

    /** Clean excess risk of the average of all iterates. */
    static double risk(ProductMoments<Double> moments, TargetLaws laws, double step, int batch, int steps) {
        MarginalMoments<Double> iterate =
                new ProductRisk(moments, laws, step, batch).iterate(steps, new Averaging.All());
        return ProductExcessRisk.clean(DoubleField.INSTANCE, moments, iterate);
    }
}
