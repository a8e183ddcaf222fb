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
 * <p>The moments come in double, with radii of their errors; whatever is evaluated from them here is inflated by {@link #SLACK}
 * times the magnitudes of its terms, more than the rounding in up to 2¹⁸ dimensions, so that the bound is proven where the radii are.
 * The means are those of every unbiased run; the second moments are largest under the largest laws. Proof: {@code
 * proofs-notes/finite-population.md}, section 6.
 */
final class SaturationBound {
    /** More than (2d + 24) u for d up to {@link #LARGEST}: every rounding between the moments seen and a term of the sum. */
    private static final double SLACK = 0x1p-33;

    private static final int LARGEST = 1 << 18;
    /** More than n + N + 40 roundings on any path of the sum, N at most 2²⁰ (beyond it no radius is known), n at most 2²¹. */
    private static final double SUM = 1 + 0x1p-30;

    private static final int LARGEST_SIZE = 1 << 21;

    private static final double UP = 1 + 0x1p-50;

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
    /** √tr D_k and ‖m‖. */
    private final double[] size;

    private final double[] length;
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
        this.size = new double[n];
        this.length = new double[n];
        for (int k = 0; k < n; k++) {
            RowMoments<Double> row = population.rows().get(k);
            factor[k] = row instanceof FactorRow<Double> common ? common.factorSecond() : 1;
            double squares = 0;
            double spread = 0;
            for (int i = 0; i < d; i++) {
                mean[k * d + i] = row.mean().get(i);
                variance[k * d + i] = row instanceof IndependentRow<Double> independent
                        ? independent.variance().get(i)
                        : 0;
                squares += mean[k * d + i] * mean[k * d + i];
                spread += variance[k * d + i];
            }
            size[k] = factor[k] * squares + spread;
            length[k] = Math.sqrt(squares);
        }
    }

    /** The bound over all steps seen, at most 1; 0 where nothing can saturate. */
    double total() {
        boolean tooMany = d > LARGEST || population.size() > LARGEST_SIZE;
        return tooMany && total > 0 ? 1 : Math.min(1, total * SUM);
    }

    /**
     * Adds a step.
     *
     * @param mu E w, of d entries, within {@code radii.mean()} in the Euclidean norm
     * @param s E wwᵀ, d×d, within {@code radii.second()} in the spectral norm
     * @param radii of both
     */
    void see(double[] mu, double[] s, RecursionRounding.Radii radii) {
        for (int i = 0; i < d; i++) {
            double second = s[i * d + i];
            total += outside(mu[i], radii.mean(), second, radii.second(), parameterLimit);
        }
        if (activationLimit == Double.POSITIVE_INFINITY && gradientLimit == Double.POSITIVE_INFINITY) {
            return;
        }
        PrimitivePopulationRecursion.parameterSecond(laws.parameter(), s, d, p);
        double growth = 1 + laws.parameter().beta().doubleValue();
        double largest = StepRounding.norm(p);
        double muNorm = StepRounding.norm(mu);
        double sum = 0;
        for (int k = 0; k < population.size(); k++) {
            double alongError = length[k] * (radii.mean() + SLACK * muNorm);
            double squareError = size[k] * (growth * radii.second() + SLACK * largest);
            sum += row(k, mu, alongError, squareError);
        }
        total += batch * sum / population.size();
    }

    /** P(the activation or the residual of row k leaves the range). */
    private double row(int k, double[] mu, double alongError, double squareError) {
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
        double growth = 1 + laws.activation().beta().doubleValue();
        double alpha = laws.activation().alpha().doubleValue();
        double mixed = 2 * label.mean() * along;
        double residual = label.second() - mixed + alpha + growth * activation;
        double magnitudes = label.second() + Math.abs(mixed) + alpha + growth * Math.abs(activation);
        double residualError = 2 * Math.abs(label.mean()) * alongError + growth * squareError + SLACK * magnitudes;
        return outside(along, alongError, activation, squareError, activationLimit)
                + outside(
                        label.mean() - along,
                        alongError + SLACK * Math.abs(label.mean()),
                        residual,
                        residualError,
                        gradientLimit);
    }

    /** Chebyshev, of a mean and a second moment within their errors. */
    private static double outside(double mean, double meanError, double second, double secondError, double limit) {
        if (limit == Double.POSITIVE_INFINITY) {
            return 0;
        }
        double centre = Math.abs(mean);
        double room = limit - (centre + meanError) * UP;
        if (!(room > 0)) {
            return 1;
        }
        double least = Math.max(0, centre - meanError);
        double most = second + secondError;
        double variance = Math.max(0, most - least * least) + SLACK * (Math.abs(most) + least * least);
        return Math.min(1, variance / (room * room));
    }
}
