package org.roundproof.theory;

import java.util.List;

/** {@link NoiseSuprema} from all joint moments of a row: the sharpest, at a cost of d⁴ moments and eigenvalues of order d². */
final class TensorSuprema {
    private static final IntervalField FIELD = IntervalField.INSTANCE;

    private final Arithmetic<Interval> a = new Arithmetic<>(FIELD);
    private final PopulationTensors<Interval> tensors;
    private final Whitening whitening;
    private final List<Interval> whitenedOptimum;
    private final SymmetricTensor<Interval> fourth;
    private final SymmetricTensor<Interval> third;

    private TensorSuprema(PopulationTensors<Interval> tensors, Whitening whitening, List<Interval> whitenedOptimum) {
        this.tensors = tensors;
        this.whitening = whitening;
        this.whitenedOptimum = whitenedOptimum;
        this.fourth = tensors.fourth().transformed(whitening.matrix());
        this.third = tensors.labelThird().transformed(whitening.matrix());
    }

    /**
     * The suprema.
     *
     * @param tensors moments of the population
     * @param whitening of its H_q
     * @param whitenedOptimum w̃
     */
    static NoiseSuprema of(PopulationTensors<Interval> tensors, Whitening whitening, List<Interval> whitenedOptimum) {
        return new TensorSuprema(tensors, whitening, whitenedOptimum).suprema();
    }

    private NoiseSuprema suprema() {
        FourthMomentBound bound = FourthMomentBound.of(fourth);
        Interval floor = whitening.floor();
        Interval square = a.square(floor);
        Interval defect = Interval.of(whitening.defect());
        Interval share = FIELD.add(Interval.of(bound.stateShare()), FIELD.multiply(Interval.of(2), defect));
        return new NoiseSuprema(
                FIELD.divide(Interval.of(bound.kurtosis()), square),
                FIELD.divide(share, square),
                FIELD.divide(PopulationNoise.largest(residualSecond()), floor),
                FIELD.divide(PopulationNoise.largest(gram(residualThird())), a.product(floor, floor, floor)));
    }

    /** E[ξ̃² zzᵀ] = E[ỹ²zzᵀ] − 2 Σ_j w̃_j E[ỹ z_j zzᵀ] + Σ_jk w̃_j w̃_k E[z_j z_k zzᵀ]. */
    private FieldMatrix<Interval> residualSecond() {
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
    private SymmetricTensor<Interval> residualThird() {
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
}
