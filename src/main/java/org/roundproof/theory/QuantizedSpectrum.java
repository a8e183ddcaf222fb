package org.roundproof.theory;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.roundproof.InputException;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.problem.Problem;
import org.roundproof.quantizer.Operator;

/**
 * What data quantization does to the spectrum: the eigenvalues of H = E[xxᵀ] and of H_q = E[x̃x̃ᵀ] with rigorous
 * enclosures, and the optimum on quantized data w_q* = H_q⁻¹ E[x̃y] with its excess risk. The note is {@code
 * proofs-notes/spectra.md}.
 *
 * @param eigenvalues of H, in decreasing order
 * @param quantizedEigenvalues of H_q, in decreasing order
 * @param quantizedOptimum w_q*, d entries, in double; where H_q is singular, the solution of least norm
 * @param approximation w_q* and its two risks, enclosed; empty where H or H_q is not proved regular
 */
public record QuantizedSpectrum(
        List<Interval> eigenvalues,
        List<Interval> quantizedEigenvalues,
        double[] quantizedOptimum,
        Optional<ApproximationError> approximation) {
    public QuantizedSpectrum {
        eigenvalues = List.copyOf(eigenvalues);
        quantizedEigenvalues = List.copyOf(quantizedEigenvalues);
    }

    /** L(w_q*) − L(w*) = ½‖w_q* − w*‖²_H on clean test data, the middle of its enclosure; NaN where there is none. */
    public double cleanApproximationError() {
        return approximation.map(error -> error.clean().midpoint()).orElse(Double.NaN);
    }

    /**
     * ½E(y − ⟨w_q*, x̃⟩)² − ½σ² on quantized test data (labels unquantized), the middle of its enclosure; NaN where there is
     * none.
     */
    public double quantizedApproximationError() {
        return approximation.map(error -> error.quantized().midpoint()).orElse(Double.NaN);
    }

    /**
     * The largest relative change of an eigenvalue.
     *
     * @param index i, counted from 1 in decreasing order, at which it is attained (as far as double arithmetic tells)
     * @param value max_i |λ_i^(q)/λ_i − 1|
     */
    public record Distortion(int index, Interval value) {}

    /**
     * The spectrum of a problem under a data operator.
     *
     * @throws InputException in one line where no exact second moments are known
     */
    public static QuantizedSpectrum of(Problem problem, Operator data) {
        try {
            if (problem instanceof GaussianProblem gaussian) {
                return gaussian.rotation().isPresent()
                        ? RotatedSpectrum.of(gaussian, data)
                        : ProductSpectrum.of(gaussian, data);
            }
            return PopulationSpectrum.of((FinitePopulation) problem, data);
        } catch (UncoveredException uncovered) {
            throw new InputException(uncovered.reason());
        }
    }

    /** d. */
    public int dimension() {
        return eigenvalues.size();
    }

    /** λ_i^(q) − λ_i. */
    public List<Interval> lift() {
        return IntStream.range(0, dimension())
                .mapToObj(i -> IntervalField.INSTANCE.subtract(quantizedEigenvalues.get(i), eigenvalues.get(i)))
                .toList();
    }

    /** λ_i^(q)/λ_i, unbounded above where λ_i may be 0. */
    public List<Interval> ratios() {
        return IntStream.range(0, dimension())
                .mapToObj(i -> ratio(quantizedEigenvalues.get(i), eigenvalues.get(i)))
                .toList();
    }

    private static Interval ratio(Interval a, Interval b) {
        return b.lower() > 0 ? IntervalField.INSTANCE.divide(a, b) : new Interval(0, Double.POSITIVE_INFINITY);
    }

    /** max_i |λ_i^(q)/λ_i − 1|. */
    public Distortion distortion() {
        List<Interval> ratios = ratios();
        int index = 0;
        double largest = -1;
        double lower = 0;
        double upper = 0;
        for (int i = 0; i < ratios.size(); i++) {
            Interval change = magnitude(IntervalField.INSTANCE.subtract(ratios.get(i), Interval.of(1.0)));
            lower = Math.max(lower, change.lower());
            upper = Math.max(upper, change.upper());
            if (change.midpoint() > largest) {
                largest = change.midpoint();
                index = i + 1;
            }
        }
        return new Distortion(index, new Interval(lower, upper));
    }

    private static Interval magnitude(Interval x) {
        if (x.lower() >= 0) {
            return x;
        }
        double high = Math.max(-x.lower(), x.upper());
        return new Interval(x.upper() <= 0 ? -x.upper() : 0, high);
    }

    /** k* = #{i : λ_i^(q) ≥ 1/(Nγ)}, every eigenvalue counted that is not proven to be smaller. */
    public int effectiveDimension(int steps, double stepSize) {
        return EffectiveDimension.of(quantizedEigenvalues, stepSize, steps);
    }
}
