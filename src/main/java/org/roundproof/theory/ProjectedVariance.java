package org.roundproof.theory;

import org.roundproof.quantizer.Quantizer;

/**
 * What an unbiased quantizer's error variance V(z) = Var[Q(z)|z] is to a Gaussian z ~ N(0, s²): the law α + βz² with the same mean and the
 * same covariance with z², that is the projection of V on polynomials of degree two,
 *
 * <pre>β = (E[z²V] − s²E V)/(2s⁴) = ½E V″     α = E V − βs²</pre>
 *
 * On a Gaussian design with unquantized features a quantizer of the labels adds exactly what this law adds: proofs-notes/rates.md.
 *
 * @param alpha α; V ≥ 0, but neither α nor β need be positive
 * @param beta β
 */
public record ProjectedVariance(double alpha, double beta) {
    /**
     * By the exact moments of (z, Q(z)).
     *
     * @param quantizer unbiased where z falls; the format must be wide enough for s
     * @param variance s²
     * @throws IllegalArgumentException if the quantizer is biased, or its moments are not known to double precision
     */
    public static ProjectedVariance of(Quantizer quantizer, double variance) {
        DataMoments moments;
        try {
            moments = QuantizedFeatures.of(quantizer, new double[] {variance}, new double[] {0}, 0);
        } catch (UncoveredException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        if (!quantizer.unbiased() || !moments.exact()) {
            throw new IllegalArgumentException(
                    quantizer.expression() + ": the projection needs an unbiased quantizer with exact moments");
        }
        CoordinateMoments<Double> z = moments.values().coordinates().get(0);
        // E Q² = s² + E V and E z²Q² = 3s⁴ + E z²V
        double mean = z.m2() - variance;
        double weighted = z.c22() - 3 * variance * variance;
        double beta = (weighted - variance * mean) / (2 * variance * variance);
        return new ProjectedVariance(mean - beta * variance, beta);
    }
}
