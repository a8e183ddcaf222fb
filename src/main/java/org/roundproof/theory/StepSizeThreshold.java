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
    /** Beyond this dimension the d²×d² map of a finite population costs more than its answer is worth. */
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

    private static OptionalDouble product(GaussianProblem problem, TargetOperators operators, int batch)
            throws UncoveredException {
        TargetLaws laws = TargetLawBounds.of(operators).upper();
        GaussianProblem design = problem;
        if (problem.rotation().isPresent()) {
            if (!(operators.data() instanceof Identity)
                    || laws.parameter().beta().signum() != 0) {
                return OptionalDouble.empty();
            }
            // without quantized features the map of second moments turns along with the design
            design = GaussianProblem.of(problem.eigenvalues(), problem.optimum(), problem.noiseVariance());
        }
        DataMoments moments = DataMoments.of(design, operators.data());
        if (moments.enclosures().coordinates().stream().anyMatch(c -> !(c.m2().lower() > 0))) {
            return OptionalDouble.empty(); // features that may vanish altogether contract nothing
        }
        return OptionalDouble.of(Stability.threshold(moments.values(), laws, batch));
    }

    private static OptionalDouble population(FinitePopulation problem, TargetOperators operators, int batch)
            throws UncoveredException {
        if (problem.dimension() > LARGEST_POPULATION_DIMENSION) {
            return OptionalDouble.empty();
        }
        PopulationMoments<Double> moments =
                QuantizedPopulation.of(DoubleField.INSTANCE, problem, operators.data(), operators.label());
        StepLaws laws =
                new StepLaws(law(operators.parameter()), law(operators.activation()), law(operators.gradient()));
        return OptionalDouble.of(PopulationStability.threshold(new PrimitivePopulationRecursion(moments), laws, batch));
    }

    private static VarianceLaw law(Operator operator) throws UncoveredException {
        Optional<VarianceBounds> bounds = operator.varianceBounds();
        if (bounds.isEmpty() || !operator.unbiased()) {
            throw new UncoveredException(operator.expression() + " is biased");
        }
        return bounds.get().upper();
    }
}
