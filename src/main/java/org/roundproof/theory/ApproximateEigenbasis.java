package org.roundproof.theory;

import java.util.Arrays;
import java.util.Comparator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.roundproof.InputException;

/**
 * An ordinary eigendecomposition of a symmetric matrix, in double and without proof.
 *
 * @param vectors approximate unit eigenvectors, one a row, d×d
 * @param values approximate eigenvalues, decreasing, d
 */
record ApproximateEigenbasis(double[] vectors, double[] values) {
    /**
     * The decomposition.
     *
     * @param symmetric row-major d×d
     * @throws InputException where it is not found
     */
    static ApproximateEigenbasis of(double[] symmetric, int d) {
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(d, true, true);
        if (!eigen.decompose(new DMatrixRMaj(d, d, true, symmetric.clone()))) {
            throw new InputException("the eigenvalues of a " + d + " by " + d
                    + " matrix were not found in double arithmetic: change the unit of the features");
        }
        Integer[] order = new Integer[d];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                Comparator.comparingDouble((Integer i) -> eigen.getEigenvalue(i).getReal())
                        .reversed());
        double[] values = new double[d];
        double[] vectors = new double[d * d];
        for (int k = 0; k < d; k++) {
            values[k] = eigen.getEigenvalue(order[k]).getReal();
            System.arraycopy(eigen.getEigenVector(order[k]).data, 0, vectors, k * d, d);
        }
        return new ApproximateEigenbasis(vectors, values);
    }
}
