package org.roundproof.theory;

import java.util.ArrayList;
import java.util.List;

/**
 * The constants of the upper bound for a finite population, computed in whitened coordinates z = Lᵀx̃ and proven
 * (proofs-notes/enclosures.md, section 7). The label's quantizer is part of ỹ: E[ỹ²|row] is exact.
 */
final class PopulationNoise implements NoiseFactors<Interval> {
    /** Largest d whose d⁴ fourth moments are worth their time. */
    static final int LARGEST_TENSOR = 16;

    private static final IntervalField FIELD = IntervalField.INSTANCE;

    private final NoiseSuprema suprema;
    private final Interval trace;
    private final Interval optimumNorm;
    private final Interval diagonalNorm;
    private final Interval diagonalRatio;
    private final List<Interval> whitenedOptimum;

    /** The constants, by the fourth moments themselves where they are few, and by contractions of them where they are many. */
    static PopulationNoise of(PopulationMoments<Interval> population, Whitening whitening) {
        List<Interval> w = optimum(population.correlation(), whitening);
        NoiseSuprema suprema = population.dimension() <= LARGEST_TENSOR
                ? TensorSuprema.of(PopulationTensors.of(population), whitening, w)
                : ContractedSuprema.of(population, whitening, w);
        return new PopulationNoise(population.quantizedCovariance(), population.correlation(), whitening, w, suprema);
    }

    /**
     * The constants.
     *
     * @param second H_q
     * @param correlation c
     * @param whitening of H_q
     * @param whitenedOptimum w̃
     * @param suprema what the noise of one row is bounded by
     */
    PopulationNoise(
            FieldMatrix<Interval> second,
            FieldMatrix<Interval> correlation,
            Whitening whitening,
            List<Interval> whitenedOptimum,
            NoiseSuprema suprema) {
        this.suprema = suprema;
        this.whitenedOptimum = whitenedOptimum;
        Interval sum = Interval.ZERO;
        for (int i = 0; i < second.rows(); i++) {
            sum = FIELD.add(sum, second.get(i, i));
        }
        trace = sum;
        FieldMatrix<Interval> w = FieldMatrix.column(FIELD, whitenedOptimum);
        optimumNorm = w.dot(whitening.matrix().transpose().times(correlation));
        FieldMatrix<Interval> diagonal = FieldMatrix.diagonal(second.diagonal());
        FieldMatrix<Interval> plain = whitening.matrix().times(w);
        diagonalNorm = plain.dot(diagonal.times(plain));
        diagonalRatio = FIELD.divide(largest(whitening.whitened(diagonal)), whitening.floor());
    }

    /** An enclosure of w̃ with (I + E)w̃ = c̃ = Lᵀc, ‖E‖ ≤ e' &lt; 1: |w̃_i − c̃_i| ≤ e'‖c̃‖/(1 − e'). */
    static List<Interval> optimum(FieldMatrix<Interval> correlation, Whitening whitening) {
        FieldMatrix<Interval> whitened = whitening.matrix().transpose().times(correlation);
        List<Interval> entries = new ArrayList<>();
        for (int i = 0; i < whitened.rows(); i++) {
            entries.add(whitened.get(i));
        }
        double norm = Math.nextUp(Math.sqrt(IntervalNorms.squared(entries).upper()));
        Interval error =
                FIELD.divide(FIELD.multiply(Interval.of(whitening.defect()), Interval.of(norm)), whitening.floor());
        Interval band = IntervalNorms.symmetric(error.upper());
        return entries.stream().map(entry -> FIELD.add(entry, band)).toList();
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
        return suprema.kurtosis();
    }

    @Override
    public Interval stateShare() {
        return suprema.stateShare();
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
        return FIELD.add(suprema.residual(), FIELD.divide(suprema.dependence(), Interval.of(theta)));
    }
}
