package org.roundproof.theory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.quantizer.Identity;

/**
 * The excess risk ½ tr(A E[wwᵀ]) − b·E w + κ of a finite population with A, b and κ enclosed, and what errors of the moments
 * do to it: for A ≽ 0 at most ½ tr(A)‖ΔE[wwᵀ]‖₂ + ‖b‖‖ΔE w‖.
 *
 * <p>κ needs w* only to first order. For any ŵ, with z = Xŵ, r = mean x(y − z) and H w* = mean xy,
 *
 * <pre>½ h·w* = mean z(y − z/2) + [0, ½‖r‖²/λ_min(H)],   L(w*) = ½ mean (y − z)² − [0, ½‖r‖²/λ_min(H)].</pre>
 */
final class PopulationRiskEnclosure {
    private static final IntervalField FIELD = IntervalField.INSTANCE;
    private static final Interval HALF = Interval.of(0.5);

    /** Pays for the rounding of a few nonnegative terms. */
    private static final double OWN_ROUNDING = 1 + 0x1p-40;

    private final QuadraticRisk<Interval> risk;
    private final double trace;
    private final double linear;

    private PopulationRiskEnclosure(SecondMoments moments, Interval constant) {
        FieldMatrix<Interval> quadratic = moments.matrix();
        this.risk = new QuadraticRisk<>(FIELD, quadratic, FieldMatrix.column(FIELD, moments.correlation()), constant);
        Interval sum = Interval.ZERO;
        for (int i = 0; i < quadratic.rows(); i++) {
            sum = FIELD.add(sum, quadratic.get(i, i));
        }
        this.trace = sum.upper();
        this.linear = Math.nextUp(
                Math.sqrt(IntervalNorms.squared(moments.correlation()).upper()));
    }

    /**
     * The risk in a convention.
     *
     * @param rows the population
     * @param quantized its moments under the operators
     * @param seconds of {@code quantized}
     */
    static PopulationRiskEnclosure of(
            FinitePopulation rows,
            PopulationMoments<Interval> quantized,
            SecondMoments seconds,
            RiskConvention convention) {
        Identity none = new Identity();
        SecondMoments clean = SecondMoments.of(QuantizedPopulation.of(FIELD, rows, none, none));
        Optimum optimum = Optimum.of(rows, clean);
        return switch (convention) {
            case CLEAN -> new PopulationRiskEnclosure(clean, optimum.gain());
            case QUANTIZED ->
                new PopulationRiskEnclosure(
                        seconds, FIELD.subtract(FIELD.multiply(HALF, quantized.labelSecond()), optimum.remaining()));
        };
    }

    /**
     * ½ h·w* and L(w*).
     *
     * @param gain ½ h·w*
     * @param remaining L(w*)
     */
    private record Optimum(Interval gain, Interval remaining) {
        static Optimum of(FinitePopulation rows, SecondMoments clean) {
            int n = rows.size();
            int d = rows.dimension();
            double[] x = rows.features();
            double[] y = rows.labels();
            double[] w = rows.optimum();
            Interval gain = Interval.ZERO;
            Interval squares = Interval.ZERO;
            List<Interval> residual = new ArrayList<>(Collections.nCopies(d, Interval.ZERO));
            for (int k = 0; k < n; k++) {
                Interval z = Interval.ZERO;
                for (int i = 0; i < d; i++) {
                    z = FIELD.add(z, FIELD.multiply(Interval.of(x[k * d + i]), Interval.of(w[i])));
                }
                Interval label = Interval.of(y[k]);
                Interval left = FIELD.subtract(label, z);
                gain = FIELD.add(gain, FIELD.multiply(z, FIELD.subtract(label, FIELD.multiply(HALF, z))));
                squares = FIELD.add(squares, IntervalNorms.squared(List.of(left)));
                for (int i = 0; i < d; i++) {
                    residual.set(i, FIELD.add(residual.get(i), FIELD.multiply(Interval.of(x[k * d + i]), left)));
                }
            }
            List<Interval> spectrum = EigenvalueEnclosure.of(clean.covariance().symmetric());
            double least = spectrum.get(d - 1).lower();
            Interval count = Interval.of(n);
            Interval slack = least > 0
                    ? FIELD.divide(
                            FIELD.multiply(HALF, IntervalNorms.squared(residual)),
                            FIELD.multiply(Interval.of(least), FIELD.multiply(count, count)))
                    : new Interval(0, Double.POSITIVE_INFINITY);
            Interval missing = new Interval(0, slack.upper());
            return new Optimum(
                    FIELD.add(FIELD.divide(gain, count), missing),
                    FIELD.subtract(FIELD.multiply(HALF, FIELD.divide(squares, count)), missing));
        }
    }

    /**
     * A bound of |value − risk|.
     *
     * @param value the risk in double
     * @param moments computed moments of the reported iterate
     * @param radii their distance from the exact ones
     */
    double radius(double value, IterateMoments<Double> moments, RecursionRounding.Radii radii) {
        Interval computed = risk.of(new IterateMoments<>(points(moments.mean()), points(moments.second())));
        double evaluation = Math.max(Math.nextUp(computed.upper() - value), Math.nextUp(value - computed.lower()));
        return (evaluation + trace * radii.second() / 2 + linear * radii.mean()) * OWN_ROUNDING;
    }

    private static FieldMatrix<Interval> points(FieldMatrix<Double> matrix) {
        return FieldMatrix.of(FIELD, matrix.rows(), matrix.columns(), (i, j) -> Interval.of(matrix.get(i, j)));
    }
}
