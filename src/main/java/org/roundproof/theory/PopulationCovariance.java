package org.roundproof.theory;

import java.util.List;

/**
 * H_q = mean_k D_k of a finite population, enclosed to about twice the working precision where m is known exactly: with x̃_k = m_k + e_k,
 *
 * <pre>H_q,ij = f·(1/n) Σ_k m_ki m_kj + [i=j] (1/n) Σ_k v_ki</pre>
 *
 * where f is E s² of a factor common to a row, otherwise 1. The sums over rows are compensated dot products.
 */
final class PopulationCovariance {
    private final int n;
    private final int d;
    /** m by coordinate, then row. */
    private final double[] mean;
    /** Half-widths of the intervals of m; almost always 0. */
    private final double[] radius;

    private final double[] norm;
    private final double[] radiusNorm;

    private PopulationCovariance(PopulationMoments<Interval> population) {
        this.n = population.size();
        this.d = population.dimension();
        this.mean = new double[n * d];
        this.radius = new double[n * d];
        this.norm = new double[d];
        this.radiusNorm = new double[d];
        for (int i = 0; i < d; i++) {
            for (int k = 0; k < n; k++) {
                Interval m = population.rows().get(k).mean().get(i);
                mean[i * n + k] = m.midpoint();
                radius[i * n + k] = m.width();
            }
            norm[i] = length(mean, i);
            radiusNorm[i] = length(radius, i);
        }
    }

    private double length(double[] columns, int i) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
            sum += columns[i * n + k] * columns[i * n + k];
        }
        return Math.sqrt(sum) * (1 + n * 0x1p-52) + (sum > 0 ? 0x1p-500 : 0);
    }

    /** The enclosure of H_q. */
    static SplitMatrix of(PopulationMoments<Interval> population) {
        return new PopulationCovariance(population).enclosure(population.rows());
    }

    private SplitMatrix enclosure(List<RowMoments<Interval>> rows) {
        IntervalField field = IntervalField.INSTANCE;
        Interval factor = rows.get(0) instanceof FactorRow<Interval> common ? common.factorSecond() : Interval.of(1.0);
        double[] high = new double[d * d];
        double[] low = new double[d * d];
        double[] errors = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                CompensatedDot sum = CompensatedDot.split(mean, i * n, mean, j * n, n);
                double error = CompensatedDot.splitError(norm[i] * norm[j] * (1 + 0x1p-40), n)
                        + (radiusNorm[i] * norm[j] + norm[i] * radiusNorm[j] + radiusNorm[i] * radiusNorm[j])
                                * (1 + 0x1p-40);
                double entry = sum.rounded() / n;
                // the remainder of a division is a double
                double rest = (Math.fma(-entry, n, sum.rounded()) + sum.rest()) / n;
                double around = (error / n + 2 * CompensatedDot.UNIT_ROUNDOFF * Math.abs(rest)) * (1 + 0x1p-40)
                        + Double.MIN_VALUE;
                if (!factor.equals(Interval.of(1.0))) {
                    Interval scaled =
                            field.multiply(Interval.around(entry, Math.nextUp(around + Math.abs(rest))), factor);
                    entry = scaled.midpoint();
                    rest = 0;
                    around = scaled.width();
                }
                for (int at : new int[] {i * d + j, j * d + i}) {
                    high[at] = entry;
                    low[at] = rest;
                    errors[at] = around;
                }
            }
        }
        return new SplitMatrix(d, high, low, errors, 0).plusDiagonal(i -> variance(rows, i));
    }

    /** (1/n) Σ_k v_ki. */
    private Interval variance(List<RowMoments<Interval>> rows, int i) {
        IntervalField field = IntervalField.INSTANCE;
        Interval sum = Interval.ZERO;
        for (RowMoments<Interval> row : rows) {
            if (row instanceof IndependentRow<Interval> independent) {
                sum = field.add(sum, independent.variance().get(i));
            }
        }
        return field.divide(sum, Interval.of(n));
    }
}
