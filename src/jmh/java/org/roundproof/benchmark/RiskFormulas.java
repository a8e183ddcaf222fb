package org.roundproof.benchmark;

import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.theory.CoordinateMoments;
import org.roundproof.theory.PairFactors;
import org.roundproof.theory.ProductMoments;
import org.roundproof.theory.TargetLaws;

/**
 * The product-design recursion as its formulas are written (P, U, Y, X, R, G, K, K′ of {@code proofs-notes/product-design.md},
 * section 3), in doubles, with the average over all iterates: what the engine of precomputed coefficients is measured against.
 * Elementwise laws.
 */
final class RiskFormulas {
    private final int d;
    private final double[] lambda;
    private final double[] w;
    private final double[] c11;
    private final double[] m2;
    private final double[] m4;
    private final double[] c13;
    private final double[] c22;
    private final PairFactors<Double> pairs;
    private final double noise;
    private final double alphaL;
    private final double betaL;
    private final double alphaP;
    private final double betaP;
    private final double alphaA;
    private final double betaA;
    private final double alphaO;
    private final double betaO;
    private final double gamma;
    private final double share;

    RiskFormulas(ProductMoments<Double> moments, TargetLaws laws, double gamma, int batch) {
        d = moments.dimension();
        lambda = new double[d];
        w = new double[d];
        c11 = new double[d];
        m2 = new double[d];
        m4 = new double[d];
        c13 = new double[d];
        c22 = new double[d];
        for (int i = 0; i < d; i++) {
            CoordinateMoments<Double> c = moments.coordinates().get(i);
            lambda[i] = c.lambda();
            w[i] = c.optimum();
            c11[i] = c.c11();
            m2[i] = c.m2();
            m4[i] = c.m4();
            c13[i] = c.c13();
            c22[i] = c.c22();
        }
        pairs = moments.pairs();
        noise = moments.noiseVariance();
        alphaL = alpha(laws.label());
        betaL = beta(laws.label());
        alphaP = alpha(laws.parameter());
        betaP = beta(laws.parameter());
        alphaA = alpha(laws.activation());
        betaA = beta(laws.activation());
        alphaO = alpha(laws.gradient());
        betaO = beta(laws.gradient());
        this.gamma = gamma;
        this.share = 1.0 / batch;
    }

    private static double alpha(VarianceLaw law) {
        return law.alpha().doubleValue();
    }

    private static double beta(VarianceLaw law) {
        if (law.shared() && law.beta().signum() != 0) {
            throw new IllegalArgumentException("the formulas here are those of elementwise laws");
        }
        return law.beta().doubleValue();
    }

    /** Clean excess risk of the average of w_0 … w_{N−1}, w_0 = 0. */
    double risk(int steps) {
        double k22 = pairs.k22();
        double k211 = pairs.k211();
        double k2x2 = pairs.k2x2();
        double[] s = new double[d];
        double[] mu = new double[d];
        double[] cross = new double[d];
        double[] sumMean = new double[d];
        double[] sumSecond = new double[d];
        for (int t = 0; t < steps; t++) {
            double forward = 0;
            double signal = 0;
            double mixed = 0;
            for (int j = 0; j < d; j++) {
                forward += m2[j] * (alphaP + (1 + betaP) * s[j]);
                signal += lambda[j] * w[j] * w[j];
                mixed += c11[j] * w[j] * mu[j];
            }
            for (int i = 0; i < d; i++) {
                double p = alphaP + (1 + betaP) * s[i];
                double u = k22 * m2[i] * forward + (m4[i] - k22 * m2[i] * m2[i]) * p;
                double y = m2[i] * noise + k2x2 * m2[i] * signal + (c22[i] - k2x2 * m2[i] * lambda[i]) * w[i] * w[i];
                double x = k211 * m2[i] * mixed + (c13[i] - k211 * m2[i] * c11[i]) * w[i] * mu[i];
                double r = y - 2 * x + u;
                double g = alphaO * m2[i] + (1 + betaO) * (alphaA * m2[i] + betaA * u + alphaL * m2[i] + betaL * y + r);
                double slope = c11[i] * w[i];
                double k = slope * slope - 2 * slope * m2[i] * mu[i] + m2[i] * m2[i] * p;
                sumMean[i] += mu[i];
                sumSecond[i] += s[i] + 2 * cross[i];
                cross[i] = (1 - gamma * m2[i]) * (cross[i] + s[i]) + gamma * slope * sumMean[i];
                s[i] += 2 * gamma * (slope * mu[i] - m2[i] * s[i]) + gamma * gamma * (share * g + (1 - share) * k);
                mu[i] += gamma * (slope - m2[i] * mu[i]);
            }
        }
        double risk = 0;
        for (int i = 0; i < d; i++) {
            double mean = sumMean[i] / steps;
            risk += lambda[i] * (sumSecond[i] / steps / steps - 2 * w[i] * mean + w[i] * w[i]);
        }
        return risk / 2;
    }
}
