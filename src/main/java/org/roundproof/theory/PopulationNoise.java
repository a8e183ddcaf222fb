package org.roundproof.theory;

import java.util.ArrayList;
import java.util.List;

/**
 * The constants of the upper bound for a finite population, computed in whitened coordinates z = Lᵀx̃ and proven
 * (proofs-notes/enclosures.md, section 7). The label's quantizer is part of ỹ: E[ỹ²|row] is exact.
 */
final class PopulationNoise implements NoiseFactors<Interval> {
    private static final IntervalField FIELD = IntervalField.INSTANCE;

    private final Arithmetic<Interval> a = new Arithmetic<>(FIELD);
    private final Interval kurtosis;
    private final Interval stateShare;
    private final Interval trace;
    private final Interval optimumNorm;
    private final Interval diagonalNorm;
    private final Interval diagonalRatio;
    private final Interval residual;
    private final Interval dependence;
    private final List<Interval> whitenedOptimum;

    /**
     * The constants.
     *
     * @param tensors moments of the population
     * @param whitening of its H_q
     */
    PopulationNoise(PopulationTensors<Interval> tensors, Whitening whitening) {
        int d = tensors.second().rows();
        Interval floor = whitening.floor();
        Interval defect = Interval.of(whitening.defect());
        SymmetricTensor<Interval> fourth = tensors.fourth().transformed(whitening.matrix());
        FourthMomentBound bound = FourthMomentBound.of(fourth);
        Interval square = a.square(floor);
        kurtosis = FIELD.divide(Interval.of(bound.kurtosis()), square);
        Interval share = FIELD.add(Interval.of(bound.stateShare()), FIELD.multiply(Interval.of(2), defect));
        stateShare = FIELD.divide(share, square);
        whitenedOptimum = optimum(whitening.matrix().transpose().times(tensors.correlation()), whitening);
        SymmetricTensor<Interval> residualThird = residualThird(tensors, whitening, fourth);
        residual = FIELD.divide(largest(residualSecond(tensors, whitening, fourth)), floor);
        dependence = FIELD.divide(largest(gram(residualThird)), a.product(floor, floor, floor));
        FieldMatrix<Interval> second = tensors.second();
        Interval sum = Interval.ZERO;
        for (int i = 0; i < d; i++) {
            sum = FIELD.add(sum, second.get(i, i));
        }
        trace = sum;
        FieldMatrix<Interval> w = FieldMatrix.column(FIELD, whitenedOptimum);
        optimumNorm = w.dot(whitening.matrix().transpose().times(tensors.correlation()));
        FieldMatrix<Interval> diagonal = FieldMatrix.diagonal(second.diagonal());
        FieldMatrix<Interval> plain = whitening.matrix().times(w);
        diagonalNorm = plain.dot(diagonal.times(plain));
        diagonalRatio = FIELD.divide(largest(whitening.whitened(diagonal)), floor);
    }

    /** An enclosure of w̃ with (I + E)w̃ = c̃, ‖E‖ ≤ e' &lt; 1: |w̃_i − c̃_i| ≤ e'‖c̃‖/(1 − e'). */
    private static List<Interval> optimum(FieldMatrix<Interval> correlation, Whitening whitening) {
        List<Interval> entries = new ArrayList<>();
        for (int i = 0; i < correlation.rows(); i++) {
            entries.add(correlation.get(i));
        }
        double norm = Math.nextUp(Math.sqrt(IntervalNorms.squared(entries).upper()));
        Interval error =
                FIELD.divide(FIELD.multiply(Interval.of(whitening.defect()), Interval.of(norm)), whitening.floor());
        Interval band = IntervalNorms.symmetric(error.upper());
        return entries.stream().map(entry -> FIELD.add(entry, band)).toList();
    }

    /** E[ξ̃² zzᵀ] = E[ỹ²zzᵀ] − 2 Σ_j w̃_j E[ỹ z_j zzᵀ] + Σ_jk w̃_j w̃_k E[z_j z_k zzᵀ]. */
    private FieldMatrix<Interval> residualSecond(
            PopulationTensors<Interval> tensors, Whitening whitening, SymmetricTensor<Interval> fourth) {
        SymmetricTensor<Interval> third = tensors.labelThird().transformed(whitening.matrix());
        FieldMatrix<Interval> label = whitening.whitened(tensors.labelSecond());
        int d = fourth.dimension();
        Interval two = Interval.of(2);
        return FieldMatrix.of(FIELD, d, d, (p, q) -> {
            Interval sum = label.get(p, q);
            for (int j = 0; j < d; j++) {
                Interval w = whitenedOptimum.get(j);
                sum = FIELD.subtract(sum, a.product(two, w, third.get(p, q, j)));
                for (int k = 0; k < d; k++) {
                    sum = FIELD.add(sum, a.product(w, whitenedOptimum.get(k), fourth.get(p, q, j, k)));
                }
            }
            return sum;
        });
    }

    /** E[ξ̃ z_a z_b z_c]. */
    private SymmetricTensor<Interval> residualThird(
            PopulationTensors<Interval> tensors, Whitening whitening, SymmetricTensor<Interval> fourth) {
        SymmetricTensor<Interval> third = tensors.labelThird().transformed(whitening.matrix());
        int d = fourth.dimension();
        return SymmetricTensor.of(FIELD, d, 3, i -> {
            Interval sum = third.get(i);
            for (int j = 0; j < d; j++) {
                sum = FIELD.subtract(sum, FIELD.multiply(whitenedOptimum.get(j), fourth.get(i[0], i[1], i[2], j)));
            }
            return sum;
        });
    }

    /** G_jk = Σ_ab L_abj L_abk, whose largest eigenvalue is sup ‖L m‖² over unit m, L m = E[ξ̃ zzᵀ (z·m)]. */
    private static FieldMatrix<Interval> gram(SymmetricTensor<Interval> third) {
        int d = third.dimension();
        return FieldMatrix.of(FIELD, d, d, (j, k) -> {
            Interval sum = Interval.ZERO;
            for (int p = 0; p < d; p++) {
                for (int q = 0; q < d; q++) {
                    sum = FIELD.add(sum, FIELD.multiply(third.get(p, q, j), third.get(p, q, k)));
                }
            }
            return sum;
        });
    }

    /** An upper bound of the largest eigenvalue, at least 0. */
    static Interval largest(FieldMatrix<Interval> symmetric) {
        double bound =
                EigenvalueEnclosure.of(SymmetricEnclosure.of(symmetric)).get(0).upper();
        return Interval.of(Math.max(0, bound));
    }

    /** w̃ with w_q* = L w̃. */
    List<Interval> whitenedOptimum() {
        return whitenedOptimum;
    }

    @Override
    public Interval kurtosis() {
        return kurtosis;
    }

    @Override
    public Interval stateShare() {
        return stateShare;
    }

    @Override
    public Interval trace() {
        return trace;
    }

    @Override
    public Interval optimumNorm() {
        return optimumNorm;
    }

    @Override
    public Interval parameterNorm(boolean shared) {
        return shared ? optimumNorm : diagonalNorm;
    }

    @Override
    public Interval parameterRatio(boolean shared) {
        return shared ? Interval.of(1) : diagonalRatio;
    }

    @Override
    public Interval labelFactor() {
        return Interval.ZERO;
    }

    /** λ_max of E[ξ̃²zzᵀ], and of the dependence on z: ‖E[ξ̃zzᵀ(z·m)]‖ ≤ τ‖m‖ gives τ²/θ. */
    @Override
    public Interval residualNoise(double theta) {
        return FIELD.add(residual, FIELD.divide(dependence, Interval.of(theta)));
    }
}
