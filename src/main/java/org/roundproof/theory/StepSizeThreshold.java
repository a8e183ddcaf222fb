package org.roundproof.theory;

import java.util.Optional;
import java.util.OptionalDouble;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.problem.Problem;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.VarianceBounds;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;

/**
 * The step size from which on the second moments of the process grow without bound, for any problem: {@link Stability} on
 * product designs, the spectral radius of the step on finite populations. Under stochastic rounding, the threshold of the
 * greatest variances that the rounding can have.
 */
public final class StepSizeThreshold {
    /** Beyond this dimension the power iteration of a finite population costs more than a warning is worth. */
    private static final int LARGEST_POPULATION_DIMENSION = 32;

    private StepSizeThreshold() {}

    /** The threshold; empty where the recursion does not cover the operators, the quantized
     * features are not proven to differ from 0, or the dimension of the data is too large. */
    public static OptionalDouble of(Problem problem, SgdConfiguration configuration) {
        // labels enter no second-moment map: a biased quantizer of theirs is no obstacle
        TargetOperators operators = configuration.operators().with(Target.LABEL, new Identity());
        try {
            return problem instanceof GaussianProblem gaussian
                    ? product(gaussian, operators, configuration.batch())
                    : population((FinitePopulation) problem, operators, configuration.batch());
        } catch (UncoveredException e) {
            return OptionalDouble.empty();
        }
    }

    /**
     * A rigorous enclosure of the threshold, rounding included; of a rotated design, for an exactly orthogonal R. Empty
     * where the recursion does not cover the operators, or nothing is proved; data of any dimension.
     */
    public static Optional<Interval> enclosure(Problem problem, SgdConfiguration configuration) {
        TargetOperators operators = configuration.operators().with(Target.LABEL, new Identity());
        try {
            if (problem instanceof GaussianProblem gaussian) {
                TargetLaws laws = TargetLawBounds.of(operators).upper();
                return moments(gaussian, operators, laws)
                        .map(data -> ProductThreshold.of(data.enclosures(), laws, configuration.batch()));
            }
            Interval found = PopulationThreshold.of(
                    (FinitePopulation) problem, operators.data(), stepLaws(operators), configuration.batch());
            return Optional.of(found).filter(interval -> interval.upper() < Double.POSITIVE_INFINITY);
        } catch (UncoveredException e) {
            return Optional.empty();
        }
    }

    private static OptionalDouble product(GaussianProblem problem, TargetOperators operators, int batch)
            throws UncoveredException {
        TargetLaws laws = TargetLawBounds.of(operators).upper();
        Optional<DataMoments> moments = moments(problem, operators, laws);
        return moments.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Stability.threshold(moments.get().values(), laws, batch));
    }

    private static Optional<DataMoments> moments(GaussianProblem problem, TargetOperators operators, TargetLaws laws)
            throws UncoveredException {
        GaussianProblem design = problem;
        if (problem.rotation().isPresent()) {
            if (!(operators.data() instanceof Identity)
                    || laws.parameter().beta().signum() != 0) {
                return Optional.empty();
            }
            // without quantized features the map of second moments turns along with the design
            design = GaussianProblem.of(problem.eigenvalues(), problem.optimum(), problem.noiseVariance());
        }
        DataMoments moments = DataMoments.of(design, operators.data());
        boolean vanish = moments.enclosures().coordinates().stream()
                .anyMatch(c -> !(c.m2().lower() > 0)); // features that may vanish altogether contract nothing
        return vanish ? Optional.empty() : Optional.of(moments);
    }

    private static OptionalDouble population(FinitePopulation problem, TargetOperators operators, int batch)
            throws UncoveredException {
        if (problem.dimension() > LARGEST_POPULATION_DIMENSION) {
            return OptionalDouble.empty();
        }
        PopulationMoments<Double> moments =
                QuantizedPopulation.of(DoubleField.INSTANCE, problem, operators.data(), operators.label());
        return OptionalDouble.of(
                PopulationStability.threshold(new PrimitivePopulationRecursion(moments), stepLaws(operators), batch));
    }

    private static StepLaws stepLaws(TargetOperators operators) throws UncoveredException {
        return new StepLaws(law(operators.parameter()), law(operators.activation()), law(operators.gradient()));
    }

    private static VarianceLaw law(Operator operator) throws UncoveredException {
        Optional<VarianceBounds> bounds = operator.varianceBounds();
        if (bounds.isEmpty() || !operator.unbiased()) {
            throw new UncoveredException(operator.expression() + " is biased");
        }
        return bounds.get().upper();
    }
}
