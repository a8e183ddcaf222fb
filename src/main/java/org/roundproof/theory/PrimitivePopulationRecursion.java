package org.roundproof.theory;

import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.sgd.Averaging;

/**
 * {@link PopulationRecursion} in primitive double arithmetic, from w_0 = 0: the same formulas with the averages over the
 * rows taken once beforehand.
 */
final class PrimitivePopulationRecursion {
    private final int d;
    private final PopulationMaps maps;
    /** H_q. */
    private final double[] covariance;
    /** c. */
    private final double[] correlation;
    /** mean_k E[ỹ²] D_k. */
    private final double[] labelCovariance;
    /** 1 + [l shared] β_l. */
    private final double sharedLabel;

    PrimitivePopulationRecursion(PopulationMoments<Double> population) {
        this(
                PopulationMaps.of(population),
                array(population.quantizedCovariance()),
                array(population.correlation()),
                array(population.labelWeightedCovariance()),
                1 + population.sharedLabel());
    }

    /**
     * The recursion of any law of (x̃, ỹ).
     *
     * @param maps its averages of third and fourth order
     * @param covariance H_q
     * @param correlation c
     * @param labelCovariance E[ỹ² x̃x̃ᵀ]
     * @param sharedLabel 1 + [l shared] β_l
     */
    PrimitivePopulationRecursion(
            PopulationMaps maps,
            double[] covariance,
            double[] correlation,
            double[] labelCovariance,
            double sharedLabel) {
        this.d = correlation.length;
        this.maps = maps;
        this.covariance = covariance;
        this.correlation = correlation;
        this.labelCovariance = labelCovariance;
        this.sharedLabel = sharedLabel;
    }

    /** Sees the moments of w_{t−1} before step t. */
    @FunctionalInterface
    interface Observer {
        /** The first moments {@code mu} (d) and second moments {@code s} (d×d), valid during the call. */
        void see(double[] mu, double[] s);

        /**
         * Sees the sums of the window after step t's moments have entered them: {@code sum} of the first moments (d), {@code
         * cross} = C_t (d×d) and {@code squares} (d×d).
         */
        default void accumulated(double[] sum, double[] cross, double[] squares) {}

        /** Both see everything, this one first. */
        default Observer and(Observer other) {
            Observer first = this;
            return new Observer() {
                @Override
                public void see(double[] mu, double[] s) {
                    first.see(mu, s);
                    other.see(mu, s);
                }

                @Override
                public void accumulated(double[] sum, double[] cross, double[] squares) {
                    first.accumulated(sum, cross, squares);
                    other.accumulated(sum, cross, squares);
                }
            };
        }
    }

    int dimension() {
        return d;
    }

    PopulationMaps maps() {
        return maps;
    }

    double[] covariance() {
        return covariance;
    }

    double[] correlation() {
        return correlation;
    }

    private static double[] array(FieldMatrix<Double> matrix) {
        double[] result = new double[matrix.rows() * matrix.columns()];
        for (int k = 0; k < result.length; k++) {
            result[k] = matrix.get(k);
        }
        return result;
    }

    /** Moments of the reported iterate. */
    IterateMoments<Double> run(
            StepLaws laws, int steps, int batch, double gamma, Averaging averaging, Observer observer) {
        int first = averaging.first(steps);
        double[] mu = new double[d];
        double[] s = new double[d * d];
        double[] sum = new double[d];
        double[] cross = new double[d * d];
        double[] squares = new double[d * d];
        Scratch scratch = new Scratch(d);
        for (int t = 0; t < steps; t++) {
            observer.see(mu, s);
            if (t >= first) {
                accumulate(gamma, mu, s, sum, cross, squares, scratch);
                observer.accumulated(sum, cross, squares);
            }
            step(laws, batch, gamma, mu, s, scratch);
        }
        if (first == steps) {
            return moments(mu, s, 1);
        }
        return moments(sum, squares, steps - first);
    }

    private static final class Scratch {
        final double[] p;
        final double[] fourth;
        final double[] third;
        final double[] product;
        final double[] other;
        final double[] drift;

        Scratch(int d) {
            p = new double[d * d];
            fourth = new double[d * d];
            third = new double[d * d];
            product = new double[d * d];
            other = new double[d * d];
            drift = new double[d];
        }
    }

