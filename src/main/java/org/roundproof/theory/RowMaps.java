package org.roundproof.theory;

import java.util.Arrays;

/**
 * T and J row by row, for dimensions at which the table of joint moments would be too large: O(n d²) an application. The
 * formulas are those of {@link IndependentRow} and {@link FactorRow}.
 */
final class RowMaps implements PopulationMaps {
    private final int d;
    private final int n;
    private final double[] mean;
    private final double[] variance;
    private final double[] skew;
    private final double[] quartic;
    /** E s², E s³, E s⁴ of a factor common to a row (1 for independent rows). */
    private final double[] factor;

    private final double[] label;

    RowMaps(PopulationMoments<Double> population) {
        this.d = population.dimension();
        this.n = population.size();
        this.mean = new double[n * d];
        this.variance = new double[n * d];
        this.skew = new double[n * d];
        this.quartic = new double[n * d];
        this.factor = new double[2 * n];
        this.label = new double[n];
        for (int k = 0; k < n; k++) {
            RowMoments<Double> row = population.rows().get(k);
            label[k] = population.labels().get(k).mean();
            factor[2 * k] = row instanceof FactorRow<Double> common ? common.factorThird() : 1;
            factor[2 * k + 1] = row instanceof FactorRow<Double> common ? common.factorFourth() : 1;
            for (int i = 0; i < d; i++) {
                mean[k * d + i] = row.mean().get(i);
                if (row instanceof IndependentRow<Double> independent) {
                    variance[k * d + i] = independent.variance().get(i);
                    skew[k * d + i] = independent.skew().get(i);
                    quartic[k * d + i] = independent.quartic().get(i);
                }
            }
        }
    }

    /** mean_k ȳ f₃ ( mmᵀ(m·μ) + m(v∘μ)ᵀ + (v∘μ)mᵀ + diag(v(m·μ) + s∘μ) ). */
    @Override
    public void third(double[] mu, double[] out) {
        Arrays.fill(out, 0.0);
        double[] m = new double[d];
        double[] w = new double[d];
        for (int k = 0; k < n; k++) {
            int row = k * d;
            double scale = label[k] * factor[2 * k] / n;
            double along = 0;
            for (int i = 0; i < d; i++) {
                m[i] = mean[row + i];
                w[i] = variance[row + i] * mu[i];
                along += m[i] * mu[i];
            }
            addLower(out, m, w, scale, along);
            for (int i = 0; i < d; i++) {
                out[i * d + i] += scale * (variance[row + i] * along + skew[row + i] * mu[i]);
            }
        }
        mirror(out);
    }

    /**
     * mean_k f₄ ( mmᵀ(mᵀPm + τ) + m wᵀ + w mᵀ + 2(vvᵀ)∘P + diag( v(mᵀPm + τ) + 2s∘b + δ∘(q − 3v²) ) ) with w = 2v∘b +
     * δ∘s.
     */
    @Override
    public void fourth(double[] p, double[] out) {
        Arrays.fill(out, 0.0);
        double[] m = new double[d];
        double[] w = new double[d];
        double[] b = new double[d];
        double[] weights = new double[d * d];
        for (int k = 0; k < n; k++) {
            int row = k * d;
            double scale = factor[2 * k + 1] / n;
            double along = 0;
            for (int i = 0; i < d; i++) {
                double sum = 0;
                for (int j = 0; j < d; j++) {
                    sum += p[i * d + j] * mean[row + j];
                }
                b[i] = sum;
                m[i] = mean[row + i];
                along += m[i] * sum + p[i * d + i] * variance[row + i];
                w[i] = 2 * variance[row + i] * sum + p[i * d + i] * skew[row + i];
            }
            addLower(out, m, w, scale, along);
            for (int i = 0; i < d; i++) {
                double v = variance[row + i];
                out[i * d + i] +=
                        scale * (v * along + 2 * skew[row + i] * b[i] + p[i * d + i] * (quartic[row + i] - 3 * v * v));
                for (int j = 0; j <= i; j++) {
                    weights[i * d + j] += 2 * scale * v * variance[row + j];
                }
            }
        }
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                out[i * d + j] += weights[i * d + j] * p[i * d + j];
            }
        }
        mirror(out);
    }

    /** Lower triangle += scale·( along·mmᵀ + mwᵀ + wmᵀ ). */
    private void addLower(double[] out, double[] m, double[] w, double scale, double along) {
        for (int i = 0; i < d; i++) {
            double left = scale * (along * m[i] + w[i]);
            double right = scale * m[i];
            for (int j = 0; j <= i; j++) {
                out[i * d + j] += left * m[j] + right * w[j];
            }
        }
    }

    private void mirror(double[] out) {
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < i; j++) {
                out[j * d + i] = out[i * d + j];
            }
        }
    }
}
