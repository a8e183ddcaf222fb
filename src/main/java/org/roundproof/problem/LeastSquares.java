package org.roundproof.problem;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.decomposition.QRPDecomposition_F64;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.roundproof.InputException;

/** Least squares in double, by Householder QR with column pivoting of the column-scaled matrix. */
final class LeastSquares {
    private LeastSquares() {}

    /**
     * The minimizer of Σ_k (y_k − ⟨w, x_k⟩)².
     *
     * @param features row-major n×d, n ≥ d
     * @param labels n values
     * @param what the data, for messages
     * @throws InputException where columns are dependent to working precision: with columns scaled to entries of at most 2, what
     *     remains of some column beyond the earlier ones has no entry above max(n, d)·2^−52 times the largest
     */
    static double[] solve(double[] features, double[] labels, int d, String what) {
        int n = labels.length;
        DMatrixRMaj matrix = new DMatrixRMaj(n, d);
        DMatrixRMaj right = new DMatrixRMaj(n, 1);
        int[] exponents = new int[d];
        for (int j = 0; j < d; j++) {
            double largest = 0;
            for (int k = 0; k < n; k++) {
                largest = Math.max(largest, Math.abs(features[k * d + j]));
            }
            // scaling by a power of two is exact and keeps the pivots' comparison free of the columns' units
            exponents[j] = largest == 0 ? 0 : -Math.getExponent(largest);
            for (int k = 0; k < n; k++) {
                matrix.set(k, j, Math.scalb(features[k * d + j], exponents[j]));
            }
        }
        for (int k = 0; k < n; k++) {
            right.set(k, 0, labels[k]);
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.leastSquaresQrPivot(true, false);
        QRPDecomposition_F64<DMatrixRMaj> decomposition = solver.getDecomposition();
        decomposition.setSingularThreshold(Math.max(n, d) * 0x1p-52);
        solver.setA(matrix);
        int rank = decomposition.getRank();
        if (rank < d) {
            throw new InputException(what + ": the " + d + " features are linearly dependent (rank " + rank
                    + "), so least squares has no unique solution; drop a feature or add rows");
        }
        DMatrixRMaj solution = new DMatrixRMaj(d, 1);
        solver.solve(right, solution);
        double[] weights = new double[d];
        for (int j = 0; j < d; j++) {
            weights[j] = Math.scalb(solution.get(j, 0), exponents[j]);
        }
        return Checks.finite("the least-squares solution of " + what, weights);
    }
}
