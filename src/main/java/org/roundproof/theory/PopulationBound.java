package org.roundproof.theory;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.quantizer.model.MultiplicativeModel;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.TargetOperators;

/** {@link RiskBound} for a finite population: the same bound in matrix form, with constants of the population at hand. */
final class PopulationBound {
    /** Largest nd² + d³, the interval operations that are worth their time. */
    private static final long LARGEST_WORK = 12_000_000;

    private static final IntervalField FIELD = IntervalField.INSTANCE;

    private PopulationBound() {}

    /** The bound, or the assumption that fails; the caller has checked that parameters, activations, gradients are unbiased. */
    static RiskBound of(FinitePopulation rows, SgdConfiguration configuration) throws UncoveredException {
        long d = rows.dimension();
        if ((rows.size() + d) * d * d > LARGEST_WORK) {
            throw new UncoveredException("the bound of " + rows.size() + " rows of " + d
                    + " features is too long a computation in intervals; (n + d) d² can be 12 million at most");
        }
        TargetOperators operators = configuration.operators();
        PopulationMoments<Interval> population =
                QuantizedPopulation.of(FIELD, rows, operators.data(), operators.label());
        return UpperBound.of(
                problem(rows, population),
                laws(operators),
                configuration.stepSize(),
                configuration.batch(),
                configuration.steps(),
                null);
    }

    private static BoundProblem<Interval> problem(FinitePopulation rows, PopulationMoments<Interval> population)
            throws UncoveredException {
        Whitening whitening = Whitening.of(population.quantizedCovariance());
        PopulationNoise noise = PopulationNoise.of(population, whitening);
        List<Interval> rotated = rotated(noise.whitenedOptimum(), whitening);
        List<Interval> squares = new ArrayList<>();
        for (Interval each : rotated) {
            squares.add(IntervalNorms.squared(List.of(each)));
        }
        // ‖w_q*‖² = ‖X̂ᵀw_q*‖²
        Interval slack = FIELD.multiply(Interval.of(whitening.distance()), IntervalNorms.squared(rotated));
        PopulationMoments<Interval> unquantized = QuantizedPopulation.of(FIELD, rows, new Identity(), new Identity());
        FieldMatrix<Interval> clean = whitening.whitened(unquantized.quantizedCovariance());
        Interval approximation = approximation(unquantized, clean, noise, whitening);
        return new BoundProblem<>(
                FIELD,
                noise,
                whitening.eigenvalues(),
                squares,
                new Interval(0, slack.upper()),
                FIELD.divide(PopulationNoise.largest(clean), whitening.floor()),
                approximation,
                quantizedGap(population, unquantized, clean, noise, whitening, approximation),
                Interval.ZERO);
    }

    /**
     * At most E ỹ² − ‖w_q*‖²_{H_q} − 2L(w*), with 2L(w*) = E y² − ‖w*‖²_H and
     * ‖w*‖²_H = 2h·w_q* − ‖w_q*‖²_H + ‖w_q* − w*‖²_H, h = E[xy].
     */
    private static Interval quantizedGap(
            PopulationMoments<Interval> population,
            PopulationMoments<Interval> unquantized,
            FieldMatrix<Interval> clean,
            PopulationNoise noise,
            Whitening whitening,
            Interval approximation) {
        FieldMatrix<Interval> w = FieldMatrix.column(FIELD, noise.whitenedOptimum());
        FieldMatrix<Interval> h = whitening.matrix().transpose().times(unquantized.correlation());
        Interval optimum = FIELD.add(
                FIELD.subtract(FIELD.multiply(Interval.of(2), w.dot(h)), w.dot(clean.times(w))), approximation);
        Interval labels = FIELD.subtract(population.labelSecond(), unquantized.labelSecond());
        return FIELD.add(FIELD.subtract(labels, noise.optimumNorm()), optimum);
    }

    /** X̂ᵀw_q* = (XᵀX)^(1/2) diag(λ)^(−1/2) w̃, within e of the product without the first factor. */
    private static List<Interval> rotated(List<Interval> whitened, Whitening whitening) {
        List<Interval> scaled = new ArrayList<>();
        for (int i = 0; i < whitened.size(); i++) {
            double scale = 1 / Math.sqrt(whitening.values().get(i));
            scaled.add(FIELD.multiply(Interval.of(scale), whitened.get(i)));
        }
        double norm = Math.nextUp(Math.sqrt(IntervalNorms.squared(scaled).upper()));
        Interval band = IntervalNorms.symmetric(Math.nextUp(whitening.basisError() * norm));
        return scaled.stream().map(entry -> FIELD.add(entry, band)).toList();
    }

    /** ‖w_q* − w*‖²_H = rᵀH⁻¹r with r = E[xy] − Hw_q*, at most ‖Lᵀr‖²/λ_min(LᵀHL). */
    private static Interval approximation(
            PopulationMoments<Interval> unquantized,
            FieldMatrix<Interval> clean,
            PopulationNoise noise,
            Whitening whitening)
            throws UncoveredException {
        FieldMatrix<Interval> lt = whitening.matrix().transpose();
        FieldMatrix<Interval> w = FieldMatrix.column(FIELD, noise.whitenedOptimum());
        FieldMatrix<Interval> residual = lt.times(unquantized.correlation()).minus(clean.times(w));
        List<Interval> entries = new ArrayList<>();
        for (int i = 0; i < residual.rows(); i++) {
            entries.add(residual.get(i));
        }
        List<Interval> eigenvalues = EigenvalueEnclosure.of(SymmetricEnclosure.of(clean));
        Interval least = eigenvalues.get(eigenvalues.size() - 1);
        if (!(least.lower() > 0)) {
            throw new UncoveredException("the features are not proven to be linearly independent");
        }
        return FIELD.divide(IntervalNorms.squared(entries), Interval.of(least.lower()));
    }

    private static TargetLaws laws(TargetOperators operators) throws UncoveredException {
        return new TargetLaws(
                sharedLabel(operators.label()),
                upper(operators.parameter()),
                upper(operators.activation()),
                upper(operators.gradient()));
    }

    /** What two rows of a batch share through their labels; a row's own share is in E[ỹ²]. */
    private static VarianceLaw sharedLabel(Operator label) {
        return label instanceof MultiplicativeModel model && model.shared()
                ? new VarianceLaw(BigFraction.ZERO, BigFraction.from(model.epsilon()), true)
                : VarianceLaw.NONE;
    }

    private static VarianceLaw upper(Operator operator) throws UncoveredException {
        return operator.varianceBounds()
                .orElseThrow(() -> new UncoveredException(operator.expression() + " has no variance law"))
                .upper();
    }
}
