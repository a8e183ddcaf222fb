package org.roundproof.theory;

import java.util.ArrayList;
import java.util.List;
import org.roundproof.sgd.Averaging;

/**
 * The exact recursion of first and second moments of quantized SGD on a product design (independent coordinates with E x_i
 * = E x̃_i = 0; unbiased label, parameter, activation and gradient quantizers), in any {@link Field}. One step is {@link
 * ProductStep}; the average over a window of T iterates needs, with A_t = Σ_{s≤t} μ_s and C_t = E[w_t Σ_{s<t} w_s],
 *
 * <pre>C_{t+1} = (1 − γ m2)(C_t + S_t) + γ c11 w* A_t,   E[(Σ w_t)²] = Σ S_t + 2 Σ C_t   (sums over the window).</pre>
 *
 * <p>In rationals the result is the expected value itself; in intervals it encloses it; in doubles {@link ProductRisk} is
 * the faster way. Derivation: proofs-notes/product-design.md.
 *
 * @param <T> numbers
 */
public final class ProductRecursion<T> {
    private final Field<T> field;
    private final ProductStep<T> step;
    private final int dimension;

    /**
     * Prepares the step.
     *
     * @param stepSize γ, the double's exact value
     * @param batch B ≥ 1
     */
    public ProductRecursion(Field<T> field, ProductMoments<T> moments, TargetLaws laws, double stepSize, int batch) {
        this(field, ProductStep.of(field, moments, laws, stepSize, batch));
    }

    /** The recursion of a given step: {@link ProductStep#of} moves moments of w, {@link ProductStep#centred} those of w − w*. */
    public ProductRecursion(Field<T> field, ProductStep<T> step) {
        this.field = field;
        this.step = step;
        this.dimension = step.m2().size();
    }

    /** N steps from w_0 = 0. */
    public RecursionPath<T> run(int steps, Averaging averaging) {
        return run(steps, averaging, MarginalMoments.zero(field, dimension));
    }

    /** N steps from a random w_0 with the given moments. */
    public RecursionPath<T> run(int steps, Averaging averaging, MarginalMoments<T> initial) {
        List<T> mean = new ArrayList<>(initial.mean());
        List<T> second = new ArrayList<>(initial.second());
        List<T> cross = zeros();
        List<T> sumMean = zeros();
        List<T> sumSecond = zeros();
        List<T> pathMean = zeros();
        List<T> pathSecond = zeros();
        int first = averaging.first(steps);
        int end = Math.max(steps, first + 1);
        for (int t = 0; ; t++) {
            if (t < steps) {
                accumulate(pathMean, mean);
                accumulate(pathSecond, second);
            }
            if (t >= first) {
                accumulate(sumMean, mean);
                accumulate(sumSecond, second);
                accumulateTwice(sumSecond, cross);
            }
            if (t == end - 1) {
                return new RecursionPath<>(average(sumMean, sumSecond, end - first), pathMean, pathSecond);
            }
            if (t >= first) {
                advanceCross(cross, second, sumMean);
            }
            advance(second, mean);
        }
    }

    // S_i ← second_i S_i + cross_i μ_i + m2_i F + constant_i,  μ_i ← contraction_i μ_i + drift_i
    private void advance(List<T> second, List<T> mean) {
        T rankOne = field.zero();
        for (int i = 0; i < dimension; i++) {
            T term = field.subtract(
                    field.multiply(step.sumSecond().get(i), second.get(i)),
                    field.multiply(step.sumMean().get(i), mean.get(i)));
            rankOne = field.add(rankOne, term);
        }
        for (int i = 0; i < dimension; i++) {
            T own = field.add(
                    field.multiply(step.second().get(i), second.get(i)),
                    field.multiply(step.cross().get(i), mean.get(i)));
            T other = field.add(
                    field.multiply(step.m2().get(i), rankOne), step.constant().get(i));
            second.set(i, field.add(own, other));
            mean.set(
                    i,
                    field.add(
                            field.multiply(step.contraction().get(i), mean.get(i)),
                            step.drift().get(i)));
        }
    }

    // C_i ← contraction_i (C_i + S_i) + drift_i A_i
    private void advanceCross(List<T> cross, List<T> second, List<T> sumMean) {
        for (int i = 0; i < dimension; i++) {
            T kept = field.multiply(step.contraction().get(i), field.add(cross.get(i), second.get(i)));
            cross.set(i, field.add(kept, field.multiply(step.drift().get(i), sumMean.get(i))));
        }
    }

    private void accumulate(List<T> sum, List<T> terms) {
        for (int i = 0; i < dimension; i++) {
            sum.set(i, field.add(sum.get(i), terms.get(i)));
        }
    }

    private void accumulateTwice(List<T> sum, List<T> terms) {
        accumulate(sum, terms);
        accumulate(sum, terms);
    }

    private MarginalMoments<T> average(List<T> sumMean, List<T> sumSecond, int length) {
        T count = field.of(length);
        T square = field.multiply(count, count);
        List<T> mean = new ArrayList<>(dimension);
        List<T> second = new ArrayList<>(dimension);
        for (int i = 0; i < dimension; i++) {
            mean.add(field.divide(sumMean.get(i), count));
            second.add(field.divide(sumSecond.get(i), square));
        }
        return new MarginalMoments<>(mean, second);
    }

    private List<T> zeros() {
        return new ArrayList<>(MarginalMoments.zero(field, dimension).mean());
    }
}
