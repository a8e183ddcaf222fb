package org.roundproof.theory;

import org.roundproof.problem.GaussianProblem;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.quantizer.model.MultiplicativeModel;

/**
 * What the product-design recursion needs to know of Gaussian features under a data operator.
 *
 * @param values the moments as doubles
 * @param enclosures the same, enclosed
 * @param exact whether {@code values} are the moments up to double rounding; otherwise only the enclosures say something
 * @param changeProbability upper bound, for one row, of the probability that the features differ from those that the
 *     moments describe; 0 where they describe the operator itself
 * @param remark how they were obtained
 */
record DataMoments(
        ProductMoments<Double> values,
        ProductMoments<Interval> enclosures,
        boolean exact,
        double changeProbability,
        String remark) {

    /** The moments of a Gaussian design without rotation. */
    static DataMoments of(GaussianProblem problem, Operator operator) throws UncoveredException {
        double[] lambda = problem.eigenvalues();
        double[] optimum = problem.optimum();
        double noise = problem.noiseVariance();
        DoubleField doubles = DoubleField.INSTANCE;
        IntervalField intervals = IntervalField.INSTANCE;
        if (operator instanceof Identity) {
            return ideal(
                    ProductMoments.gaussian(doubles, lambda, optimum, noise),
                    ProductMoments.gaussian(intervals, lambda, optimum, noise),
                    "features unquantized");
        }
        if (operator instanceof AdditiveModel model) {
            return ideal(
                    ProductMoments.gaussian(doubles, lambda, optimum, noise, model),
                    ProductMoments.gaussian(intervals, lambda, optimum, noise, model),
                    "features under the ideal additive model");
        }
        if (operator instanceof MultiplicativeModel model) {
            return ideal(
                    ProductMoments.gaussian(doubles, lambda, optimum, noise, model),
                    ProductMoments.gaussian(intervals, lambda, optimum, noise, model),
                    "features under the ideal multiplicative model");
        }
        if (operator instanceof Quantizer quantizer) {
            return QuantizedFeatures.of(quantizer, lambda, optimum, noise);
        }
        throw new UncoveredException("no moments are known for the data operator " + operator.expression());
    }

    private static DataMoments ideal(
            ProductMoments<Double> values, ProductMoments<Interval> enclosures, String remark) {
        return new DataMoments(values, enclosures, true, 0, remark);
    }
}
