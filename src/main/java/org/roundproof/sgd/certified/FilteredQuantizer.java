package org.roundproof.sgd.certified;

import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.roundproof.format.ExactReal;
import org.roundproof.format.UniformFormat;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.random.RandomWords;
import org.roundproof.random.Role;
import org.roundproof.sgd.fast.FastRounder;
import org.roundproof.sgd.fast.TensorWords;

/**
 * A quantizer of reals that are known to lie between two doubles. For given random words every rounding is monotone, so
 * that equal results at both ends are the result for everything between them; otherwise the exact real is asked for and
 * {@link Quantizer} decides. (Under {@code wrap} results are monotone only within a period: ends a step or more apart are
 * left to exact arithmetic, and all different ends where a period is two steps.)
 */
final class FilteredQuantizer implements TensorWords {
    private final Quantizer quantizer;
    private final FastRounder rounder;
    private final RandomWords words;
    private final Role role;
    private final int replicate;
    private final double widest;
    private final int[] first;
    private final int[] second;
    private final double[] other;
    private int step;
    private long fallbacks;

    FilteredQuantizer(Quantizer quantizer, Role role, RandomWords words, int replicate, int size) {
        this.quantizer = quantizer;
        this.role = role;
        this.words = words;
        this.replicate = replicate;
        rounder = FastRounder.of(quantizer);
        first = new int[rounder.words() > 0 ? size : 0];
        second = new int[rounder.words() > 1 ? size : 0];
        other = new double[size];
        widest = quantizer.overflow() == Overflow.WRAP && quantizer.format() instanceof UniformFormat uniform
                ? uniform.bits() > 1 ? uniform.step() : 0
                : Double.POSITIVE_INFINITY;
    }

    /** Decisions that needed exact arithmetic. */
    long fallbacks() {
        return fallbacks;
    }

    /** Draws the words of one step. */
    void begin(int newStep) {
        step = newStep;
        if (first.length > 0) {
            words.fill(role, step, replicate, 0, 0, 0, first);
        }
        if (second.length > 0) {
            words.fill(role, step, replicate, 0, 1, 0, second);
        }
    }

    @Override
    public int word(int element, int use, int level) {
        return words.word(role, step, replicate, element, use, level);
    }

    /** Q of doubles that are the exact values themselves. */
    void round(double[] in, double[] out) {
        rounder.round(in, out, other.length, first, second, this);
    }

    /**
     * Q of reals z_i with low_i ≤ z_i ≤ high_i.
     *
     * @param exact z_i
     */
    void round(double[] low, double[] high, double[] out, IntFunction<ExactReal> exact) {
        rounder.round(low, out, other.length, first, second, this);
        rounder.round(high, other, other.length, first, second, this);
        for (int i = 0; i < other.length; i++) {
            if (!decided(low[i], high[i], out[i], other[i])) {
                out[i] = fallback(i, exact.apply(i));
            }
        }
    }

    /** Q of all weights: from a neighbourhood in bulk, where the rounder can, and otherwise between bounds. */
    void round(Weights weights, double[] out) {
        double relative = weights.estimate();
        if (!rounder.roundAbout(weights.estimates, relative, out, other.length, first, second)) {
            weights.enclose();
            round(weights.low, weights.high, out, weights::exact);
            return;
        }
        for (int i = 0; i < other.length; i++) {
            if (Double.isNaN(out[i])) {
                roundOpen(weights, out);
                return;
            }
        }
    }

    /** Rounds the weights that are NaN in {@code out}. */
    private void roundOpen(Weights weights, double[] out) {
        weights.enclose();
        for (int i = 0; i < other.length; i++) {
            if (Double.isNaN(out[i])) {
                int element = i;
                out[i] = round(i, weights.low[i], weights.high[i], () -> weights.exact(element));
            }
        }
    }

    /**
     * Q of one real z with low ≤ z ≤ high.
     *
     * @param exact z
     */
    double round(int element, double low, double high, Supplier<ExactReal> exact) {
        double a = round(element, low);
        if (low == high) {
            return a;
        }
        return decided(low, high, a, round(element, high)) ? a : fallback(element, exact.get());
    }

    private double round(int element, double x) {
        return rounder.round(
                x,
                first.length > 0 ? first[element] : 0,
                second.length > 0 ? second[element] : 0,
                (use, level) -> word(element, use, level));
    }

    private boolean decided(double low, double high, double atLow, double atHigh) {
        // NaN lies beyond the range on either side, and so proves nothing
        return atLow == atHigh
                && Double.doubleToRawLongBits(atLow) == Double.doubleToRawLongBits(atHigh)
                && (low == high || high - low < widest);
    }

    private double fallback(int element, ExactReal exact) {
        fallbacks++;
        return quantizer.quantize(exact, words.element(role, step, replicate, element));
    }
}
