package org.roundproof.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.Operator;

/**
 * The quantized optimum of a finite population and its two risks as rational numbers.
 *
 * <p>Coordinates that are quantized to 0 in every row carry no weight: w_q* is 0 there.
 *
 * @param optimum w* = H⁻¹E[xy], exact for the doubles of the population
 * @param quantizedOptimum w_q* = H_q⁻¹E[x̃y]
 * @param clean ½‖w_q* − w*‖²_H
 * @param quantized ½(⟨E[xy], w*⟩ − ⟨E[x̃y], w_q*⟩)
 */
public record ExactApproximation(
        List<BigFraction> optimum, List<BigFraction> quantizedOptimum, BigFraction clean, BigFraction quantized) {
    private static final BigFraction HALF = BigFraction.of(1, 2);

    /**
     * The exact optimum of a population, biased and saturating quantizers included.
     *
     * @return empty where H or what is left of H_q is singular
     */
    public static Optional<ExactApproximation> of(FinitePopulation population, Operator data) {
        return of(population.features(), population.labels(), data);
    }

    /**
     * The same of rows given as an array.
     *
     * @param features n×d, row-major
     * @param labels n
     */
    public static Optional<ExactApproximation> of(double[] features, double[] labels, Operator data) {
        Identity none = new Identity();
        RationalField field = RationalField.INSTANCE;
        PopulationMoments<BigFraction> clean = QuantizedPopulation.of(field, features, labels, none, none);
        PopulationMoments<BigFraction> quantized = QuantizedPopulation.of(field, features, labels, data, none);
        FieldMatrix<BigFraction> h = clean.quantizedCovariance();
        FieldMatrix<BigFraction> b = clean.correlation();
        FieldMatrix<BigFraction> c = quantized.correlation();
        Optional<FieldMatrix<BigFraction>> best = RationalSolver.solve(h, b);
        Optional<FieldMatrix<BigFraction>> other = RationalSolver.solve(quantized.quantizedCovariance(), c);
        if (best.isEmpty() || other.isEmpty()) {
            return Optional.empty();
        }
        FieldMatrix<BigFraction> change = other.get().minus(best.get());
        BigFraction gain = b.dot(best.get()).subtract(c.dot(other.get()));
        return Optional.of(new ExactApproximation(
                list(best.get()), list(other.get()), change.dot(h.times(change)).multiply(HALF), gain.multiply(HALF)));
    }

    private static List<BigFraction> list(FieldMatrix<BigFraction> vector) {
        List<BigFraction> entries = new ArrayList<>(vector.rows());
        for (int i = 0; i < vector.rows(); i++) {
            entries.add(vector.get(i));
        }
        return List.copyOf(entries);
    }

    /** Each number between neighbouring doubles. */
    ApproximationError enclosed() {
        IntervalField field = IntervalField.INSTANCE;
        return new ApproximationError(
                quantizedOptimum.stream().map(field::of).toList(), field.of(clean), field.of(quantized));
    }
}
