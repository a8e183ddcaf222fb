package org.roundproof.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.roundproof.InputException;

/**
 * Rigorous bounds of every eigenvalue of a symmetric matrix A.
 *
 * <p>An ordinary eigendecomposition gives V and Λ, which need not be right. With ‖VᵀV − I‖ ≤ e &lt; 1 and ‖VᵀAV − Λ‖ ≤ f,
 * both evaluated with proven error bounds, Weyl's and Ostrowski's theorems give
 *
 * <pre>λ_i(A) = θ_i⁻¹ λ_i(VᵀAV),   |λ_i(VᵀAV) − Λ_i| ≤ f,   1 − e ≤ θ_i ≤ 1 + e,</pre>
 *
 * the eigenvalues of each matrix and Λ in decreasing order. (Horn, Johnson, Matrix Analysis, Theorems 4.3.1 and 4.5.9; the
 * proof for this setting is in {@code proofs-notes/spectra.md}.)
 */
public final class EigenvalueEnclosure {
    private final int d;
    private final double[] a;
    /** Approximate eigenvectors, one a row. */
    private final double[] vectors;
    /** Approximate eigenvalues, decreasing. */
    private final double[] values;

    private EigenvalueEnclosure(double[] symmetric, int dimension) {
        this.d = dimension;
        this.a = symmetric;
        this.vectors = new double[d * d];
        this.values = new double[d];
        decompose();
    }

    /** Enclosures in decreasing order, valid for every matrix of the set. */
    public static List<Interval> of(SymmetricEnclosure matrices) {
        EigenvalueEnclosure enclosure = new EigenvalueEnclosure(matrices.centre(), matrices.dimension());
        return enclosure.bounds(matrices.radius());
    }

    /** Enclosures in decreasing order of the eigenvalues of a diagonal matrix with entries in the given intervals. */
    public static List<Interval> ofDiagonal(List<Interval> entries) {
        double[] lower = entries.stream().mapToDouble(Interval::lower).sorted().toArray();
        double[] upper = entries.stream().mapToDouble(Interval::upper).sorted().toArray();
        return IntStream.range(0, lower.length)
                .mapToObj(i -> new Interval(lower[lower.length - 1 - i], upper[lower.length - 1 - i]))
                .toList();
    }

    private void decompose() {
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(d, true, true);
        if (!eigen.decompose(new DMatrixRMaj(d, d, true, a.clone()))) {
            throw new InputException("the eigenvalues of a " + d + " by " + d
                    + " matrix were not found in double arithmetic: change the unit of the features");
        }
        Integer[] order = new Integer[d];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                Comparator.comparingDouble((Integer i) -> eigen.getEigenvalue(i).getReal())
                        .reversed());
        for (int k = 0; k < d; k++) {
            values[k] = eigen.getEigenvalue(order[k]).getReal();
            System.arraycopy(eigen.getEigenVector(order[k]).data, 0, vectors, k * d, d);
        }
    }

    private List<Interval> bounds(double radius) {
        double gram = gramDefect();
        if (!(gram < 0.5)) {
            throw new ArithmeticException(
                    "eigenvectors of a " + d + "×" + d + " matrix are not orthogonal to within ½");
        }
        double residual = residual(gram);
        List<Interval> result = new ArrayList<>(d);
        for (int i = 0; i < d; i++) {
            double low = Math.nextDown(values[i] - residual);
            double high = Math.nextUp(values[i] + residual);
            double lower = Math.nextDown(low / (low >= 0 ? Math.nextUp(1 + gram) : Math.nextDown(1 - gram)));
            double upper = Math.nextUp(high / (high >= 0 ? Math.nextDown(1 - gram) : Math.nextUp(1 + gram)));
            result.add(new Interval(Math.nextDown(lower - radius), Math.nextUp(upper + radius)));
        }
        return result;
    }

    /** An upper bound of ‖VᵀV − I‖₂ (by its largest row sum). */
    private double gramDefect() {
        double[] norm = rowNorms(vectors);
        double[] rowSum = new double[d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double entry = CompensatedDot.of(i == j ? -1.0 : 0.0, vectors, i * d, 1, vectors, j * d, 1, d);
                double magnitude = (norm[i] * norm[j] + 1) * (1 + 0x1p-40);
                addEntry(rowSum, i, j, Math.abs(entry) + CompensatedDot.error(entry, magnitude, d + 1));
            }
        }
        return largest(rowSum);
    }

    /**
     * An upper bound of F = VᵀAV − Λ in the spectral norm. With W = fl(AV) = AV + Δ, F is the lower triangle of VᵀW − Λ less
     * that of VᵀΔ, mirrored: at most the largest row sum of the former plus √2 ‖V‖₂‖Δ‖_F, ‖V‖₂ ≤ √(1 + e).
     */
    private double residual(double gram) {
        double[] product = new double[d * d];
        double[] aNorm = rowNorms(a);
        double[] vNorm = rowNorms(vectors);
        double squared = 0;
        for (int k = 0; k < d; k++) {
            for (int i = 0; i < d; i++) {
                double entry = CompensatedDot.of(0.0, a, i * d, 1, vectors, k * d, 1, d);
                double error = CompensatedDot.error(entry, aNorm[i] * vNorm[k] * (1 + 0x1p-40), d);
                product[k * d + i] = entry;
                squared += error * error;
            }
        }
        double[] productNorm = rowNorms(product);
        double[] rowSum = new double[d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double start = i == j ? -values[i] : 0.0;
                double entry = CompensatedDot.of(start, vectors, i * d, 1, product, j * d, 1, d);
                double magnitude = (vNorm[i] * productNorm[j] + Math.abs(start)) * (1 + 0x1p-40);
                addEntry(rowSum, i, j, Math.abs(entry) + CompensatedDot.error(entry, magnitude, d + 1));
            }
        }
        double delta = 1.5 * Math.sqrt(squared) * Math.sqrt(1 + gram);
        return (largest(rowSum) + delta) * (1 + 0x1p-40);
    }

    private static void addEntry(double[] rowSum, int i, int j, double bound) {
        rowSum[i] += bound;
        if (i != j) {
            rowSum[j] += bound;
        }
    }

    /** Sums of at most d terms carry a relative error below d·2^−52. */
    private double largest(double[] rowSum) {
        return Arrays.stream(rowSum).max().orElse(0) * (1 + d * 0x1p-52);
    }

    /** Upper bounds of the Euclidean norms of the rows. */
    private double[] rowNorms(double[] matrix) {
        double[] norm = new double[d];
        for (int i = 0; i < d; i++) {
            double sum = 0;
            for (int k = 0; k < d; k++) {
                sum += matrix[i * d + k] * matrix[i * d + k];
            }
            norm[i] = Math.sqrt(sum) * (1 + d * 0x1p-52) + 0x1p-500;
        }
        return norm;
    }
}
