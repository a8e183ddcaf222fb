package org.roundproof.theory;

import java.util.Arrays;
import org.roundproof.quantizer.VarianceLaw;

/**
 * Bounds of what one step of {@link PrimitivePopulationRecursion}, and one addition to the sums of a window, may be off by, as
 * nonnegative combinations of the norms of the state. Two sources: rounding, at most γ_r times the sum of the magnitudes of an
 * entry's terms where a term carries at most r roundings, and the coefficients, doubles near the exact rational ones. Norms are
 * Frobenius norms; proof in {@code proofs-notes/finite-population.md}, section 10.
 *
 * <p>Every number here is a sum of products of nonnegative doubles, rounded to nearest: {@link RecursionRounding} pays for
 * that at its end.
 */
final class StepRounding {
    private static final double U = CompensatedDot.UNIT_ROUNDOFF;

    /** Roundings of a term beside the sums over rows and coordinates; the moments themselves are among them. */
    private static final int PER_TERM = 80;

    /** Room for underflow: a product that underflows is off by 2⁻¹⁰⁷⁵, and meets at most one coefficient. */
    private static final double UNDERFLOW = 0x1p-1000;

    private final double gamma;
    private final int d;
    /** Bounds of ‖H_q‖₂ and of ‖|Ĥ_q|‖₂, of ‖c‖₂ and of ‖ĉ‖₂. */
    private final double covariance;

    private final double correlation;
    /** ‖Ĥ_q − H_q‖_F and ‖ĉ − c‖₂. */
    private final double covarianceError;

    private final double correlationError;
    /** The bound of S's step is meanNoise·‖μ‖ + secondNoise·‖S‖ + constantNoise beside the drift's. */
    private final double meanNoise;

    private final double secondNoise;
    private final double constantNoise;
    /** ‖e ↦ Γ(e)‖ of the terms of S' that are linear in μ. */
    private final double influence;

    private final double underflow;

