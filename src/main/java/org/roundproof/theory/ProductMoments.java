package org.roundproof.theory;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.quantizer.model.MultiplicativeModel;

/**
 * All that the product-design recursion needs to know of the data: independent coordinates x_i with E x_i = E x̃_i = 0, the
 * joint moments of each (x_i, x̃_i), the pair factors, and the label noise.
 *
 * @param coordinates one entry for each of the d coordinates
 * @param pairs what ties the coordinates together
 * @param noiseVariance σ²
 * @param <T> numbers
 */
public record ProductMoments<T>(List<CoordinateMoments<T>> coordinates, PairFactors<T> pairs, T noiseVariance) {
    public ProductMoments {
        coordinates = List.copyOf(coordinates);
    }

    /** d. */
    public int dimension() {
        return coordinates.size();
    }

    /** Unquantized Gaussian features: x̃ = x, E x⁴ = 3λ². */
    public static <T> ProductMoments<T> gaussian(Field<T> field, double[] lambda, double[] optimum, double noise) {
        return gaussianAdditive(field, lambda, optimum, noise, field.zero(), field.zero());
    }

    /** Gaussian features under the ideal additive model. */
    public static <T> ProductMoments<T> gaussian(
            Field<T> field, double[] lambda, double[] optimum, double noise, AdditiveModel model) {
        BigFraction epsilon = BigFraction.from(model.epsilon());
        BigFraction fourth = epsilon.multiply(epsilon).multiply(model.law().fourthMoment());
        return gaussianAdditive(field, lambda, optimum, noise, field.of(epsilon), field.of(fourth));
    }

    /** Gaussian features under the ideal multiplicative model, elementwise or shared by the row. */
    public static <T> ProductMoments<T> gaussian(
            Field<T> field, double[] lambda, double[] optimum, double noise, MultiplicativeModel model) {
        FactorMoments<T> factor = FactorMoments.of(
                field, field.of(model.epsilon()), field.of(model.law().fourthMoment()));
        List<CoordinateMoments<T>> coordinates = new ArrayList<>(lambda.length);
        for (int i = 0; i < lambda.length; i++) {
            T variance = field.of(lambda[i]);
            coordinates.add(CoordinateMoments.multiplicative(
                    field, variance, field.of(optimum[i]), gaussianFourth(field, variance), factor));
        }
        PairFactors<T> pairs = model.shared() ? PairFactors.shared(field, factor) : PairFactors.independent(field);
        return new ProductMoments<>(coordinates, pairs, field.of(noise));
    }

    /** Gaussian features with an error independent of them, of variance ε and fourth moment E e⁴. */
    static <T> ProductMoments<T> gaussianAdditive(
            Field<T> field, double[] lambda, double[] optimum, double noise, T epsilon, T errorFourth) {
        List<CoordinateMoments<T>> coordinates = new ArrayList<>(lambda.length);
        for (int i = 0; i < lambda.length; i++) {
            T variance = field.of(lambda[i]);
            coordinates.add(CoordinateMoments.additive(
                    field, variance, field.of(optimum[i]), gaussianFourth(field, variance), epsilon, errorFourth));
        }
        return new ProductMoments<>(coordinates, PairFactors.independent(field), field.of(noise));
    }

    /** E x⁴ = 3λ². */
    private static <T> T gaussianFourth(Field<T> field, T lambda) {
        return field.multiply(field.of(3), field.multiply(lambda, lambda));
    }
}
