package org.roundproof.theory;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * An approximate eigendecomposition of H_q with proven errors, and the whitening L = X diag(λ)^(−1/2) that it gives.
 *
 * <p>X and Λ are doubles from an ordinary decomposition, which need not be right. With ‖XᵀX − I‖ ≤ e &lt; ½, ‖XᵀH_qX − Λ‖ ≤ f,
 * e₁ = e/(1−e) and X̂ = X(XᵀX)^(−1/2) exactly orthogonal,
 *
 * <pre>‖X̂ᵀH_qX̂ − Λ‖ ≤ η = (2e₁ + e₁²)(Λ_1 + f) + f,   ‖LᵀH_qL − I‖ ≤ e'.</pre>
 *
 * @param values Λ
 * @param basisError e
 * @param distance η
 * @param matrix L, outward rounded
 * @param defect e'
 */
record Whitening(List<Double> values, double basisError, double distance, FieldMatrix<Interval> matrix, double defect) {
    private static final IntervalField FIELD = IntervalField.INSTANCE;

    /**
     * The whitening of a positive definite matrix.
     *
     * @throws UncoveredException where it is not proven to be positive definite
     */
    static Whitening of(FieldMatrix<Interval> covariance) throws UncoveredException {
        int d = covariance.rows();
        DMatrixRMaj centre = new DMatrixRMaj(d, d);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                centre.set(i, j, covariance.get(Math.max(i, j), Math.min(i, j)).midpoint());
            }
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(d, true, true);
        if (!eigen.decompose(centre)) {
            throw dependent();
        }
        List<Double> values = new ArrayList<>(d);
        for (int j = 0; j < d; j++) {
            double value = eigen.getEigenvalue(j).getReal();
            if (!(value > 0)) {
                throw dependent();
            }
            values.add(value);
        }
        FieldMatrix<Interval> x = FieldMatrix.of(
                FIELD, d, d, (i, j) -> Interval.of(eigen.getEigenVector(j).get(i)));
        return of(covariance, x, values);
    }

    /** The same from any X and Λ: the worse they are, the larger the errors. */
    static Whitening of(FieldMatrix<Interval> covariance, FieldMatrix<Interval> x, List<Double> values)
            throws UncoveredException {
        int d = x.rows();
        FieldMatrix<Interval> identity = FieldMatrix.of(FIELD, d, d, (i, j) -> i == j ? Interval.of(1) : Interval.ZERO);
        FieldMatrix<Interval> lambda =
                FieldMatrix.of(FIELD, d, d, (i, j) -> i == j ? Interval.of(values.get(i)) : Interval.ZERO);
        double e = IntervalNorms.ofSymmetric(x.transpose().times(x).minus(identity));
        if (!(e < 0.5)) {
            throw dependent();
        }
        FieldMatrix<Interval> inner = x.transpose().times(covariance).times(x);
        double f = IntervalNorms.ofSymmetric(inner.minus(lambda));
        double largest = values.stream().mapToDouble(v -> v).max().orElseThrow();
        double least = values.stream().mapToDouble(v -> v).min().orElseThrow();
        Interval e1 = FIELD.divide(Interval.of(e), FIELD.subtract(Interval.of(1), Interval.of(e)));
        Interval factor = FIELD.multiply(e1, FIELD.add(Interval.of(2), e1));
        double distance = FIELD.add(
                        FIELD.multiply(factor, FIELD.add(Interval.of(largest), Interval.of(f))), Interval.of(f))
                .upper();
        FieldMatrix<Interval> l = FieldMatrix.of(
                FIELD, d, d, (i, j) -> FIELD.multiply(x.get(i, j), Interval.of(1 / Math.sqrt(values.get(j)))));
        double defect = IntervalNorms.ofSymmetric(
                l.transpose().times(covariance).times(l).minus(identity));
        if (!(distance < least) || !(defect < 0.5)) {
            throw dependent();
        }
        return new Whitening(values, e, distance, l, defect);
    }

    private static UncoveredException dependent() {
        return new UncoveredException(
                "the quantized features are not proven to be linearly independent, so the optimum over them is not"
                        + " determined");
    }

    /** Enclosures of the eigenvalues of H_q, in the order of {@code values}. */
    List<Interval> eigenvalues() {
        return values.stream().map(value -> Interval.around(value, distance)).toList();
    }

    /** A symmetric matrix in whitened coordinates, LᵀAL. */
    FieldMatrix<Interval> whitened(FieldMatrix<Interval> a) {
        return matrix.transpose().times(a).times(matrix);
    }

    /** 1 − e': LᵀH_qL ≽ (1 − e')I. */
    Interval floor() {
        return FIELD.subtract(Interval.of(1), Interval.of(defect));
    }
}
