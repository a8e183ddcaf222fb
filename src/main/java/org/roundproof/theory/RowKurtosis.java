package org.roundproof.theory;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * κ ≥ sup E(aᵀz)⁴ over unit vectors a, from the n rows themselves: without noise and up to the choice of ρ as sharp as {@link
 * FourthMomentBound}, at n² products of rows in place of d⁴ moments.
 *
 * <p>Unquantized: with M = (1/n)Σ vec(z_kz_kᵀ)vec(z_kz_kᵀ)ᵀ, J the identity matrix, s ≥ 0 and t &gt; 0, E(aᵀz)⁴ ≤ s + t if M ≼ t + sJJᵀ. By a Schur
 * complement that is a matter of n × n matrices, and with ρ = s/(t + sd), 0 ≤ ρ &lt; 1/d,
 *
 * <pre>
 * κ ≤ t(1 + ρ/(1 − ρd)),   t = λ_max(K),   K_kl = ( (z_k·z_l)² − ρ‖z_k‖²‖z_l‖² )/n.
 * </pre>
 *
 * <p>Quantized: z = m + e, E[e|row] = 0, with κ_m of the m and κ_e = λ_max E‖e‖²eeᵀ,
 *
 * <pre>
 * κ ≤ κ_m + 6 √(κ_mκ_e) + 4 ⁴√(κ_mκ_e³) + κ_e.
 * </pre>
 *
 * Derivation: proofs-notes/enclosures.md, section 7.
 */
final class RowKurtosis {
    private static final IntervalField FIELD = IntervalField.INSTANCE;
    /** t/s that are tried; 2 is that of a Gaussian, ∞ is s = 0. */
    private static final double[] QUOTIENTS = {1, 2, 4, 8, 16, 32, 64, 256, Double.POSITIVE_INFINITY};

    private final List<FieldMatrix<Interval>> rows;
    private final Interval[] products;
    private final int n;
    private final int d;

    private RowKurtosis(List<FieldMatrix<Interval>> rows) {
        this.rows = rows;
        this.n = rows.size();
        this.d = rows.get(0).rows();
        this.products = new Interval[n * (n + 1) / 2];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                products[place(i, j)] = rows.get(i).dot(rows.get(j));
            }
        }
    }

    /**
     * The bound, for z̃ = Lᵀx̃.
     *
     * @param population moments of the rows
     * @param whitening L
     */
    static Interval of(PopulationMoments<Interval> population, Whitening whitening) {
        FieldMatrix<Interval> lt = whitening.matrix().transpose();
        List<FieldMatrix<Interval>> means = new ArrayList<>();
        List<RowMoments<Interval>> errors = new ArrayList<>();
        Interval factor = Interval.of(1);
        for (RowMoments<Interval> row : population.rows()) {
            means.add(lt.times(row.mean()));
            if (row instanceof IndependentRow<Interval> independent) {
                errors.add(centred(independent));
            } else if (row instanceof FactorRow<Interval> common) {
                factor = new Interval(
                        0, Math.max(factor.upper(), common.factorFourth().upper()));
            }
        }
        Interval certain = FIELD.multiply(factor, new RowKurtosis(means).least());
        if (errors.isEmpty()) {
            return certain;
        }
        PopulationMoments<Interval> noise =
                new PopulationMoments<>(FIELD, errors, population.labels(), population.sharedLabel());
        FieldMatrix<Interval> l = whitening.matrix();
        return together(certain, PopulationNoise.largest(whitening.whitened(noise.fourth(l.times(l.transpose())))));
    }

    /** e = x̃ − m. */
    private static RowMoments<Interval> centred(IndependentRow<Interval> row) {
        return new IndependentRow<>(
                FIELD, FieldMatrix.zero(FIELD, row.mean().rows(), 1), row.variance(), row.skew(), row.quartic());
    }

    /** κ_m + 6 √(κ_mκ_e) + 4 ⁴√(κ_mκ_e³) + κ_e, from above. */
    static Interval together(Interval certain, Interval noise) {
        Interval root = root(FIELD.multiply(certain, noise));
        Interval cubic = root(FIELD.multiply(root, noise));
        Interval sum = FIELD.add(certain, FIELD.multiply(Interval.of(6), root));
        return FIELD.add(FIELD.add(sum, FIELD.multiply(Interval.of(4), cubic)), noise);
    }

    private static Interval root(Interval x) {
        return Interval.of(Math.nextUp(Math.sqrt(x.upper())));
    }

    private static int place(int i, int j) {
        return i * (i + 1) / 2 + j;
    }

    /** The bound at the ρ that double arithmetic prefers; every ρ gives one. */
    private Interval least() {
        double best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (double quotient : QUOTIENTS) {
            double rho = 1 / (d + quotient);
            double value = estimate(rho) * (1 + 1 / quotient);
            if (value < least) {
                least = value;
                best = rho;
            }
        }
        return proven(best);
    }

    /** λ_max(K)(1 + ρ/(1 − ρd)). */
    private Interval proven(double rho) {
        double[] centre = new double[n * n];
        double[] error = new double[n * n];
        Interval weight = Interval.of(rho);
        Interval share = FIELD.divide(Interval.of(1), Interval.of(n));
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                Interval product = products[place(i, j)];
                Interval norms = FIELD.multiply(products[place(i, i)], products[place(j, j)]);
                Interval entry = FIELD.multiply(
                        share, FIELD.subtract(FIELD.multiply(product, product), FIELD.multiply(weight, norms)));
                double middle = entry.midpoint();
                double radius = Math.max(Math.nextUp(entry.upper() - middle), Math.nextUp(middle - entry.lower()));
                centre[i * n + j] = middle;
                centre[j * n + i] = middle;
                error[i * n + j] = radius;
                error[j * n + i] = radius;
            }
        }
        double largest = EigenvalueEnclosure.of(SymmetricEnclosure.of(centre, error, n))
                .get(0)
                .upper();
        Interval rest = FIELD.subtract(Interval.of(1), FIELD.multiply(weight, Interval.of(d)));
        return FIELD.multiply(Interval.of(Math.max(0, largest)), FIELD.add(Interval.of(1), FIELD.divide(weight, rest)));
    }

    private double estimate(double rho) {
        DMatrixRMaj matrix = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double product = products[place(i, j)].midpoint();
                double norms = products[place(i, i)].midpoint() * products[place(j, j)].midpoint();
                double entry = (product * product - rho * norms) / n;
                matrix.set(i, j, entry);
                matrix.set(j, i, entry);
            }
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, false, true);
        eigen.decompose(matrix);
        double largest = 0;
        for (int k = 0; k < n; k++) {
            largest = Math.max(largest, eigen.getEigenvalue(k).getReal());
        }
        return largest;
    }
}
