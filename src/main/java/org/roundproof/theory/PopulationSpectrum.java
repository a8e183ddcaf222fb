package org.roundproof.theory;

import org.roundproof.problem.FinitePopulation;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.Operator;

/** A finite population: H = mean xxᵀ, H_q = mean D_k, c = mean m y. Biased and saturating quantizers included. */
final class PopulationSpectrum {
    private PopulationSpectrum() {}

    static QuantizedSpectrum of(FinitePopulation population, Operator data) {
        Identity none = new Identity();
        IntervalField field = IntervalField.INSTANCE;
        PopulationMoments<Interval> clean = QuantizedPopulation.of(field, population, none, none);
        PopulationMoments<Interval> quantized = QuantizedPopulation.of(field, population, data, none);
        FieldMatrix<Interval> c = quantized.correlation();
        double[] correlation = new double[population.dimension()];
        for (int i = 0; i < correlation.length; i++) {
            correlation[i] = c.get(i).midpoint();
        }
        return DenseSpectrum.of(
                PopulationCovariance.of(clean),
                PopulationCovariance.of(quantized),
                correlation,
                population.optimum());
    }
}
