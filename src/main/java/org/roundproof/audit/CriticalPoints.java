package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import org.roundproof.format.Cell;
import org.roundproof.format.ExactReal;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.ValueClass;
import org.roundproof.random.RandomWords;
import org.roundproof.random.Role;
import org.roundproof.random.WordSource;

/** Where roundings change their mind: the doubles and the random words at which an implementation is compared. */
final class CriticalPoints {
    private CriticalPoints() {}

    /** Code points, midpoints, and the two neighbouring doubles of each; every {@code stride}-th code. */
    static List<Double> enumerate(NumberFormat format, int stride) {
        List<Double> points = new ArrayList<>();
        for (long code = 0; code < 1L << format.bits(); code += stride) {
            double value = format.classify(code) == ValueClass.UNUSED ? Double.NaN : format.decode(code);
            if (Double.isFinite(value)) {
                around(points, value);
                around(points, value + (format.nextUp(value) - value) / 2);
            }
        }
        return points;
    }

    /** Around zero, the smallest value and the overflow thresholds, and special values. */
    static List<Double> corners(NumberFormat format) {
        List<Double> points = new ArrayList<>(List.of(0.0, -0.0, Double.NaN));
        points.addAll(List.of(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MAX_VALUE, -Double.MAX_VALUE));
        around(points, Double.MIN_VALUE);
        for (double tiny : new double[] {0.25, 0.5, 1}) {
            around(points, tiny * format.smallestPositive());
            around(points, -tiny * format.smallestPositive());
        }
        double top = format.maxFinite();
        double gap = top - format.nextDown(top);
        for (double beyond : new double[] {0.25, 0.5, 0.75, 1, 1.5, 2}) {
            around(points, top + beyond * gap);
            around(points, format.minFinite() - beyond * gap);
        }
        return points;
    }

    /** Random codes of a large format, each with a random place in the gap above it. */
    static List<Double> generate(NumberFormat format, int count, long seed) {
        RandomWords words = new RandomWords(seed);
        List<Double> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            WordSource source = words.element(Role.FEATURES, 1, 0, i);
            double value = format.decode(Integer.toUnsignedLong(source.word(0, 0)) & ((1L << format.bits()) - 1));
            if (!Double.isFinite(value)) {
                continue;
            }
            double gap = format.nextUp(value) - value;
            double place =
                    switch (i % 3) {
                        case 0 -> 0.5;
                        case 1 -> (source.word(0, 1) >>> 24) * 0x1p-8;
                        default -> (source.word(0, 1) >>> 1) * 0x1p-31;
                    };
            around(points, value + gap * place);
        }
        return points;
    }

    private static void around(List<Double> points, double x) {
        points.add(Math.nextDown(x));
        points.add(x);
        points.add(Math.nextUp(x));
    }

    /**
     * Words at and beside the one where exact stochastic rounding turns: with c = 2^32 − ⌊f·2^32⌋, the words c − 1 (undecided
     * at level 0, with either extreme below it) and c, and the extremes.
     */
    static List<WordSource> words(NumberFormat format, double x) {
        List<WordSource> sources = new ArrayList<>();
        sources.add(source(0, 0));
        sources.add(source(-1, -1));
        sources.add(source(0x7FFFFFFF, 0x55555555));
        if (Double.isFinite(x)) {
            Cell cell = format.cell(ExactReal.of(x));
            int turn = (int) -cell.fraction().floorScaled(-Integer.SIZE).longValue();
            sources.add(source(turn - 1, 0));
            sources.add(source(turn - 1, -1));
            sources.add(source(turn, 0));
        }
        return sources;
    }

    private static WordSource source(int first, int further) {
        return (use, level) -> level > 0 ? further : use == 0 ? first : Integer.reverse(first) ^ 0x0F0F0F0F;
    }
}
