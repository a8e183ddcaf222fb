package org.roundproof.audit;

import org.roundproof.sgd.Averaging;
import org.roundproof.theory.CoordinateMoments;
import org.roundproof.theory.DoubleField;
import org.roundproof.theory.ProductMoments;
import org.roundproof.theory.ProductRecursion;
import org.roundproof.theory.RecursionPath;
import org.roundproof.theory.TargetLaws;

/**
 * An explicit modulus of continuity of the clean risk in the level ε of an ideal data error, no other target quantized, Gaussian
 * rows: where γ(κ tr H_q/B + λ_1(H_q)) ≤ 2,
 *
 * <pre>
 * |√R(ε) − √R(0)| ≤ γ √(λ_1/2) √(N F ε)
 * additive        F = 2( d(Nσ² + A) + Q (tr H + (d+2)ε) )        A = Σ_t E‖w_t − w*‖²_H,  Q = Σ_t E‖w_t‖²
 * multiplicative  F = 6 tr H ( Nσ² + A + (1+3ε) Q_H )             Q_H = Σ_t E‖w_t‖²_H
 * </pre>
 *
 * w_t the iterates of full precision. Proof: proofs-notes/claims/RP-11.md.
 */
final class DataModulus {
    private final int dimension;
    private final int steps;
    private final double noise;
    private final double distance;
    private final double norm;
    private final double energy;
    private double trace;
    private double largest;
    private final double stepSize;

    /**
     * Sums along the run of full precision.
     *
     * @param moments unquantized
     */
    DataModulus(ProductMoments<Double> moments, double stepSize, int batch, int steps) {
        this.dimension = moments.dimension();
        this.steps = steps;
        this.stepSize = stepSize;
        this.noise = moments.noiseVariance();
        RecursionPath<Double> path = new ProductRecursion<>(
                        DoubleField.INSTANCE, moments, TargetLaws.NONE, stepSize, batch)
                .run(steps, new Averaging.All());
        double a = 0;
        double q = 0;
        double qh = 0;
        for (int i = 0; i < dimension; i++) {
            CoordinateMoments<Double> c = moments.coordinates().get(i);
            double second = path.pathSecond().get(i);
            double error = second - 2 * c.optimum() * path.pathMean().get(i) + steps * c.optimum() * c.optimum();
            a += c.lambda() * error;
            q += second;
            qh += c.lambda() * second;
            trace += c.lambda();
            largest = Math.max(largest, c.lambda());
        }
        distance = a;
        norm = q;
        energy = qh;
    }

    /** The bound of |√R(ε) − √R(0)|. */
    double at(Noise kind, double epsilon) {
        double f = kind == Noise.ADDITIVE
                ? 2 * (dimension * (steps * noise + distance) + norm * (trace + (dimension + 2) * epsilon))
                : 6 * trace * (steps * noise + distance + (1 + 3 * epsilon) * energy);
        return stepSize * Math.sqrt(largest / 2) * Math.sqrt(steps * f * epsilon);
    }

    /** Whether κ = 3(1 + 6ε + 3ε²)/(1 + ε)² ≥ E x̃⁴/(E x̃²)² satisfies the condition at level ε. */
    boolean covers(Noise kind, double epsilon, int batch) {
        double growth = 1 + epsilon;
        double kurtosis =
                kind == Noise.ADDITIVE ? 3 : 3 * (1 + 6 * epsilon + 3 * epsilon * epsilon) / (growth * growth);
        double lifted = kind == Noise.ADDITIVE ? trace + dimension * epsilon : trace * growth;
        double top = kind == Noise.ADDITIVE ? largest + epsilon : largest * growth;
        return stepSize * (kurtosis * lifted / batch + top) <= 2;
    }
}
