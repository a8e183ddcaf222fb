package org.roundproof.theory;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** A pair of dense matrices H and H_q, and what follows from it. */
final class DenseSpectrum {
    private DenseSpectrum() {}

    /**
     * The spectrum from enclosures.
     *
     * @param h H
     * @param hq H_q
     * @param correlation c = E[x̃y]
     * @param optimum w*
     */
    static QuantizedSpectrum of(SymmetricEnclosure h, SymmetricEnclosure hq, double[] correlation, double[] optimum) {
        int d = h.dimension();
        double[] quantizedOptimum = solve(hq, correlation);
        double[] difference = new double[d];
        for (int i = 0; i < d; i++) {
            difference[i] = quantizedOptimum[i] - optimum[i];
        }
        double clean = quadratic(h.centre(), difference) / 2;
        double gain = 0;
        for (int i = 0; i < d; i++) {
            gain += correlation[i] * quantizedOptimum[i];
        }
        double quantized = (quadratic(h.centre(), optimum) - gain) / 2;
        return new QuantizedSpectrum(
                EigenvalueEnclosure.of(h), EigenvalueEnclosure.of(hq), quantizedOptimum, clean, quantized);
    }

    /** ‖v‖²_A. */
    private static double quadratic(double[] a, double[] v) {
        double sum = 0;
        for (int i = 0; i < v.length; i++) {
            for (int j = 0; j < v.length; j++) {
                sum += v[i] * a[i * v.length + j] * v[j];
            }
        }
        return sum;
    }

    /** The minimizer of least norm of ½ wᵀH_q w − c·w; directions that H_q does not touch stay 0. */
    private static double[] solve(SymmetricEnclosure matrix, double[] right) {
        int d = right.length;
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(d, true, true);
        eigen.decompose(new DMatrixRMaj(d, d, true, matrix.centre().clone()));
        double largest = 0;
        for (int k = 0; k < d; k++) {
            largest = Math.max(largest, eigen.getEigenvalue(k).getReal());
        }
        double[] solution = new double[d];
        DMatrixRMaj c = new DMatrixRMaj(d, 1, true, right.clone());
        for (int k = 0; k < d; k++) {
            double value = eigen.getEigenvalue(k).getReal();
            if (value > 4 * d * Math.ulp(largest)) {
                double share = CommonOps_DDRM.dot(c, eigen.getEigenVector(k)) / value;
                for (int i = 0; i < d; i++) {
                    solution[i] += share * eigen.getEigenVector(k).get(i);
                }
            }
        }
        return solution;
    }
}
