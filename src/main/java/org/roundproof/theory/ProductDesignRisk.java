package org.roundproof.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.numbers.gamma.Erfc;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.sgd.SgdConfiguration;

/** The expected excess risk on a Gaussian product design: checks the assumptions, then runs the recursion that they allow. */
final class ProductDesignRisk {
    private final SgdConfiguration configuration;
    private final RiskConvention convention;
    private final DataMoments data;
    private final TargetLawBounds laws;
    private final List<String> remarks = new ArrayList<>();

    private ProductDesignRisk(
            SgdConfiguration configuration, RiskConvention convention, DataMoments data, TargetLawBounds laws) {
        this.configuration = configuration;
        this.convention = convention;
        this.data = data;
        this.laws = laws;
    }

    /** Past this probability an enclosure for a symmetric range says too little about features that lack one. */
    private static final double LARGEST_CHANGE = 1e-3;

    /** The result, or the assumption that fails. */
    static RiskResult of(GaussianProblem problem, SgdConfiguration configuration, RiskConvention convention) {
        try {
            DataMoments data = DataMoments.of(problem, configuration.operators().data());
            TargetLawBounds laws = TargetLawBounds.of(configuration.operators());
            return new ProductDesignRisk(configuration, convention, data, laws).result();
        } catch (UncoveredException e) {
            return new RiskResult.Refused(e.reason(), List.of());
        }
    }

    private RiskResult result() throws UncoveredException {
        remarks.add(
                "product design, Gaussian, " + convention.name().toLowerCase(Locale.ROOT) + " risk; " + data.remark());
        requireTestRange();
        warnIfUnstable();
        if (data.exact()
                && laws.exact()
                && data.changeProbability() == 0
                && !ProductSaturation.possible(configuration)) {
            remarks.add("every variance law is exact and labels, parameters, activations and gradients cannot saturate:"
                    + " exact recursion");
            double value = value();
            if (!Double.isFinite(value)) {
                throw overflow();
            }
            return new RiskResult.Exact(value, rounding(value), remarks);
        }
        try {
            return enclosure();
        } catch (IllegalArgumentException noInterval) {
            throw overflow(); // ∞ − ∞ or 0·∞ in interval arithmetic
        }
    }

    private UncoveredException overflow() {
        double threshold = Stability.threshold(data.values(), laws.upper(), configuration.batch());
        return new UncoveredException(
                configuration.stepSize() >= threshold
                        ? String.format(
                                Locale.ROOT,
                                "the risk overflows double; step size %s is past the stability threshold %.6g",
                                configuration.stepSize(),
                                threshold)
                        : "the risk or its enclosure overflows double; take fewer steps or a smaller step size");
    }

    /** Quantized test data must not saturate either, beyond what the moments describe: with probability at most 1e-12. */
    private void requireTestRange() throws UncoveredException {
        if (convention == RiskConvention.CLEAN) {
            return;
        }
        double square = data.values().noiseVariance();
        for (CoordinateMoments<Double> c : data.values().coordinates()) {
            square += c.lambda() * c.optimum() * c.optimum();
        }
        double magnitude = configuration.operators().label().unsaturatedMagnitude();
        double label = magnitude == Double.POSITIVE_INFINITY ? 0 : Erfc.value(magnitude / Math.sqrt(2 * square));
        if (!(label <= 1e-12) || !(data.changeProbability() <= 1e-12)) {
            throw new UncoveredException(
                    "the quantized test data may leave the range of the label or data operator with"
                            + " probability above 1e-12; widen the range or take the clean risk");
        }
    }

    private double value() {
        return new ProductRisk(data.values(), laws.upper(), configuration.stepSize(), configuration.batch())
                .risk(configuration.steps(), configuration.averaging(), convention);
    }

    /** How far from the risk the value can be: the distance to the ends of its enclosure; ∞ where that overflows. */
    private double rounding(double value) {
        try {
            return risk(laws.upper(), errorPath(laws.upper())).distance(value);
        } catch (IllegalArgumentException noInterval) {
            return Double.POSITIVE_INFINITY; // ∞ − ∞ or 0·∞ in interval arithmetic
        }
    }

    private RiskResult enclosure() throws UncoveredException {
        List<RecursionPath<Interval>> paths = (laws.exact()
                        ? Stream.of(laws.upper())
                        : Stream.of(laws.upper(), laws.lower()))
                .parallel()
                .map(this::errorPath)
                .toList();
        double saturation = saturation(paths.get(0));
        Interval upper = risk(laws.upper(), paths.get(0));
        Interval lower = laws.exact() ? upper : risk(laws.lower(), paths.get(1));
        remarks.add(
                laws.exact()
                        ? "every variance law is exact: enclosure of the recursion's value"
                        : "stochastic rounding varies between two laws: enclosed by the recursion under either");
        if (!Double.isFinite(lower.lower()) || !Double.isFinite(upper.upper())) {
            throw overflow();
        }
        double least = convention == RiskConvention.CLEAN ? Math.max(0, lower.lower()) : lower.lower();
        return new RiskResult.Enclosure(least, upper.upper(), saturation, remarks);
    }

    /** Of the error w − w*. */
    private RecursionPath<Interval> errorPath(TargetLaws target) {
        return EnclosedRecursion.of(data.enclosures(), target, configuration.stepSize(), configuration.batch())
                .run(configuration.steps(), configuration.averaging());
    }

    private Interval risk(TargetLaws target, RecursionPath<Interval> errorPath) {
        return ProductExcessRisk.ofError(
                IntervalField.INSTANCE, data.enclosures(), target, errorPath.reported(), convention);
    }

    private double saturation(RecursionPath<Interval> upperErrorPath) throws UncoveredException {
        double rows = (double) configuration.steps() * configuration.batch();
        double probability = rows * data.changeProbability();
        if (probability > LARGEST_CHANGE) {
            throw new UncoveredException(String.format(
                    Locale.ROOT,
                    "the features leave the symmetric range, so that E x̃ = 0 fails, with probability up to %.3g during the"
                            + " run; use symmetric=true, a wider range, or --monte-carlo",
                    Math.min(1, probability)));
        }
        if (ProductSaturation.possible(configuration)) {
            probability +=
                    new ProductSaturation(data.enclosures(), laws.upper(), configuration, upperErrorPath).probability();
        }
        if (!(probability < 1)) {
            throw new UncoveredException("saturation cannot be excluded (the proven bound of its probability is 1);"
                    + " widen the range or use --monte-carlo");
        }
        if (probability > 0) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "speaks of quantizers with unbounded range; anything saturates with probability at most %.3g",
                    probability));
        }
        return probability;
    }

    private void warnIfUnstable() {
        if (data.enclosures().coordinates().stream().anyMatch(c -> !(c.m2().lower() > 0))) {
            return; // features that may vanish altogether have no threshold
        }
        double threshold = Stability.threshold(data.values(), laws.upper(), configuration.batch());
        if (configuration.stepSize() >= threshold) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "warning: step size %s is past the mean-square stability threshold %.6g: the risk grows without"
                            + " bound in the number of steps",
                    configuration.stepSize(),
                    threshold));
        }
    }
}