    /**
     * The bounds.
     *
     * @param enclosed H_q and c
     * @param moments the population in double
     * @param recursion of these moments
     */
    StepRounding(
            SecondMoments enclosed,
            PopulationMoments<Double> moments,
            PrimitivePopulationRecursion recursion,
            StepLaws laws,
            int batch,
            double gamma) {
        this.gamma = gamma;
        this.d = moments.dimension();
        PopulationMoments<Double> magnitudes = PopulationMagnitudes.of(moments);
        FieldMatrix<Double> second = magnitudes.quantizedCovariance();
        double[] errors = new double[d * d];
        double[] last = new double[d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                errors[i * d + j] = distance(
                        recursion.covariance()[i * d + j], enclosed.covariance().entry(i, j));
            }
            last[i] =
                    distance(recursion.correlation()[i], enclosed.correlation().get(i));
        }
        this.covarianceError = norm(errors);
        this.correlationError = norm(last);
        this.covariance = largestRow(recursion.covariance(), d) + covarianceError;
        this.correlation = norm(recursion.correlation()) + correlationError;
        RowMaps map = new RowMaps(magnitudes);
        double fourth = largest(map, d);
        double third = thirdNorm(map, d);
        int pairs = d <= PopulationMaps.TABULATED ? d * (d + 1) / 2 : 0;
        double rounding = (moments.size() + 3 * d + pairs + PER_TERM) * U;
        double twoRows = (2 * d + 40) * U;
        double alphaA = laws.activation().alpha().doubleValue();
        double growthA = 1 + laws.activation().beta().doubleValue();
        double alphaO = laws.gradient().alpha().doubleValue();
        double growthO = 1 + laws.gradient().beta().doubleValue();
        double own = gamma * gamma / batch;
        double between = gamma * gamma * (batch - 1.0) / batch * shared(laws.gradient());
        double alphaP = laws.parameter().alpha().doubleValue();
        double growthP = 1 + laws.parameter().beta().doubleValue();
        double square = norm(second);
        // of ‖P‖_F ≤ (1 + β_p)‖S‖_F + α_p √d
        // H_qPH_q, (H_qμ)cᵀ and ccᵀ: rounding, and what the coefficients are off by
        double product = between
                * shared(laws.activation())
                * (twoRows * covariance * covariance + covarianceError * (2 * covariance + covarianceError));
        double mixed = between
                * 2
                * (twoRows * correlation * covariance
                        + covarianceError * correlation
                        + correlationError * (covariance + covarianceError));
        double outer = between
                * (1 + moments.sharedLabel())
                * (twoRows * correlation * correlation + correlationError * (2 * correlation + correlationError));
        double perParameter = rounding * own * growthO * growthA * fourth + product;
        this.secondNoise = perParameter * growthP;
        this.meanNoise = rounding * own * growthO * 2 * third + mixed;
        this.constantNoise = rounding
                        * own
                        * (alphaO * square + growthO * (alphaA * square + norm(magnitudes.labelWeightedCovariance())))
                + outer
                + perParameter * alphaP * Math.sqrt(d);
        this.influence = 2 * gamma * correlation
                + own * 2 * growthO * (thirdNorm(recursion.maps(), d) + rounding * third)
                + between * 2 * correlation * covariance;
        this.underflow =
                UNDERFLOW * (1 + gamma) * (1 + gamma) * (1 + covariance + correlation + square + fourth + third);
    }

    private static double shared(VarianceLaw law) {
        return law.shared() ? 1 + law.beta().doubleValue() : 1;
    }

    private static double distance(double value, Interval enclosed) {
        return Math.max(value - enclosed.lower(), enclosed.upper() - value);
    }

    /** ‖μ̂' − step(μ̂)‖₂, given a bound of ‖μ̂‖₂. */
    double mean(double mean) {
        return 2 * U * mean
                + gamma
                        * (correlationError
                                + covarianceError * mean
                                + (d + 1) * U * covariance * mean
                                + 4 * U * (correlation + covariance * mean))
                + underflow * (1 + mean);
    }

    /** ‖Ŝ' − step(μ̂, Ŝ)‖_F, given bounds of ‖μ̂‖₂ and ‖Ŝ‖_F. */
    double second(double mean, double second) {
        double rounding = (d + 16) * U;
        double drift = 2
                * gamma
                * (mean * (correlationError + rounding * correlation)
                        + second * (covarianceError + rounding * covariance));
        return 2 * U * second
                + drift
                + meanNoise * mean
                + secondNoise * second
                + constantNoise
                + underflow * (1 + mean + second);
    }

    /** Bounds the change of S' by a change of μ, for ‖change‖₂ ≤ 1. */
    double influence() {
        return influence;
    }

    /** γ‖c‖: the change of C' by a change of A_t. */
    double crossInfluence() {
        return gamma * correlation;
    }

    /** ‖Ĉ' − step(Ĉ, Ŝ, Â)‖_F, given bounds of ‖Ĉ + Ŝ‖_F, ‖Ĉ'‖_F and ‖Â‖₂. */
    double cross(double past, double next, double sum) {
        double rounding = (d + 8) * U;
        return U * (2 * past + 2 * next)
                + gamma
                        * (sum * (correlationError + rounding * correlation)
                                + past * (covarianceError + (rounding + 2 * U) * covariance))
                + underflow * (1 + past + sum);
    }

    /** Of a symmetric matrix: ‖|A|‖₂ is at most the largest row sum of |A|. */
    private static double largestRow(double[] a, int d) {
        double largest = 0;
        for (int i = 0; i < d; i++) {
            double sum = 0;
            for (int j = 0; j < d; j++) {
                sum += Math.abs(a[i * d + j]);
            }
            largest = Math.max(largest, sum);
        }
        return largest;
    }

    /** ‖T‖ on d×d matrices, T nonnegative and symmetric: at most its largest row sum, T(1 1ᵀ)_ij. */
    private static double largest(PopulationMaps map, int d) {
        double[] ones = new double[d * d];
        Arrays.fill(ones, 1.0);
        double[] out = new double[d * d];
        map.fourth(ones, out);
        return Arrays.stream(out).max().orElse(0);
    }

    /** ‖μ ↦ J(μ)‖ ≤ ( Σ_a ‖J(e_a)‖_F² )^½. */
    private static double thirdNorm(PopulationMaps map, int d) {
        double[] unit = new double[d];
        double[] out = new double[d * d];
        double sum = 0;
        for (int a = 0; a < d; a++) {
            unit[a] = 1;
            map.third(unit, out);
            unit[a] = 0;
            double norm = norm(out);
            sum += norm * norm;
        }
        return Math.sqrt(sum);
    }

    /** ‖a‖₂, or ‖A‖_F. */
    static double norm(FieldMatrix<Double> a) {
        double sum = 0;
        for (int k = 0; k < a.rows() * a.columns(); k++) {
            sum += a.get(k) * a.get(k);
        }
        return Math.sqrt(sum);
    }

    /** ‖a‖₂, or ‖A‖_F. */
    static double norm(double[] a) {
        double sum = 0;
        for (double each : a) {
            sum += each * each;
        }
        return Math.sqrt(sum);
    }
}
