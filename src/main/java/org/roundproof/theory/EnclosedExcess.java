package org.roundproof.theory;

import org.roundproof.sgd.Averaging;

/**
 * Rigorous enclosures of the expected risks of w̄, the average of w_0 … w_{N−1}, on a product design.
 *
 * @param overQuantizedOptimum ½E‖w̄ − w_q*‖²_{H_q}
 * @param clean ½E‖w̄ − w*‖²_H
 */
public record EnclosedExcess(Interval overQuantizedOptimum, Interval clean) {

    /** For variances that are laws; for stochastic rounding the upper laws give an upper end, the lower ones a lower end. */
    public static EnclosedExcess of(
            ProductMoments<Interval> moments, TargetLaws laws, double stepSize, int batch, int steps) {
        IntervalField field = IntervalField.INSTANCE;
        MarginalMoments<Interval> error = EnclosedRecursion.of(moments, laws, stepSize, batch)
                .run(steps, new Averaging.All())
                .reported();
        return new EnclosedExcess(
                ProductExcessRisk.ofErrorOverQuantizedOptimum(field, moments, error),
                ProductExcessRisk.ofError(field, moments, laws, error, RiskConvention.CLEAN));
    }
}
