package org.roundproof.theory;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apache.commons.numbers.gamma.Erfc;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.sgd.SgdConfiguration;

/**
 * A proven upper bound of the probability that any label, parameter, activation or output gradient saturates during a run on
 * a Gaussian product design. Until the first saturation the run is the run of the unbounded-range quantizers, so the union
 * bound may be taken over the latter's moments; M is the operator's unsaturated magnitude:
 *
 * <pre>
 * labels       N·B·P(|y| &gt; M) = N·B·erfc(M/√(2 E y²))
 * parameters   Σ_t Σ_i E w_{t,i}² / M²                                               (Markov)
 * activations  B Σ_t E u_t² / M²,   E u² = Σ_j m2_j (α_p + (1+β_p) S_j)
 * gradients    B Σ_t E r_t² / M²,   E r² = α_l + (1+β_l) E y² − 2 Σ_j c11_j w*_j μ_j + α_a + (1+β_a) E u²
 * </pre>
 *
 * <p>Derivation: proofs-notes/enclosures.md.
 */
final class ProductSaturation {
    /** More than the relative error of erfc, its argument and the products below. */
    private static final double INFLATION = 1 + 0x1p-30;

    private final ProductMoments<Interval> moments;
    private final TargetLaws upper;
    private final SgdConfiguration configuration;
    /** Σ_t E w_t and Σ_t E w_t². */
    private final List<Interval> pathMean = new ArrayList<>();

    private final List<Interval> pathSecond = new ArrayList<>();
    private final IntervalField field = IntervalField.INSTANCE;

    /**
     * Prepares the bound.
     *
     * @param upper laws that no variance exceeds
     * @param error the path of w − w* under those laws
     */
    ProductSaturation(
            ProductMoments<Interval> moments,
            TargetLaws upper,
            SgdConfiguration configuration,
            RecursionPath<Interval> error) {
        this.moments = moments;
        this.upper = upper;
        this.configuration = configuration;
        for (int i = 0; i < moments.dimension(); i++) {
            // Σ E w = Σ M + N w*,  Σ E w² = Σ D + w*(2 Σ M + N w*)
            Interval optimum = moments.coordinates().get(i).optimum();
            Interval mean = error.pathMean().get(i);
            Interval whole = field.multiply(steps(), optimum);
            Interval mixed = field.multiply(optimum, field.add(field.multiply(field.of(2), mean), whole));
            pathMean.add(field.add(mean, whole));
            pathSecond.add(field.add(error.pathSecond().get(i), mixed));
        }
    }

    /** Whether any of the four can saturate at all. */
    static boolean possible(SgdConfiguration configuration) {
        return List.of(
                        configuration.operators().label(),
                        configuration.operators().parameter(),
                        configuration.operators().activation(),
                        configuration.operators().gradient())
                .stream()
                .anyMatch(operator -> operator.unsaturatedMagnitude() < Double.POSITIVE_INFINITY);
    }

    /** The bound; at most 1. */
    double probability() {
        Interval rows = field.of(configuration.batch());
        Interval activations = activationSquares();
        double sum = label()
                + markov(configuration.operators().parameter(), sum(pathSecond))
                + markov(configuration.operators().activation(), field.multiply(rows, activations))
                + markov(configuration.operators().gradient(), field.multiply(rows, gradientSquares(activations)));
        return Math.min(1, sum * INFLATION);
    }

    private double label() {
        double magnitude = configuration.operators().label().unsaturatedMagnitude();
        if (magnitude == Double.POSITIVE_INFINITY) {
            return 0;
        }
        double rows = (double) configuration.steps() * configuration.batch();
        return rows * Erfc.value(magnitude / Math.sqrt(2 * labelSquare().upper()) * (1 - 0x1p-50)) * INFLATION;
    }

    private static double markov(Operator operator, Interval squares) {
        double magnitude = operator.unsaturatedMagnitude();
        return magnitude == Double.POSITIVE_INFINITY ? 0 : squares.upper() / magnitude / magnitude;
    }

    /** E y² = σ² + Σ λ w*². */
    private Interval labelSquare() {
        Interval sum = moments.noiseVariance();
        for (CoordinateMoments<Interval> c : moments.coordinates()) {
            sum = field.add(sum, field.multiply(c.lambda(), field.multiply(c.optimum(), c.optimum())));
        }
        return sum;
    }

    /** Σ_t E u_t². */
    private Interval activationSquares() {
        Interval constant = field.multiply(steps(), alpha(upper.parameter()));
        Interval factor = factor(upper.parameter());
        Interval sum = Interval.ZERO;
        for (int j = 0; j < moments.dimension(); j++) {
            Interval squares = field.add(constant, field.multiply(factor, pathSecond.get(j)));
            sum = field.add(sum, field.multiply(moments.coordinates().get(j).m2(), squares));
        }
        return sum;
    }

    /** Σ_t E r_t². */
    private Interval gradientSquares(Interval activations) {
        Interval labels = field.add(alpha(upper.label()), field.multiply(factor(upper.label()), labelSquare()));
        Interval sum = field.multiply(steps(), field.add(labels, alpha(upper.activation())));
        sum = field.add(sum, field.multiply(factor(upper.activation()), activations));
        for (int j = 0; j < moments.dimension(); j++) {
            CoordinateMoments<Interval> c = moments.coordinates().get(j);
            Interval slope = field.multiply(field.of(2), field.multiply(c.c11(), c.optimum()));
            sum = field.subtract(sum, field.multiply(slope, pathMean.get(j)));
        }
        return sum;
    }

    private Interval steps() {
        return field.of(configuration.steps());
    }

    private Interval alpha(VarianceLaw law) {
        return field.of(law.alpha());
    }

    private Interval factor(VarianceLaw law) {
        return field.of(BigFraction.ONE.add(law.beta()));
    }

    private Interval sum(List<Interval> terms) {
        Interval sum = Interval.ZERO;
        for (Interval term : terms) {
            sum = field.add(sum, term);
        }
        return sum;
    }
}
