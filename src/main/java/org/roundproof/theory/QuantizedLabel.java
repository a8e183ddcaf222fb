package org.roundproof.theory;

import java.util.List;
import org.roundproof.quantizer.Quantizer;

/**
 * All that the recursion of a Gaussian design sees of a quantizer of the labels, saturation included: joint moments of y ~ N(0, s²) and
 * Q = Q_l(y). Why these four suffice: proofs-notes/claims/RP-15.md, section 8.
 *
 * @param variance s² = E y²
 * @param product E[yQ]; s² where Q is unbiased
 * @param square E Q²
 * @param weighted E[y²Q²]
 * @param cubic E[y³Q]; 3s⁴ where Q is unbiased
 */
public record QuantizedLabel(double variance, double product, double square, double weighted, double cubic) {
    /**
     * By the exact moments of (y, Q_l(y)).
     *
     * @param quantizer odd, on a symmetric range
     * @param variance s²
     * @throws IllegalArgumentException if the quantizer is not odd, or its moments are not known to double precision
     */
    public static QuantizedLabel of(Quantizer quantizer, double variance) {
        DataMoments moments;
        try {
            moments = QuantizedFeatures.of(quantizer, new double[] {variance}, new double[] {0}, 0);
        } catch (UncoveredException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        if (!moments.exact() || moments.changeProbability() > 0 || !QuantizerPieces.enumerable(quantizer)) {
            throw new IllegalArgumentException(quantizer.expression()
                    + ": labels need a quantizer of at most 16 bits on a symmetric range, with exact moments");
        }
        List<QuantizerPiece> pieces = QuantizerPieces.of(quantizer);
        CoordinateMoments<Double> y = moments.values().coordinates().get(0);
        return new QuantizedLabel(
                variance,
                y.c11(),
                y.m2(),
                y.c22(),
                GaussianPartialMoments.third(pieces, variance).midpoint());
    }

    /** κ = E[yQ]/s², the slope of the best linear fit: what quantization multiplies the optimum by. */
    public double slope() {
        return product / variance;
    }

    /** E Q² − κ²s²: the variance about that fit. */
    public double spread() {
        return square - slope() * product;
    }

    /** Cov(y², Q²) − 2κ²s⁴: how much more than under the fit the square depends on y². */
    public double dependence() {
        return weighted - variance * square - 2 * product * product;
    }

    /** τ = E[y³Q] − 3s² E[yQ]: the part of Q along the third Hermite polynomial; 0 where Q is unbiased. */
    public double curvature() {
        return cubic - 3 * variance * product;
    }
}
