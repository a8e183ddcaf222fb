package org.roundproof.theory;

/**
 * The residual ξ̃ = y − ⟨w_q*, x̃⟩ of the best prediction from quantized features, w_q* = c/m2, c = c11 w*: E[x̃ ξ̃] = 0, but ξ̃
 * need not be independent of x̃. Per coordinate
 *
 * <pre>
 * E[x̃_i² ξ̃²]   = Y_i − 2X_i + U_i  at p = μ = w_q*
 * E[x̃_i² ξ̃ x̃_k] = m2_i c_k (k211 − k22) + [i = k] e_i,   e = (c13 − k211 m2 c11) w* − (m4 − k22 m2²) w_q*
 * </pre>
 *
 * (proofs-notes/enclosures.md, section 5).
 */
final class ResidualMoments {
    private final ProductMoments<Double> moments;
    private final int dimension;
    private final double[] optimum;
    private double trace;
    private double optimumNorm;
    private double labelFactor;
    private double kurtosis = 2;
    private boolean independent = true;
    private final double[] second;
    private final double[] dependence;

    ResidualMoments(ProductMoments<Double> moments) {
        this.moments = moments;
        dimension = moments.dimension();
        optimum = new double[dimension];
        second = new double[dimension];
        dependence = new double[dimension];
        PairFactors<Double> k = moments.pairs();
        double signal = 0;
        for (int i = 0; i < dimension; i++) {
            CoordinateMoments<Double> c = moments.coordinates().get(i);
            double slope = c.c11() * c.optimum();
            optimum[i] = slope / c.m2();
            trace += c.m2();
            optimumNorm += slope * optimum[i];
            signal += c.lambda() * c.optimum() * c.optimum();
            kurtosis = Math.max(kurtosis, Math.max(k.k22(), c.m4() / (c.m2() * c.m2())));
        }
        for (int i = 0; i < dimension; i++) {
            fill(i, moments.coordinates().get(i), k, signal);
        }
    }

    private void fill(int i, CoordinateMoments<Double> c, PairFactors<Double> k, double signal) {
        double w = c.optimum();
        double q = optimum[i];
        double slope = c.c11() * w;
        // Y/m2, X/m2 and U/m2
        double label = moments.noiseVariance() + k.k2x2() * signal + (c.c22() / c.m2() - k.k2x2() * c.lambda()) * w * w;
        double cross = k.k211() * optimumNorm + (c.c13() / c.m2() - k.k211() * c.c11()) * w * q;
        double forward = k.k22() * optimumNorm + (c.m4() / c.m2() - k.k22() * c.m2()) * q * q;
        labelFactor = Math.max(labelFactor, label);
        second[i] = Math.max(0, label - 2 * cross + forward);
        // Σ_k E[x̃_i² ξ̃ x̃_k]² / (m2_i² m2_k)
        double gap = k.k211() - k.k22();
        double e = ((c.c13() / c.m2() - k.k211() * c.c11()) * w - (c.m4() / c.m2() - k.k22() * c.m2()) * q);
        dependence[i] = Math.max(0, gap * gap * optimumNorm + (2 * gap * slope * e + e * e) / c.m2());
        independent &= Math.sqrt(dependence[i]) <= 1e-12 * Math.sqrt(optimumNorm);
    }

    /** max_i ( E[x̃_i² ξ̃²]/m2_i + (1/θ) Σ_k E[x̃_i² ξ̃ x̃_k]²/(m2_i² m2_k) ). */
    double residualNoise(double theta) {
        double noise = 0;
        for (int i = 0; i < dimension; i++) {
            noise = Math.max(noise, second[i] + (independent ? 0 : dependence[i] / theta));
        }
        return noise;
    }

    /** Whether E[x̃_i² ξ̃ x̃_k] = 0 for all i, k, up to rounding. */
    boolean independent() {
        return independent;
    }

    /** w_q*. */
    double[] optimum() {
        return optimum.clone();
    }

    /** tr H_q. */
    double trace() {
        return trace;
    }

    /** W = ‖w_q*‖²_{H_q} = cᵀH_q⁻¹c. */
    double optimumNorm() {
        return optimumNorm;
    }

    /** max_i E[x̃_i² y²]/m2_i. */
    double labelFactor() {
        return labelFactor;
    }

    /** κ. */
    double kurtosis() {
        return kurtosis;
    }
}
