package org.roundproof.sgd.fast;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.roundproof.Effort;
import org.roundproof.format.ExactReal;
import org.roundproof.format.NumberFormat;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;
import org.roundproof.quantizer.Rounding.Deterministic;
import org.roundproof.random.WordSource;

/**
 * Every rounding and policy of one format at given points: the exact quantizer, the fast rounder and, where nothing is
 * random and x is in the range, the table of values, which must all give the same double.
 *
 * <p>{@code sat-finite} runs at every point, the other policies where they can differ: about the ends of the range and
 * beyond (at every point from {@code -Droundproof.effort=8} on). {@code sr(8)} runs at every point with every cut, the
 * other R in turn (all of them from the same effort on).
 */
final class RoundingSweep {
    private static final int EVERY_POINT = 8;
    private static final int[] FEW_BITS = {1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 23, 24, 31, 32};

    private final NumberFormat format;
    private final @Nullable TableOracle table;
    private final boolean thorough = Effort.factor() >= EVERY_POINT;
    private final List<Policy> policies;

    private record Pair(Quantizer exact, FastRounder fast) {
        Pair(NumberFormat format, Rounding rounding, Overflow overflow) {
            this(new Quantizer(format, rounding, overflow));
        }

        Pair(Quantizer exact) {
            this(exact, FastRounder.of(exact));
        }
    }

    private record Policy(Overflow overflow, List<Pair> deterministic, Pair stochastic, List<List<Pair>> fewBits) {
        static Policy of(NumberFormat format, Overflow overflow) {
            List<Pair> plain = RoundingCorners.deterministic().stream()
                    .map(rounding -> new Pair(format, rounding, overflow))
                    .toList();
            List<List<Pair>> few = new ArrayList<>(List.of(cuts(format, overflow, 8)));
            for (int bits : FEW_BITS) {
                few.add(cuts(format, overflow, bits));
            }
            return new Policy(overflow, plain, new Pair(format, new Rounding.Stochastic(), overflow), few);
        }

        private static List<Pair> cuts(NumberFormat format, Overflow overflow, int bits) {
            List<Pair> pairs = new ArrayList<>();
            for (Rounding.Cut cut : Rounding.Cut.values()) {
                pairs.add(new Pair(format, new Rounding.StochasticBits(bits, cut), overflow));
            }
            return pairs;
        }
    }

    RoundingSweep(NumberFormat format) {
        this.format = format;
        table = format.bits() <= 16 ? new TableOracle(format) : null;
        policies = RoundingCorners.policies(format).stream()
                .map(overflow -> Policy.of(format, overflow))
                .toList();
    }

    /**
     * Sweeps the points; returns the number of comparisons. In one thread: coverage counters that two threads write to make this three
     * times as slow.
     */
    long over(double[] points) {
        return IntStream.range(0, points.length)
                .mapToLong(i -> at(i, points[i]))
                .sum();
    }

    private long at(int turn, double x) {
        boolean finite = Double.isFinite(x);
        ExactReal fraction =
                finite ? format.cell(ExactReal.of(x)).fraction() : ExactReal.ZERO; // only to choose the words
        List<WordSource> words = DecidingWords.exact(fraction);
        boolean outside = outside(format, x);
        long compared = 0;
        for (Policy policy : policies) {
            if (policy.overflow() == Overflow.SAT_FINITE || outside || thorough) {
                compared += deterministic(policy, x) + stochastic(policy, x, words);
                compared += fewBits(policy.fewBits().get(0), x, fraction);
                for (int i = 0; i < (thorough ? FEW_BITS.length : 1); i++) {
                    compared += fewBits(policy.fewBits().get(1 + (turn + i) % FEW_BITS.length), x, fraction);
                }
            }
        }
        return compared;
    }

    /** Where the overflow policies can differ: near the ends of the range (a cell or more for 16 bits) and beyond. */
    static boolean outside(NumberFormat format, double x) {
        double part = format.bits() > 8 ? 0.99 : 0.9;
        return !(x < part * format.maxFinite() && x > part * format.minFinite());
    }

    private long deterministic(Policy policy, double x) {
        for (Pair pair : policy.deterministic()) {
            RoundingCorners.agree(pair.exact(), pair.fast(), x, 0, 0);
            if (table != null && table.covers(x)) {
                double listed = table.round(x, (Deterministic) pair.exact().rounding());
                double fast = pair.fast().round(x, 0, 0, RoundingCorners.NONE);
                if (Double.compare(listed, fast) != 0) {
                    throw new AssertionError(pair.exact() + " at " + Double.toHexString(x) + ": by the table "
                            + Double.toHexString(listed) + ", fast " + Double.toHexString(fast));
                }
            }
        }
        return policy.deterministic().size();
    }

    private static long stochastic(Policy policy, double x, List<WordSource> words) {
        Pair pair = policy.stochastic();
        for (WordSource source : words) {
            RoundingCorners.agree(pair.exact(), pair.fast(), x, source);
        }
        return words.size();
    }

    private static long fewBits(List<Pair> cuts, double x, ExactReal fraction) {
        int bits = ((Rounding.StochasticBits) cuts.get(0).exact().rounding()).bits();
        int[] words = DecidingWords.fewBits(fraction, bits);
        for (Pair pair : cuts) {
            if (!Double.isFinite(x)) {
                RoundingCorners.agree(pair.exact(), pair.fast(), x, 0, 0);
                continue;
            }
            ToDoubleFunction<WordSource> exact = pair.exact().at(x);
            for (int word : words) {
                double expected = exact.applyAsDouble((use, level) -> word);
                double fast = pair.fast().round(x, word, 0, RoundingCorners.NONE);
                if (Double.compare(expected, fast) != 0) {
                    throw RoundingCorners.difference(pair.exact(), x, word, expected, fast);
                }
            }
        }
        return (long) cuts.size() * words.length;
    }
}
