package org.roundproof.theory;

import java.util.Optional;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.Operator;

/**
 * A finite population: H = mean xxᵀ, H_q = mean D_k, b = mean xy, c = mean m y. Biased and saturating quantizers included.
 * The optimum is found in rational numbers where that takes less than a second, and verified in double beyond.
 */
final class PopulationSpectrum {
    /** Up to this many features, and numbers n·d², rational arithmetic is quick. */
    private static final int EXACT_DIMENSION = 24;

    private static final long EXACT_PRODUCTS = 200_000;

    private PopulationSpectrum() {}

    static QuantizedSpectrum of(FinitePopulation population, Operator data) {
        QuantizedSpectrum verified = verified(population, data);
        int d = population.dimension();
        if (d > EXACT_DIMENSION || (long) population.size() * d * d > EXACT_PRODUCTS) {
            return verified;
        }
        Optional<ApproximationError> exact =
                ExactApproximation.of(population, data).map(ExactApproximation::enclosed);
        return exact.isEmpty()
                ? verified
                : new QuantizedSpectrum(
                        verified.eigenvalues(),
                        verified.quantizedEigenvalues(),
                        exact.get().optimum().stream()
                                .mapToDouble(Interval::midpoint)
                                .toArray(),
                        exact);
    }

    /** The same without rational arithmetic. */
    static QuantizedSpectrum verified(FinitePopulation population, Operator data) {
        IntervalField field = IntervalField.INSTANCE;
        PopulationMoments<Interval> clean = QuantizedPopulation.secondOrder(field, population, new Identity());
        PopulationMoments<Interval> quantized = QuantizedPopulation.secondOrder(field, population, data);
        return new DenseSpectrum(PopulationCovariance.of(clean), PopulationCovariance.of(quantized))
                .leastSquares(
                        population.optimum(),
                        VectorEnclosure.of(clean.correlation()),
                        VectorEnclosure.of(quantized.correlation()));
    }
}
