package org.roundproof.theory;

import java.util.List;

/**
 * {@link NoiseSuprema} from contractions of the fourth moments alone, n d² operations: with ‖a‖ = 1, (aᵀz)² ≤ ‖z‖², and by Cauchy and Schwarz
 *
 * <pre>
 * κ, κ₀ ≤ λ_max E[‖z‖² zzᵀ],     ‖E[ξ̃zzᵀ(z·m)]‖² ≤ λ_max E[ξ̃²zzᵀ] κ ‖m‖².
 * </pre>
 *
 * For Gaussian z the first is d + 2, where the true value is 3; up to 600 rows {@link RowKurtosis} is nearer to it. Derivation: proofs-notes/enclosures.md, section 7.
 */
final class ContractedSuprema {
    /** Most rows whose products with each other are worth their time. */
    private static final int LARGEST_GRAM = 600;

    private static final IntervalField FIELD = IntervalField.INSTANCE;

    private ContractedSuprema() {}

    /**
     * The suprema.
     *
     * @param population moments of its rows
     * @param whitening of its H_q, z̃ = Lᵀx̃
     * @param whitenedOptimum w̃
     */
    static NoiseSuprema of(
            PopulationMoments<Interval> population, Whitening whitening, List<Interval> whitenedOptimum) {
        Interval floor = whitening.floor();
        FieldMatrix<Interval> l = whitening.matrix();
        FieldMatrix<Interval> energy = whitening.whitened(population.fourth(l.times(l.transpose())));
        Interval whitened = PopulationNoise.largest(energy);
        if (population.size() <= LARGEST_GRAM) {
            Interval sharper = RowKurtosis.of(population, whitening);
            whitened = sharper.upper() < whitened.upper() ? sharper : whitened;
        }
        Interval kurtosis = FIELD.divide(Interval.of(whitened.upper()), FIELD.multiply(floor, floor));
        FieldMatrix<Interval> w = l.times(FieldMatrix.column(FIELD, whitenedOptimum));
        FieldMatrix<Interval> squared = population
                .labelWeightedCovariance()
                .minus(population.third(w).times(Interval.of(2)))
                .plus(population.fourth(w.times(w.transpose())));
        Interval residual = FIELD.divide(PopulationNoise.largest(whitening.whitened(squared)), floor);
        return new NoiseSuprema(kurtosis, kurtosis, residual, FIELD.multiply(residual, kurtosis));
    }
}
