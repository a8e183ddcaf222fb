package org.roundproof.theory;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Proven upper bounds of two suprema over unit vectors a, b for a random vector z whose fourth moments are known:
 *
 * <pre>
 * κ  ≥ sup E[(aᵀz)²(bᵀz)²],            κ₀ ≥ sup E[(aᵀz)²(bᵀz)²] − (aᵀb)².
 * </pre>
 *
 * By Cauchy and Schwarz the first is E(aᵀz)⁴ at some a = b. On symmetric matrices with ⟨A, B⟩ = tr AB let M be the map with
 * ⟨A, MB⟩ = E[(zᵀAz)(zᵀBz)] and J the identity matrix, so that ⟨aaᵀ, J⟩ = 1 and ⟨aaᵀ, bbᵀ⟩ = (aᵀb)². For every s,
 *
 * <pre>E(aᵀz)⁴ ≤ s + λ_max(M − sJJᵀ),      E[(aᵀz)²(bᵀz)²] − (aᵀb)² ≤ s + ‖M − 1 − sJJᵀ‖.</pre>
 *
 * For Gaussian z and s = 1 these are 3 and 2, where s = 0 gives d + 2. The least over s is searched for in double, and the bound
 * evaluated there with proven eigenvalue enclosures. Derivation: proofs-notes/enclosures.md, section 7.
 *
 * @param kurtosis κ
 * @param stateShare κ₀
 */
record FourthMomentBound(double kurtosis, double stateShare) {
    private static final IntervalField FIELD = IntervalField.INSTANCE;
    /** √2, enclosed. */
    private static final Interval ROOT = new Interval(Math.nextDown(Math.sqrt(2)), Math.nextUp(Math.sqrt(2)));

    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final int ITERATIONS = 24;

    /** The bounds for a vector with the given fourth moments. */
    static FourthMomentBound of(SymmetricTensor<Interval> fourth) {
        FieldMatrix<Interval> moment = flattened(fourth);
        FieldMatrix<Interval> excess = moment.minus(
                FieldMatrix.of(FIELD, moment.rows(), moment.rows(), (i, j) -> i == j ? Interval.of(1) : Interval.ZERO));
        int d = fourth.dimension();
        return new FourthMomentBound(least(moment, d, false), least(excess, d, true));
    }

    /** M in the orthonormal basis e_a e_aᵀ, (e_a e_bᵀ + e_b e_aᵀ)/√2 of the symmetric matrices, the d diagonal ones first. */
    private static FieldMatrix<Interval> flattened(SymmetricTensor<Interval> fourth) {
        int d = fourth.dimension();
        int size = d * (d + 1) / 2;
        int[][] pairs = new int[size][];
        int next = d;
        for (int a = 0; a < d; a++) {
            pairs[a] = new int[] {a, a};
            for (int b = a + 1; b < d; b++) {
                pairs[next++] = new int[] {a, b};
            }
        }
        return FieldMatrix.of(FIELD, size, size, (i, j) -> {
            Interval entry = fourth.get(pairs[i][0], pairs[i][1], pairs[j][0], pairs[j][1]);
            if (i >= d && j >= d) {
                return FIELD.multiply(Interval.of(2), entry);
            }
            return i >= d || j >= d ? FIELD.multiply(ROOT, entry) : entry;
        });
    }

    /** The least of s + norm(M − sJJᵀ) over s that the search finds, proven. */
    private static double least(FieldMatrix<Interval> moment, int d, boolean bothSigns) {
        double low = 0;
        double high = d + 2;
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double atLeft = estimate(moment, d, left, bothSigns);
        double atRight = estimate(moment, d, right, bothSigns);
        for (int k = 0; k < ITERATIONS; k++) {
            if (atLeft <= atRight) {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - GOLDEN * (high - low);
                atLeft = estimate(moment, d, left, bothSigns);
            } else {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + GOLDEN * (high - low);
                atRight = estimate(moment, d, right, bothSigns);
            }
        }
        return proven(moment, d, atLeft <= atRight ? left : right, bothSigns);
    }

    private static double estimate(FieldMatrix<Interval> moment, int d, double s, boolean bothSigns) {
        DMatrixRMaj matrix = new DMatrixRMaj(moment.rows(), moment.rows());
        for (int i = 0; i < moment.rows(); i++) {
            for (int j = 0; j < moment.rows(); j++) {
                matrix.set(i, j, moment.get(i, j).midpoint() - (i < d && j < d ? s : 0));
            }
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(moment.rows(), false, true);
        eigen.decompose(matrix);
        double norm = 0;
        for (int k = 0; k < moment.rows(); k++) {
            double value = eigen.getEigenvalue(k).getReal();
            norm = Math.max(norm, bothSigns ? Math.abs(value) : value);
        }
        return s + norm;
    }

    private static double proven(FieldMatrix<Interval> moment, int d, double s, boolean bothSigns) {
        FieldMatrix<Interval> shifted = FieldMatrix.of(
                FIELD,
                moment.rows(),
                moment.rows(),
                (i, j) -> i < d && j < d ? FIELD.subtract(moment.get(i, j), Interval.of(s)) : moment.get(i, j));
        List<Interval> eigenvalues = EigenvalueEnclosure.of(SymmetricEnclosure.of(shifted));
        double norm = eigenvalues.get(0).upper();
        if (bothSigns) {
            norm = Math.max(norm, -eigenvalues.get(eigenvalues.size() - 1).lower());
        }
        return Math.nextUp(s + norm);
    }
}
