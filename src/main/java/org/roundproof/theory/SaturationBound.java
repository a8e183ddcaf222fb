package org.roundproof.theory;

import org.roundproof.sgd.TargetOperators;

/**
 * A bound of the probability that a finite population's run saturates anywhere on parameters, activations or output
 * gradients. Until the first saturation the run coincides with the run of unbounded quantizers, so the probability is at
 * most the sum over all tensors of P(|z| &gt; M) there; each is bounded from second moments (Markov for the row-averaged
 * activations and residuals, Chebyshev about the mean for the weights).
 */
final class SaturationBound implements PrimitivePopulationRecursion.Observer {
    private final PrimitivePopulationRecursion recursion;
    private final StepLaws laws;
    private final int batch;
    private final double labelSecond;
    private final double parameterLimit;
    private final double activationLimit;
    private final double gradientLimit;
    private final int d;
    private final double[] p;
    private double total;

    SaturationBound(
            PrimitivePopulationRecursion recursion,
            StepLaws laws,
            int batch,
            double labelSecond,
            TargetOperators operators) {
        this.recursion = recursion;
        this.laws = laws;
        this.batch = batch;
        this.labelSecond = labelSecond;
        this.parameterLimit = operators.parameter().unsaturatedMagnitude();
        this.activationLimit = operators.activation().unsaturatedMagnitude();
        this.gradientLimit = operators.gradient().unsaturatedMagnitude();
        this.d = recursion.dimension();
        this.p = new double[d * d];
    }

    /** The bound over all steps seen; 0 where nothing can saturate. */
    double total() {
        return Math.min(1, total);
    }

    /**
     * E z² = tr(H_qP) for the activation of a random row, E r² = E ỹ² − 2c·μ + α_a + (1+β_a) tr(H_qP) for its residual.
     */
    @Override
    public void see(double[] mu, double[] s) {
        for (int i = 0; i < d; i++) {
            total += outside(mu[i], s[i * d + i], parameterLimit);
        }
        PrimitivePopulationRecursion.parameterSecond(laws.parameter(), s, d, p);
        double activation = 0;
        double along = 0;
        for (int i = 0; i < d; i++) {
            along += recursion.correlation()[i] * mu[i];
            for (int j = 0; j < d; j++) {
                activation += recursion.covariance()[i * d + j] * p[i * d + j];
            }
        }
        double residual = labelSecond
                - 2 * along
                + laws.activation().alpha().doubleValue()
                + (1 + laws.activation().beta().doubleValue()) * activation;
        total += batch * outside(0, activation, activationLimit);
        total += batch * outside(0, residual, gradientLimit);
    }

    /** P(|z| &gt; M) ≤ Var z/(M − |E z|)². */
    private static double outside(double mean, double second, double limit) {
        if (limit == Double.POSITIVE_INFINITY || second <= 0) {
            return 0;
        }
        double room = limit - Math.abs(mean);
        if (!(room > 0)) {
            return 1;
        }
        double variance = Math.max(0, second - mean * mean) + 1e-12 * second;
        return Math.min(1, variance / (room * room));
    }
}
