package org.roundproof.theory;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Evaluates the formulas of {@link RiskBound} and {@link PaperForm}; in intervals their upper ends are bounds. */
final class UpperBound<T> {
    /** 8, 4, … 2⁻⁹, 2⁻¹², 2⁻¹⁶, … 2⁻⁴⁴: the smallest cost nothing where the residual is (nearly) independent of the features. */
    static final List<Double> THETAS = DoubleStream.concat(
                    DoubleStream.iterate(8, theta -> theta / 2).limit(13),
                    DoubleStream.iterate(0x1p-12, theta -> theta / 16).limit(9))
            .boxed()
            .toList();

    private final Field<T> field;
    private final Arithmetic<T> a;
    private final BoundProblem<T> problem;
    private final SpectralSums<T> sums;
    private final T gamma;
    private final T gammaN;
    private final T half;
    private final T quantizedApproximation;

    private UpperBound(BoundProblem<T> problem, LawNumbers<T> laws, double stepSize, int steps) {
        this.problem = problem;
        field = problem.field();
        a = new Arithmetic<>(field);
        sums = SpectralSums.of(field, problem.eigenvalues(), problem.squares(), problem.slack(), stepSize, steps);
        gamma = field.of(stepSize);
        gammaN = field.multiply(gamma, field.of(steps));
        half = field.of(0.5);
        quantizedApproximation = problem.quantizedApproximation(laws);
    }

    /** The least bound over θ, with the paper's form beside it, and the given lower bound. */
    static <T> RiskBound of(
            BoundProblem<T> problem,
            TargetLaws laws,
            double stepSize,
            int batch,
            int steps,
            @Nullable LowerBound lower) {
        LawNumbers<T> numbers = LawNumbers.of(problem.field(), laws);
        UpperBound<T> bound = new UpperBound<>(problem, numbers, stepSize, steps);
        double contraction = bound.field.upper(bound.field.multiply(bound.gamma, bound.sums.largest()));
        if (!(contraction <= 1)) {
            return fails("the bound needs γλ_1 ≤ 1", contraction);
        }
        boolean tied = laws.parameter().shared();
        List<NoiseConstants<T>> candidates = THETAS.stream()
                .map(theta -> NoiseConstants.of(bound.field, problem.noise(), numbers, tied, batch, theta))
                .toList();
        PaperForm paper = candidates.stream()
                .flatMap(constants -> Stream.ofNullable(bound.paper(constants)))
                .min((p, q) -> Double.compare(p.value(), q.value()))
                .orElse(null);
        return candidates.stream()
                .flatMap(constants -> Stream.ofNullable(bound.terms(constants, paper, lower)))
                .min((p, q) -> Double.compare(p.value(), q.value()))
                .<RiskBound>map(terms -> terms)
                .orElseGet(() -> fails("the bound needs γα̂ tr H_q < 1", bound.leastGrowth(candidates)));
    }

    private T growth(T state) {
        return a.product(gamma, state, problem.noise().trace());
    }

    private double leastGrowth(List<NoiseConstants<T>> candidates) {
        return candidates.stream()
                .mapToDouble(constants -> field.upper(growth(constants.state())))
                .min()
                .orElseThrow();
    }

    private double threshold(T state) {
        T byNoise =
                field.divide(field.one(), field.multiply(state, problem.noise().trace()));
        return Math.min(field.lower(byNoise), field.lower(field.divide(field.one(), sums.largest())));
    }

    private RiskBound.@Nullable Terms terms(
            NoiseConstants<T> constants, @Nullable PaperForm paper, @Nullable LowerBound lower) {
        T growth = growth(constants.state());
        if (!(field.upper(growth) < 1)) {
            return null;
        }
        T rest = field.subtract(field.one(), growth);
        T bias = field.multiply(half, sums.bias());
        T biasNoise = field.divide(
                a.product(half, constants.state(), sums.drift(), sums.dimension()), field.multiply(gammaN, rest));
        T variance = field.divide(a.product(half, constants.effectiveNoise(), sums.averaged()), rest);
        T value = a.sum(bias, biasNoise, variance);
        return new RiskBound.Terms(
                field.upper(value),
                field.upper(bias),
                field.upper(biasNoise),
                field.upper(variance),
                sums.learned(),
                field.upper(constants.state()),
                field.upper(constants.effectiveNoise()),
                field.upper(constants.residualNoise()),
                threshold(constants.state()),
                field.upper(clean(value)),
                field.upper(field.multiply(half, problem.approximation())),
                field.upper(field.add(value, quantizedApproximation)),
                field.upper(quantizedApproximation),
                0,
                paper,
                lower);
    }

    /**
     * ½‖w̄ − w*‖²_H ≤ (1+t) r·½‖w̄ − w_q*‖²_{H_q} + (1+1/t)·½‖w_q* − w*‖²_H for every t &gt; 0; the best t makes of it half the
     * square of the sum of the roots.
     */
    private T clean(T value) {
        T state = field.multiply(problem.cleanRatio(), value);
        T floor = field.multiply(half, problem.approximation());
        if (field.upper(floor) == 0) {
            return state;
        }
        double t = Math.sqrt(field.upper(floor) / field.upper(state));
        T weight = field.of(t > 0 && t < Double.POSITIVE_INFINITY ? t : 1);
        T first = field.multiply(field.add(field.one(), weight), state);
        T second = field.multiply(field.add(field.one(), field.divide(field.one(), weight)), floor);
        return field.add(first, second);
    }

    private @Nullable PaperForm paper(NoiseConstants<T> constants) {
        T alpha = field.add(constants.state(), field.one());
        T growth = growth(alpha);
        if (!(field.upper(growth) < 1)) {
            return null;
        }
        T two = field.of(2);
        T fed = field.divide(a.product(two, alpha, sums.drift()), gammaN);
        T variance = field.divide(
                field.multiply(field.add(constants.effectiveNoise(), fed), sums.dimension()),
                field.subtract(field.one(), growth));
        return new PaperForm(
                field.upper(field.multiply(two, field.add(sums.bias(), variance))),
                field.upper(sums.bias()),
                field.upper(variance),
                field.upper(alpha),
                threshold(alpha));
    }

    private static RiskBound.NotApplicable fails(String condition, double value) {
        return new RiskBound.NotApplicable(String.format(Locale.ROOT, "%s, but it is %.6g", condition, value));
    }
}