    private IterateMoments<Double> moments(double[] first, double[] second, double length) {
        return new IterateMoments<>(
                FieldMatrix.of(DoubleField.INSTANCE, d, 1, (i, j) -> first[i] / length),
                FieldMatrix.of(DoubleField.INSTANCE, d, d, (i, j) -> second[i * d + j] / (length * length)));
    }

    /** ΣS + Σ(C + Cᵀ), then C ← (I − γH_q)(C + S) + γ c A_tᵀ. */
    private void accumulate(
            double gamma, double[] mu, double[] s, double[] sum, double[] cross, double[] squares, Scratch scratch) {
        for (int i = 0; i < d; i++) {
            sum[i] += mu[i];
            for (int j = 0; j < d; j++) {
                squares[i * d + j] += s[i * d + j] + cross[i * d + j] + cross[j * d + i];
            }
        }
        for (int k = 0; k < d * d; k++) {
            cross[k] += s[k];
        }
        multiply(covariance, cross, scratch.product);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                cross[i * d + j] += gamma * (correlation[i] * sum[j] - scratch.product[i * d + j]);
            }
        }
    }

    /**
     * One step of μ and S; formulas at {@link PopulationRecursion}. S is kept symmetric to the last bit: an antisymmetric
     * rounding error would be fed by HPH and damped by nothing.
     */
    private void step(StepLaws laws, int batch, double gamma, double[] mu, double[] s, Scratch scratch) {
        double alphaA = laws.activation().alpha().doubleValue();
        double betaA = laws.activation().beta().doubleValue();
        double alphaO = laws.gradient().alpha().doubleValue();
        double betaO = laws.gradient().beta().doubleValue();
        double sharedA = laws.activation().shared() ? 1 + betaA : 1;
        double sharedO = laws.gradient().shared() ? 1 + betaO : 1;
        double[] p = scratch.p;
        parameterSecond(laws.parameter(), s, d, p);
        maps.fourth(p, scratch.fourth);
        maps.third(mu, scratch.third);
        multiply(covariance, p, scratch.product);
        multiply(scratch.product, covariance, scratch.other);
        double[] hph = scratch.other;
        multiply(s, covariance, scratch.product);
        double[] hmu = scratch.drift;
        for (int i = 0; i < d; i++) {
            hmu[i] = dotRow(covariance, i, mu);
        }
        double share = 1.0 / batch;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                int k = i * d + j;
                double same = alphaO * covariance[k]
                        + (1 + betaO)
                                * (alphaA * covariance[k]
                                        + (1 + betaA) * scratch.fourth[k]
                                        + labelCovariance[k]
                                        - 2 * scratch.third[k]);
                double two = sharedO
                        * (sharedLabel * correlation[i] * correlation[j]
                                - correlation[i] * hmu[j]
                                - hmu[i] * correlation[j]
                                + sharedA * hph[k]);
                double drift = mu[i] * correlation[j]
                        + correlation[i] * mu[j]
                        - scratch.product[k]
                        - scratch.product[j * d + i];
                s[k] += gamma * drift + gamma * gamma * (share * same + (1 - share) * two);
                s[j * d + i] = s[k];
            }
        }
        for (int i = 0; i < d; i++) {
            mu[i] += gamma * (correlation[i] - hmu[i]);
        }
    }

    /** P = S + diag(α_p + β_p diag S), or (1 + β_p)S + α_p I where the factor is shared. */
    static void parameterSecond(VarianceLaw law, double[] s, int d, double[] p) {
        double alpha = law.alpha().doubleValue();
        double beta = law.beta().doubleValue();
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                double entry = s[i * d + j];
                p[i * d + j] = entry + (i == j || law.shared() ? beta * entry : 0) + (i == j ? alpha : 0);
            }
        }
    }

    private double dotRow(double[] matrix, int row, double[] vector) {
        double sum = 0;
        for (int j = 0; j < d; j++) {
            sum += matrix[row * d + j] * vector[j];
        }
        return sum;
    }

    private void multiply(double[] a, double[] b, double[] out) {
        SquareProduct.of(a, b, out, d);
    }
}
