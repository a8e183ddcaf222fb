package org.roundproof.theory;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.roundproof.quantizer.VarianceLaw;

/**
 * The step size at which the second moments of a finite population stop contracting.
 *
 * <p>Without its constant part a step maps S to S − γA(S) + γ²Q(S) with A(S) = H_qS + SH_q and
 *
 * <pre>Q(S) = (1+β_o)(1+β_a)/B · T(P) + (1−1/B)(1+[o]β_o)(1+[a]β_a) H_q P H_q,   P = S + β_p diag S  or (1+β_p)S.</pre>
 *
 * <p>A⁻¹ and Q keep the cone of semidefinite matrices, so the step contracts iff γ &lt; 1/ρ(A⁻¹Q) (proof in {@code
 * proofs-notes/finite-population.md}); ρ by power iteration from the identity. Directions that no row ever touches are
 * left out.
 */
final class PopulationStability {
    private static final int MAX_ITERATIONS = 5000;

    /** d³ times the iterations stays below this, some ten seconds. */
    private static final double MAX_WORK = 3e9;

    private static final double TOLERANCE = 1e-12;

    private final int d;
    private final PopulationMaps maps;
    private final StepLaws laws;
    private final int batch;
    private final DMatrixRMaj covariance;
    private final DMatrixRMaj basis;
    private final double[] eigenvalues;

    private PopulationStability(PrimitivePopulationRecursion recursion, StepLaws laws, int batch) {
        this.d = recursion.dimension();
        this.maps = recursion.maps();
        this.laws = laws;
        this.batch = batch;
        this.covariance = new DMatrixRMaj(d, d, true, recursion.covariance().clone());
        this.basis = new DMatrixRMaj(d, d);
        this.eigenvalues = new double[d];
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(d, true, true);
        eigen.decompose(covariance.copy());
        for (int k = 0; k < d; k++) {
            eigenvalues[k] = Math.max(0, eigen.getEigenvalue(k).getReal());
            CommonOps_DDRM.insert(eigen.getEigenVector(k), basis, 0, k);
        }
    }

    /** The threshold of γ; ∞ where nothing is ever learned (all features quantized to zero). */
    static double threshold(PrimitivePopulationRecursion recursion, StepLaws laws, int batch) {
        return limit(recursion, laws, batch).threshold();
    }

    /**
     * Where the power iteration ended.
     *
     * @param threshold 1/ρ
     * @param matrix the S with A⁻¹Q(S) ≈ ρS, of trace 1, row-major
     */
    record Limit(double threshold, double[] matrix) {}

    static Limit limit(PrimitivePopulationRecursion recursion, StepLaws laws, int batch) {
        return new PopulationStability(recursion, laws, batch).limit();
    }

    private Limit limit() {
        DMatrixRMaj s = CommonOps_DDRM.identity(d);
        double radius = 0;
        int iterations = (int) Math.max(100, Math.min(MAX_ITERATIONS, MAX_WORK / ((double) d * d * d)));
        for (int iteration = 0; iteration < iterations; iteration++) {
            DMatrixRMaj next = lyapunov(noise(s));
            double trace = CommonOps_DDRM.trace(next);
            double grown = trace / CommonOps_DDRM.trace(s);
            if (!(grown > 0)) {
                return new Limit(Double.POSITIVE_INFINITY, s.data);
            }
            CommonOps_DDRM.scale(1 / trace, next);
            s = next;
            if (Math.abs(grown - radius) <= TOLERANCE * grown) {
                return new Limit(1 / grown, s.data);
            }
            radius = grown;
        }
        return new Limit(1 / radius, s.data);
    }

    private DMatrixRMaj noise(DMatrixRMaj s) {
        VarianceLaw law = laws.parameter();
        double[] p = new double[d * d];
        PrimitivePopulationRecursion.parameterSecond(
                new VarianceLaw(org.apache.commons.numbers.fraction.BigFraction.ZERO, law.beta(), law.shared()),
                s.data,
                d,
                p);
        DMatrixRMaj sameRow = new DMatrixRMaj(d, d);
        maps.fourth(p, sameRow.data);
        DMatrixRMaj left = new DMatrixRMaj(d, d);
        DMatrixRMaj twoRows = new DMatrixRMaj(d, d);
        CommonOps_DDRM.mult(covariance, new DMatrixRMaj(d, d, true, p), left);
        CommonOps_DDRM.mult(left, covariance, twoRows);
        double betaA = laws.activation().beta().doubleValue();
        double betaO = laws.gradient().beta().doubleValue();
        double shared =
                (laws.activation().shared() ? 1 + betaA : 1) * (laws.gradient().shared() ? 1 + betaO : 1);
        DMatrixRMaj sum = new DMatrixRMaj(d, d);
        CommonOps_DDRM.add((1 + betaA) * (1 + betaO) / batch, sameRow, (1 - 1.0 / batch) * shared, twoRows, sum);
        return sum;
    }

    /** A⁻¹(Y): in the eigenbasis of H_q, Y_ij/(λ_i + λ_j). */
    private DMatrixRMaj lyapunov(DMatrixRMaj y) {
        DMatrixRMaj left = new DMatrixRMaj(d, d);
        DMatrixRMaj inner = new DMatrixRMaj(d, d);
        CommonOps_DDRM.multTransA(basis, y, left);
        CommonOps_DDRM.mult(left, basis, inner);
        double largest = 0;
        for (double value : eigenvalues) {
            largest = Math.max(largest, value);
        }
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                double sum = eigenvalues[i] + eigenvalues[j];
                double entry = sum > 4 * d * Math.ulp(largest) ? inner.get(i, j) / sum : 0;
                inner.set(i, j, entry);
            }
        }
        DMatrixRMaj out = new DMatrixRMaj(d, d);
        CommonOps_DDRM.mult(basis, inner, left);
        CommonOps_DDRM.multTransB(left, basis, out);
        return out;
    }
}
