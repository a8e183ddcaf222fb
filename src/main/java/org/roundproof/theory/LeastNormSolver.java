package org.roundproof.theory;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** Solutions of A x = b in double for a symmetric semidefinite A; directions that A does not touch stay 0. */
final class LeastNormSolver {
    private final int d;
    private final EigenDecomposition_F64<DMatrixRMaj> eigen;
    private final double negligible;

    LeastNormSolver(double[] symmetric, int dimension) {
        this.d = dimension;
        this.eigen = DecompositionFactory_DDRM.eig(d, true, true);
        eigen.decompose(new DMatrixRMaj(d, d, true, symmetric.clone()));
        double largest = 0;
        for (int k = 0; k < d; k++) {
            largest = Math.max(largest, eigen.getEigenvalue(k).getReal());
        }
        this.negligible = 4 * d * Math.ulp(largest);
    }

    double[] solve(double[] right) {
        double[] solution = new double[d];
        DMatrixRMaj b = new DMatrixRMaj(d, 1, true, right.clone());
        for (int k = 0; k < d; k++) {
            double value = eigen.getEigenvalue(k).getReal();
            if (value > negligible) {
                double share = CommonOps_DDRM.dot(b, eigen.getEigenVector(k)) / value;
                for (int i = 0; i < d; i++) {
                    solution[i] += share * eigen.getEigenVector(k).get(i);
                }
            }
        }
        return solution;
    }
}
