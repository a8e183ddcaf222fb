package org.roundproof.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.roundproof.InputException;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.VarianceBounds;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;

/** The expected excess risk of quantized SGD on the user's own rows. */
public final class PopulationRisk {
    /** Largest d at which the stability threshold is worth its time. */
    private static final int THRESHOLD_DIMENSION = 32;

    private static final PrimitivePopulationRecursion.Observer NOBODY = (mu, s) -> {};

    private final PopulationMoments<Double> population;
    private final QuadraticRisk<Double> risk;
    private final PrimitivePopulationRecursion recursion;
    private final SgdConfiguration configuration;
    private final List<String> remarks = new ArrayList<>();

    private PopulationRisk(FinitePopulation rows, SgdConfiguration configuration, RiskConvention convention) {
        TargetOperators operators = configuration.operators();
        this.configuration = configuration;
        this.population = QuantizedPopulation.of(DoubleField.INSTANCE, rows, operators.data(), operators.label());
        this.recursion = new PrimitivePopulationRecursion(population);
        this.risk = risk(rows, population, convention);
    }

    private static QuadraticRisk<Double> risk(
            FinitePopulation rows, PopulationMoments<Double> quantized, RiskConvention convention) {
        PopulationMoments<Double> unquantized =
                QuantizedPopulation.of(DoubleField.INSTANCE, rows, new Identity(), new Identity());
        double[] optimum = rows.optimum();
        FieldMatrix<Double> w = FieldMatrix.of(DoubleField.INSTANCE, optimum.length, 1, (i, j) -> optimum[i]);
        return switch (convention) {
            case CLEAN -> QuadraticRisk.clean(unquantized, w);
            case QUANTIZED -> QuadraticRisk.quantized(quantized, unquantized, w);
        };
    }

    /**
     * The expected excess risk, from w_0 = 0.
     *
     * <p>Labels and data may be quantized by anything, biased and saturating quantizers included: their moments are exact
     * row by row. Parameters, activations and output gradients need unbiased operators; where their variance is a law,
     * the answer is exact, and where it lies between two laws (stochastic rounding) it is enclosed.
     *
     * @param rows the population
     * @param configuration the process
     * @param convention which test data the risk is measured on; in the quantized one ½σ² is L(w*)
     * @throws InputException where a data value or a label is quantized to ∞ or NaN
     */
    public static RiskResult of(FinitePopulation rows, SgdConfiguration configuration, RiskConvention convention) {
        for (Target target : List.of(Target.PARAMETER, Target.ACTIVATION, Target.GRADIENT)) {
            Operator operator = configuration.operators().get(target);
            if (!operator.unbiased() || operator.varianceBounds().isEmpty()) {
                return new RiskResult.Refused(
                        target.label() + " quantizer " + operator.expression()
                                + " is biased; on a finite population only data and labels may be: use an unbiased"
                                + " one or --monte-carlo",
                        List.of());
            }
        }
        return new PopulationRisk(rows, configuration, convention).answer();
    }

    private RiskResult answer() {
        StepLaws lower = laws(false);
        StepLaws upper = laws(true);
        SaturationBound saturation =
                new SaturationBound(population, upper, configuration.batch(), configuration.operators());
        double high = value(upper, saturation);
        double probability = saturation.total();
        remarks.add(
                "finite population of " + population.size() + " rows, exact moments of the quantized data and labels");
        remarkStability(upper);
        if (!Double.isFinite(high)) {
            return new RiskResult.Refused(
                    "the second moments leave the range of double within " + configuration.steps()
                            + " steps; take a smaller step size",
                    remarks);
        }
        if (probability >= 1) {
            return new RiskResult.Refused(
                    "saturation cannot be excluded (the proven bound of its probability is 1); widen the range or use"
                            + " --monte-carlo",
                    remarks);
        }
        if (lower.equals(upper) && probability == 0) {
            return new RiskResult.Exact(high, remarks);
        }
        double low = lower.equals(upper) ? high : value(lower, NOBODY);
        remarks.add(
                lower.equals(upper)
                        ? "every variance law is exact"
                        : "stochastic rounding varies between two laws: enclosed by the recursion under either");
        if (probability > 0) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "speaks of quantizers with unbounded range; anything saturates with probability at most %.3g",
                    probability));
        }
        remarks.add("both ends computed in double arithmetic, their rounding not included");
        return new RiskResult.Enclosure(low, high, probability, remarks);
    }

    private double value(StepLaws laws, PrimitivePopulationRecursion.Observer observer) {
        return risk.of(recursion.run(
                laws,
                configuration.steps(),
                configuration.batch(),
                configuration.stepSize(),
                configuration.averaging(),
                observer));
    }

    private StepLaws laws(boolean upper) {
        TargetOperators operators = configuration.operators();
        return new StepLaws(
                law(operators.parameter(), upper),
                law(operators.activation(), upper),
                law(operators.gradient(), upper));
    }

    private static VarianceLaw law(Operator operator, boolean upper) {
        VarianceBounds bounds = operator.varianceBounds().orElseThrow();
        return upper ? bounds.upper() : bounds.lower();
    }

    private void remarkStability(StepLaws laws) {
        if (population.dimension() > THRESHOLD_DIMENSION) {
            return;
        }
        double threshold = PopulationStability.threshold(recursion, laws, configuration.batch());
        if (configuration.stepSize() >= threshold) {
            remarks.add("warning: step size " + configuration.stepSize() + " is past the stability threshold "
                    + threshold + " of the second moments: the risk grows without bound with the number of steps");
        }
    }
}
