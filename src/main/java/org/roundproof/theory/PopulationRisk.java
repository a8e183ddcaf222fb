package org.roundproof.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

    /** An exact value claims at least this relative accuracy. */
    private static final double RELATIVE_ACCURACY = 1e-8;

    /** A proven bound of the rounding is of use up to this share of the sum of the magnitudes of the risk's terms. */
    private static final double USEFUL = 0x1p-20;

    private final PopulationMoments<Double> population;
    private final QuadraticRisk<Double> risk;
    private final SecondMoments seconds;
    /** Empty where the squares of fourth moments may leave the range of double. */
    private final Optional<PopulationRiskEnclosure> enclosure;

    private final PrimitivePopulationRecursion recursion;
    private final SgdConfiguration configuration;
    private final RiskConvention convention;
    private final List<String> remarks = new ArrayList<>();

    private PopulationRisk(FinitePopulation rows, SgdConfiguration configuration, RiskConvention convention) {
        TargetOperators operators = configuration.operators();
        this.configuration = configuration;
        this.convention = convention;
        this.population = QuantizedPopulation.of(DoubleField.INSTANCE, rows, operators.data(), operators.label());
        this.recursion = new PrimitivePopulationRecursion(population);
        this.risk = risk(rows, population, convention);
        PopulationMoments<Interval> enclosed =
                QuantizedPopulation.of(IntervalField.INSTANCE, rows, operators.data(), operators.label());
        this.seconds = SecondMoments.of(enclosed);
        this.enclosure = moderate(rows.features()) && moderate(rows.labels())
                ? Optional.of(PopulationRiskEnclosure.of(rows, enclosed, seconds, convention))
                : Optional.empty();
    }

    private static boolean moderate(double[] values) {
        return Arrays.stream(values)
                .allMatch(value -> value == 0 || (Math.abs(value) > 0x1p-100 && Math.abs(value) < 0x1p100));
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
     * the answer is exact, and where it lies between two laws (stochastic rounding) it is enclosed. The ends are computed
     * in double and widened by a proven bound of their rounding; where that bound grows too fast to be of use (step sizes past
     * the stability threshold, in long runs), by an estimate of it: such an enclosure is not rigorous, and says so.
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
        SaturationBound proven = saturation(upper);
        SaturationBound estimated = saturation(upper);
        Value high = value(upper, (mu, s, radii) -> {
            proven.see(mu, s, radii);
            estimated.see(mu, s, RecursionRounding.Radii.NONE);
        });
        double probability = (high.proven() ? proven : estimated).total();
        remarks.add(
                "finite population of " + population.size() + " rows, exact moments of the quantized data and labels");
        remarkStability(upper);
        if (!Double.isFinite(high.value()) || !Double.isFinite(high.rounding())) {
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
        boolean sharp = lower.equals(upper);
        if (sharp && probability == 0 && high.rounding() <= RELATIVE_ACCURACY * Math.abs(high.value())) {
            remarks.add(
                    high.proven()
                            ? String.format(Locale.ROOT, "rounding of the recursion proven below %.2g", high.radius())
                            : "rounding is estimated, not proven: no bound of use at this step size and scale");
            return new RiskResult.Exact(high.value(), high.radius(), remarks);
        }
        Value low = sharp ? high : value(lower, (mu, s, radii) -> {});
        remarks.add(
                sharp
                        ? "every variance law is exact"
                        : "stochastic rounding varies between two laws: enclosed by the recursion under either");
        if (probability > 0) {
            remarks.add("speaks of quantizers with unbounded range; anything saturates with probability at most "
                    + Outward.UP.general(probability, 3)
                    + (high.proven() ? "" : " (evaluated in double, its rounding estimated)"));
        } else if (sharp) {
            remarks.add("below double resolution: the terms of the risk cancel");
        }
        boolean rigorous = low.proven() && high.proven();
        double rounding = rigorous ? Math.max(low.radius(), high.radius()) : Math.max(low.rounding(), high.rounding());
        remarks.add(String.format(
                Locale.ROOT,
                rigorous
                        ? "both ends computed in double arithmetic and widened by %.2g, a proven bound of their rounding"
                        : "both ends computed in double arithmetic and widened by %.2g, an estimate of their rounding and"
                                + " not a proof",
                rounding));
        double least = Math.nextDown(Math.min(low.value(), high.value()) - rounding);
        double greatest = Math.nextUp(Math.max(low.value(), high.value()) + rounding);
        if (convention == RiskConvention.CLEAN) {
            least = Math.max(0, least);
            greatest = Math.max(least, greatest);
        }
        return new RiskResult.Enclosure(least, greatest, probability, rigorous, remarks);
    }

    /**
     * A risk in double.
     *
     * @param value the risk
     * @param rounding an estimate of its rounding: (N + n + d²)·2⁻⁵³ times the sum of the magnitudes of its terms
     * @param radius a proven bound of its rounding; ∞ where there is none of use
     * @param proven whether there is one
     */
    private record Value(double value, double rounding, double radius, boolean proven) {}

    private SaturationBound saturation(StepLaws laws) {
        return new SaturationBound(population, laws, configuration.batch(), configuration.operators());
    }

    /** Sees each state with the radii of its errors. */
    private interface StateObserver {
        void see(double[] mu, double[] s, RecursionRounding.Radii radii);
    }

    private Value value(StepLaws laws, StateObserver observer) {
        if (enclosure.isEmpty()) {
            IterateMoments<Double> moments = run(laws, (mu, s) -> observer.see(mu, s, RecursionRounding.Radii.NONE));
            return new Value(risk.of(moments), estimate(moments), Double.POSITIVE_INFINITY, false);
        }
        RecursionRounding errors = new RecursionRounding(
                StepCertificate.of(seconds.covariance(), population, recursion, laws, configuration),
                new StepRounding(
                        seconds, population, recursion, laws, configuration.batch(), configuration.stepSize()));
        IterateMoments<Double> moments = run(laws, errors.and((mu, s) -> observer.see(mu, s, errors.state())));
        double value = risk.of(moments);
        double estimate = estimate(moments);
        if (!Double.isFinite(value) || !Double.isFinite(estimate)) {
            return new Value(value, estimate, Double.POSITIVE_INFINITY, false);
        }
        int window = configuration.steps() - configuration.averaging().first(configuration.steps());
        double radius = enclosure.get().radius(value, moments, errors.radii(window, moments));
        return radius <= USEFUL * QuadraticRisk.magnitude(risk, moments)
                ? new Value(value, estimate, radius, true)
                : new Value(value, estimate, Double.POSITIVE_INFINITY, false);
    }

    private IterateMoments<Double> run(StepLaws laws, PrimitivePopulationRecursion.Observer observer) {
        return recursion.run(
                laws,
                configuration.steps(),
                configuration.batch(),
                configuration.stepSize(),
                configuration.averaging(),
                observer);
    }

    private double estimate(IterateMoments<Double> moments) {
        double d = population.dimension();
        double operations = (double) configuration.steps() + population.size() + d * d;
        return operations * 0x1p-53 * QuadraticRisk.magnitude(risk, moments);
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
