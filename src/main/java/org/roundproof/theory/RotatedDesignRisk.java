package org.roundproof.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.TargetOperators;

/**
 * The expected excess risk on a rotated Gaussian design under ideal error models: the dense recursion of {@link
 * PrimitivePopulationRecursion} with the averages of {@link RotatedMaps}, O(d³) a step. The risk is that of the H of the
 * rotation's doubles.
 */
final class RotatedDesignRisk {
    /** An exact value claims at least this relative accuracy. */
    private static final double RELATIVE_ACCURACY = 1e-8;

    private final SgdConfiguration configuration;
    private final RiskConvention convention;
    private final double[] covariance;
    private final double[] optimum;
    private final RotatedMaps maps;
    private final TargetLaws laws;
    private final double noise;
    private final List<String> remarks = new ArrayList<>();

    private RotatedDesignRisk(GaussianProblem problem, SgdConfiguration configuration, RiskConvention convention)
            throws UncoveredException {
        TargetOperators operators = configuration.operators();
        TargetLawBounds bounds = TargetLawBounds.of(operators);
        if (!bounds.exact() || ProductSaturation.possible(configuration)) {
            throw new UncoveredException("on a rotated design the recursion takes ideal error models alone, also for"
                    + " labels, parameters, activations and gradients; leave --rotate out or use --monte-carlo");
        }
        this.configuration = configuration;
        this.convention = convention;
        this.laws = bounds.upper();
        this.covariance = RotatedCovariance.of(problem).high();
        this.optimum = problem.optimum();
        this.noise = problem.noiseVariance();
        this.maps = new RotatedMaps(covariance, optimum, operators.data());
    }

    /** The result, or the assumption that fails. */
    static RiskResult of(GaussianProblem problem, SgdConfiguration configuration, RiskConvention convention) {
        try {
            return new RotatedDesignRisk(problem, configuration, convention).result();
        } catch (UncoveredException e) {
            return new RiskResult.Refused(e.reason(), List.of());
        }
    }

    private RiskResult result() {
        remarks.add("rotated design, Gaussian, " + convention.name().toLowerCase(Locale.ROOT)
                + " risk: dense recursion under ideal error models");
        IterateMoments<Double> moments = recursion()
                .run(
                        new StepLaws(laws.parameter(), laws.activation(), laws.gradient()),
                        configuration.steps(),
                        configuration.batch(),
                        configuration.stepSize(),
                        configuration.averaging(),
                        (mu, s) -> {});
        QuadraticRisk<Double> risk = risk();
        double value = risk.of(moments);
        double d = optimum.length;
        double rounding = (configuration.steps() + d * d) * 0x1p-53 * QuadraticRisk.magnitude(risk, moments);
        if (!Double.isFinite(value) || !Double.isFinite(rounding)) {
            return new RiskResult.Refused(
                    "the second moments leave the range of double within " + configuration.steps()
                            + " steps; take a smaller step size",
                    remarks);
        }
        if (rounding <= RELATIVE_ACCURACY * Math.abs(value)) {
            return new RiskResult.Exact(value, remarks);
        }
        remarks.add(String.format(
                Locale.ROOT,
                "the terms of the risk cancel: computed in double and widened by %.2g, an estimate of the rounding and"
                        + " not a proof",
                rounding));
        double least = convention == RiskConvention.CLEAN ? Math.max(0, value - rounding) : value - rounding;
        return new RiskResult.Enclosure(least, Math.max(least, value + rounding), 0, false, remarks);
    }

    private PrimitivePopulationRecursion recursion() {
        double[] quantized = maps.quantizedCovariance();
        double[] signal = maps.signalCovariance(optimum);
        VarianceLaw label = laws.label();
        double alpha = label.alpha().doubleValue();
        double beta = label.beta().doubleValue();
        double[] labelled = new double[quantized.length];
        for (int k = 0; k < labelled.length; k++) {
            labelled[k] = alpha * quantized[k] + (1 + beta) * (signal[k] + noise * quantized[k]);
        }
        return new PrimitivePopulationRecursion(
                maps, quantized, maps.correlation(), labelled, label.shared() ? 1 + beta : 1);
    }

    /** ½wᵀHw − c·w + ½⟨c,w*⟩; on quantized test data ½wᵀH_qw − c·w + ½E[Q_l(y)²] − ½σ². */
    private QuadraticRisk<Double> risk() {
        int d = optimum.length;
        double[] c = maps.correlation();
        double signal = 0;
        for (int i = 0; i < d; i++) {
            signal += c[i] * optimum[i];
        }
        boolean clean = convention == RiskConvention.CLEAN;
        double[] quadratic = clean ? covariance : maps.quantizedCovariance();
        double label = clean
                ? 0
                : laws.label().alpha().doubleValue() + laws.label().beta().doubleValue() * (signal + noise);
        return new QuadraticRisk<>(
                DoubleField.INSTANCE,
                FieldMatrix.of(DoubleField.INSTANCE, d, d, (i, j) -> quadratic[i * d + j]),
                FieldMatrix.of(DoubleField.INSTANCE, d, 1, (i, j) -> c[i]),
                (signal + label) / 2);
    }
}
