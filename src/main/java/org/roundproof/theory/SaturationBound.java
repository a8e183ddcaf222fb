package org.roundproof.theory;

import org.roundproof.sgd.TargetOperators;

/**
 * A bound of the probability that a finite population's run saturates anywhere on parameters, activations or output
 * gradients. Until the first saturation the run coincides with the run of unbounded quantizers, so the probability is at
 * most the sum over all tensors of P(|z| &gt; M) there, and by Chebyshev P(|z| &gt; M) ≤ Var z/(M − |E z|)², row by row:
 *
 * <pre>
 * z = w_i        E z = μ_i            E z² = S_ii
 * z = x̃·p        E z = m·μ            E z² = tr(D_k P)
 * z = ỹ − a      E z = ȳ − m·μ        E z² = E ỹ² − 2ȳ(m·μ) + α_a + (1+β_a) tr(D_k P)
 * </pre>
 *
 * <p>Evaluated in double; {@link #SLACK} stands for the rounding, which is estimated and not enclosed. The means are those of every unbiased run; the second moments are largest under the largest laws. Proof: {@code
 * proofs-notes/finite-population.md}.
 */
final class SaturationBound implements PrimitivePopulationRecursion.Observer {
    /** An estimate of the rounding of the second moments, relative to their size; not a proven bound of it. */
    private static final double SLACK = 1e-10;

    private final PopulationMoments<Double> population;
    private final StepLaws laws;
    private final int batch;
    private final double parameterLimit;
    private final double activationLimit;
    private final double gradientLimit;
    private final int d;
    private final double[] p;
    /** m, v or the spread of the common factor, row by row. */
    private final double[] mean;

    private final double[] variance;
    private final double[] factor;
    private double total;

    SaturationBound(PopulationMoments<Double> population, StepLaws laws, int batch, TargetOperators operators) {
        this.population = population;
        this.laws = laws;
        this.batch = batch;
        this.parameterLimit = operators.parameter().unsaturatedMagnitude();
        this.activationLimit = operators.activation().unsaturatedMagnitude();
        this.gradientLimit = operators.gradient().unsaturatedMagnitude();
        this.d = population.dimension();
        this.p = new double[d * d];
        int n = population.size();
        this.mean = new double[n * d];
        this.variance = new double[n * d];
        this.factor = new double[n];
        for (int k = 0; k < n; k++) {
            RowMoments<Double> row = population.rows().get(k);
            factor[k] = row instanceof FactorRow<Double> common ? common.factorSecond() : 1;
            for (int i = 0; i < d; i++) {
                mean[k * d + i] = row.mean().get(i);
                variance[k * d + i] = row instanceof IndependentRow<Double> independent
                        ? independent.variance().get(i)
                        : 0;
            }
        }
    }

    /** The bound over all steps seen, at most 1; 0 where nothing can saturate. */
    double total() {
        return Math.min(1, total);
    }

    @Override
    public void see(double[] mu, double[] s) {
        for (int i = 0; i < d; i++) {
            total += outside(mu[i], s[i * d + i], parameterLimit);
        }
        if (activationLimit == Double.POSITIVE_INFINITY && gradientLimit == Double.POSITIVE_INFINITY) {
            return;
        }
        PrimitivePopulationRecursion.parameterSecond(laws.parameter(), s, d, p);
        double sum = 0;
        for (int k = 0; k < population.size(); k++) {
            sum += row(k, mu);
        }
        total += batch * sum / population.size();
    }

    /** P(the activation or the residual of row k leaves the range). */
    private double row(int k, double[] mu) {
        double along = 0;
        double square = 0;
        double spread = 0;
        for (int i = 0; i < d; i++) {
            double m = mean[k * d + i];
            double image = 0;
            for (int j = 0; j < d; j++) {
                image += p[i * d + j] * mean[k * d + j];
            }
            along += m * mu[i];
            square += m * image;
            spread += variance[k * d + i] * p[i * d + i];
        }
        double activation = factor[k] * square + spread;
        LabelMoments<Double> label = population.labels().get(k);
        double residual = label.second()
                - 2 * label.mean() * along
                + laws.activation().alpha().doubleValue()
                + (1 + laws.activation().beta().doubleValue()) * activation;
        return outside(along, activation, activationLimit) + outside(label.mean() - along, residual, gradientLimit);
    }

    private static double outside(double mean, double second, double limit) {
        if (limit == Double.POSITIVE_INFINITY) {
            return 0;
        }
        double room = limit - Math.abs(mean);
        if (!(room > 0)) {
            return 1;
        }
        double variance = Math.max(0, second - mean * mean) + SLACK * second;
        return Math.min(1, variance / (room * room));
    }
}
