package org.roundproof.theory;

import java.util.ArrayList;
import java.util.List;

/**
 * The residual ξ̃ = y − ⟨w_q*, x̃⟩ of the best prediction from quantized features of a product design, w_q* = c/m2, c = c11 w*:
 * E[x̃ ξ̃] = 0, but ξ̃ need not be independent of x̃. Per coordinate
 *
 * <pre>
 * E[x̃_i² ξ̃²]   = Y_i − 2X_i + U_i  at p = μ = w_q*
 * E[x̃_i² ξ̃ x̃_k] = m2_i c_k (k211 − k22) + [i = k] e_i,   e = (c13 − k211 m2 c11) w* − (m4 − k22 m2²) w_q*
 * </pre>
 *
 * (proofs-notes/enclosures.md, section 5). For jointly Gaussian (x, x̃) the second line vanishes.
 */
final class ResidualMoments<T> implements NoiseFactors<T> {
    private final Field<T> field;
    private final Arithmetic<T> a;
    private final ProductMoments<T> moments;
    private final List<T> optimum = new ArrayList<>();
    private final List<T> second = new ArrayList<>();
    private final List<T> dependence = new ArrayList<>();
    private final List<T> label = new ArrayList<>();
    private T trace;
    private T optimumNorm;
    private T kurtosis;

    ResidualMoments(Field<T> field, ProductMoments<T> moments) {
        this.field = field;
        this.moments = moments;
        a = new Arithmetic<>(field);
        PairFactors<T> k = moments.pairs();
        trace = field.zero();
        optimumNorm = field.zero();
        kurtosis = field.max(field.of(2), k.k22());
        T signal = field.zero();
        for (CoordinateMoments<T> c : moments.coordinates()) {
            T slope = field.multiply(c.c11(), c.optimum());
            T best = field.divide(slope, c.m2());
            optimum.add(best);
            trace = field.add(trace, c.m2());
            optimumNorm = field.add(optimumNorm, a.product(c.m2(), a.square(best)));
            signal = field.add(signal, field.multiply(c.lambda(), a.square(c.optimum())));
            kurtosis = field.max(kurtosis, kurtosis(c));
        }
        for (int i = 0; i < optimum.size(); i++) {
            fill(moments.coordinates().get(i), optimum.get(i), k, signal);
        }
    }

    /** m4/m2². */
    T kurtosis(CoordinateMoments<T> c) {
        return field.divide(c.m4(), a.square(c.m2()));
    }

    private void fill(CoordinateMoments<T> c, T q, PairFactors<T> k, T signal) {
        T w = c.optimum();
        // Y/m2, X/m2 and U/m2
        T excess = field.subtract(field.divide(c.c22(), c.m2()), field.multiply(k.k2x2(), c.lambda()));
        T labels =
                a.sum(moments.noiseVariance(), field.multiply(k.k2x2(), signal), field.multiply(excess, a.square(w)));
        T mixed = field.subtract(field.divide(c.c13(), c.m2()), field.multiply(k.k211(), c.c11()));
        T cross = field.add(field.multiply(k.k211(), optimumNorm), a.product(mixed, w, q));
        T fourth = field.subtract(field.divide(c.m4(), c.m2()), field.multiply(k.k22(), c.m2()));
        T forward = field.add(field.multiply(k.k22(), optimumNorm), field.multiply(fourth, a.square(q)));
        label.add(labels);
        T residual = field.add(field.subtract(labels, field.multiply(field.of(2), cross)), forward);
        second.add(field.max(field.zero(), residual));
        // Σ_k E[x̃_i² ξ̃ x̃_k]² / (m2_i² m2_k), with e/m2
        T gap = field.subtract(k.k211(), k.k22());
        T own = field.subtract(field.multiply(mixed, w), field.multiply(fourth, q));
        T slope = field.multiply(c.c11(), w);
        T twice = a.product(field.of(2), gap, slope, own);
        T tied = field.divide(field.add(twice, a.square(own)), c.m2());
        dependence.add(field.max(field.zero(), field.add(field.multiply(a.square(gap), optimumNorm), tied)));
    }

    /** max_i ( E[x̃_i² ξ̃²]/m2_i + (1/θ) Σ_k E[x̃_i² ξ̃ x̃_k]²/(m2_i² m2_k) ). */
    @Override
    public T residualNoise(double theta) {
        T noise = field.zero();
        for (int i = 0; i < second.size(); i++) {
            T tied = field.divide(dependence.get(i), field.of(theta));
            noise = field.max(noise, field.add(second.get(i), tied));
        }
        return noise;
    }

    /** E[x̃_i² ξ̃²]/m2_i − (1/θ) Σ_k E[x̃_i² ξ̃ x̃_k]²/(m2_i² m2_k). */
    T leastResidual(int i, double theta) {
        return field.subtract(second.get(i), field.divide(dependence.get(i), field.of(theta)));
    }

    /** w_q*. */
    List<T> optimum() {
        return optimum;
    }

    /** E[x̃_i² y²]/m2_i. */
    T label(int i) {
        return label.get(i);
    }

    @Override
    public T trace() {
        return trace;
    }

    @Override
    public T optimumNorm() {
        return optimumNorm;
    }

    /** H_q is diagonal. */
    @Override
    public T parameterNorm(boolean shared) {
        return optimumNorm;
    }

    /** H_q is diagonal. */
    @Override
    public T parameterRatio(boolean shared) {
        return field.one();
    }

    @Override
    public T labelFactor() {
        T largest = field.zero();
        for (T each : label) {
            largest = field.max(largest, each);
        }
        return largest;
    }

    /** max(2, k22, max_i m4_i/m2_i²). */
    @Override
    public T kurtosis() {
        return kurtosis;
    }

    /** κ − 1: k22 ≤ κ − 1, and m4_i − m2_i² ≤ (κ − 1) m2_i². */
    @Override
    public T stateShare() {
        return field.subtract(kurtosis, field.one());
    }
}
