package org.roundproof.theory;

import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Evaluates {@link LowerBound}; in intervals the lower ends are bounds. With κ̌ = min(k22, min_i m4_i/m2_i²), any θ &gt; 0, and the
 * lower laws of the targets,
 *
 * <pre>
 * α̌    = (1/B)( min(k22, min_i m4_i/m2_i² − 1) − θ(1+β_o) )
 * σ̌_i² = (1/B){ α_o + (1+β_o)( ρ_i(θ) + α_l + β_l Y_i/m2_i + α_a + (1+β_a) κ̌ α_p tr H_q ) }
 *         + (1−1/B)(1+[o]β_o)( (1+[a]β_a) α_p m2_i + [l]β_l c_i²/m2_i )
 * ρ_i   = E[x̃_i²ξ̃²]/m2_i − (1/θ) Σ_k E[x̃_i²ξ̃x̃_k]²/(m2_i²m2_k)
 * </pre>
 *
 * or α̌ = 0 and the same without ρ_i and without the share of α_p in the first line, which needs nothing of the residual.
 */
final class ProductLowerBound<T> {
    /** A rational number below 1 − 1/e. */
    private static final double LEARNED = 0.632;

    private final Field<T> field;
    private final Arithmetic<T> a;
    private final ProductMoments<T> moments;
    private final ResidualMoments<T> residual;
    private final BoundProblem<T> problem;
    private final SpectralSums<T> sums;
    private final LawNumbers<T> laws;
    private final T gammaN;
    private final T steps;
    private final T own;
    private final T between;
    /** κ̌. */
    private final T kurtosis;
    /** min(k22, min_i m4_i/m2_i² − 1). */
    private final T fourthMoment;

    ProductLowerBound(
            ProductMoments<T> moments,
            ResidualMoments<T> residual,
            BoundProblem<T> problem,
            TargetLaws laws,
            double stepSize,
            int batch,
            int steps) {
        this.field = problem.field();
        this.a = new Arithmetic<>(field);
        this.moments = moments;
        this.residual = residual;
        this.problem = problem;
        this.laws = LawNumbers.of(field, laws);
        this.sums = SpectralSums.of(field, problem.eigenvalues(), problem.squares(), problem.slack(), stepSize, steps);
        this.gammaN = field.multiply(field.of(stepSize), field.of(steps));
        this.steps = field.of(steps);
        this.own = field.divide(field.one(), field.of(batch));
        this.between = field.divide(field.of(batch - 1.0), field.of(batch));
        T least = residual.kurtosis(moments.coordinates().get(0));
        for (CoordinateMoments<T> c : moments.coordinates()) {
            least = field.min(least, residual.kurtosis(c));
        }
        this.kurtosis = field.min(moments.pairs().k22(), least);
        this.fourthMoment = field.min(moments.pairs().k22(), field.subtract(least, field.one()));
    }

    /** The greatest over θ; γλ_1 ≤ 1 is the caller's business. */
    LowerBound bound() {
        T zero = field.zero();
        LowerBound fallback = bound(zero, i -> noise(i, zero, laws.activation().beta()));
        return Stream.concat(UpperBound.THETAS.stream().flatMap(this::withResidual), Stream.of(fallback))
                .max(Comparator.comparingDouble(LowerBound::value))
                .orElseThrow();
    }

    private Stream<LowerBound> withResidual(double theta) {
        T state = state(theta);
        if (!(field.lower(state) >= 0)) {
            return Stream.empty();
        }
        LowerBound bound = bound(state, i -> noise(i, theta));
        return bound.leastNoise() >= 0 ? Stream.of(bound) : Stream.empty();
    }

    /** α̌. */
    T state(double theta) {
        T cost = field.multiply(field.of(theta), laws.gradient().growth());
        return field.multiply(own, field.subtract(fourthMoment, cost));
    }

    /** Of a coordinate. */
    private interface Noise<T> {
        T at(int i);
    }

    /** σ̌_i². */
    T noise(int i, double theta) {
        return noise(i, residual.leastResidual(i, theta), laws.activation().growth());
    }

    private T noise(int i, T rest, T share) {
        T m2 = moments.coordinates().get(i).m2();
        LawNumbers.Law<T> o = laws.gradient();
        T alphaP = laws.parameter().alpha();
        T inner = a.sum(
                rest,
                laws.label().alpha(),
                field.multiply(laws.label().beta(), residual.label(i)),
                laws.activation().alpha(),
                a.product(share, kurtosis, alphaP, residual.trace()));
        T within = field.add(o.alpha(), field.multiply(o.growth(), inner));
        T slope = field.multiply(m2, a.square(residual.optimum().get(i)));
        T among = field.add(
                a.product(laws.activation().sharedGrowth(), alphaP, m2),
                field.multiply(laws.label().sharedBeta(), slope));
        return field.add(field.multiply(own, within), a.product(between, o.sharedGrowth(), among));
    }

    private LowerBound bound(T state, Noise<T> noise) {
        T c = field.of(LEARNED);
        T square = a.square(c);
        T one = field.one();
        T once = field.subtract(one, field.divide(one, steps));
        T twice = field.subtract(field.of(2), field.divide(one, steps));
        T bias = a.product(field.of(0.5), square, sums.bias());
        T fed = field.divide(a.product(state, sums.drift(), sums.dimension()), gammaN);
        T biasNoise = a.product(field.of(0.0625), square, c, once, fed);
        T sum = field.zero();
        T least = noise.at(0);
        for (int i = 0; i < moments.dimension(); i++) {
            T x = field.multiply(gammaN, problem.eigenvalues().get(i));
            T each = noise.at(i);
            least = field.min(least, each);
            sum = field.add(sum, field.multiply(each, field.min(one, a.square(x))));
        }
        T twelfth = field.divide(square, field.of(12));
        T variance = field.divide(a.product(twelfth, once, twice, sum), steps);
        T noises = field.add(biasNoise, variance);
        T value = field.add(bias, noises);
        return new LowerBound(
                field.lower(value),
                field.lower(bias),
                field.lower(biasNoise),
                field.lower(variance),
                field.lower(state),
                field.lower(least),
                field.lower(clean(value, noises)),
                field.lower(field.add(value, problem.quantizedApproximation(laws))));
    }

    /** ½E‖w̄ − w*‖²_H ≥ r·value + ½‖w_q* − w*‖²_H for shrunk optima, r·noises in general, r = min λ_i/m2_i. */
    private T clean(T value, T noises) {
        T ratio = field.one();
        boolean shrunk = true;
        for (CoordinateMoments<T> c : moments.coordinates()) {
            ratio = field.min(ratio, field.divide(c.lambda(), c.m2()));
            shrunk &= field.lower(c.c11()) >= 0 && field.upper(c.c11()) <= field.lower(c.m2());
        }
        return shrunk
                ? field.add(field.multiply(ratio, value), field.multiply(field.of(0.5), problem.approximation()))
                : field.multiply(ratio, noises);
    }
}
