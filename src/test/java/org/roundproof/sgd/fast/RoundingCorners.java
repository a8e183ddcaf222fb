package org.roundproof.sgd.fast;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.roundproof.InputException;
import org.roundproof.format.Cell;
import org.roundproof.format.ExactReal;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.UniformFormat;
import org.roundproof.format.ValueClass;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;
import org.roundproof.random.WordSource;

/** Where roundings go wrong: points, words, and the roundings and policies that a format admits. */
final class RoundingCorners {
    private static final double[] EXTREMES = {
        0.0,
        Double.MIN_VALUE,
        3 * Double.MIN_VALUE,
        0x1p-1022,
        Math.nextDown(0x1p-1022),
        0x1p-600,
        1.0,
        0.1,
        0x1.fffffep0,
        Math.nextDown(0.5),
        0x1p52,
        0x1p53 - 1,
        1e300,
        0x1p1023,
        Double.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NaN
    };

    private RoundingCorners() {}

    /** For decisions that level 0 must bring about alone. */
    static final WordSource NONE = (use, level) -> {
        throw new AssertionError("a word was asked for: use " + use + ", level " + level);
    };

    /**
     * Every {@code stride}-th code point with its midpoints and the neighbouring doubles of both, and what lies beyond; each
     * point once.
     */
    static double[] points(NumberFormat format, int stride) {
        Set<Double> points = new LinkedHashSet<>();
        if (format instanceof UniformFormat uniform) {
            for (long n = uniform.minIndex(); n <= uniform.maxIndex(); n += stride) {
                addWithMidpoint(points, n * uniform.step(), format.nextUp(n * uniform.step()));
            }
        } else {
            for (long code = 0; code < 1L << format.bits(); code += stride) {
                double value = format.classify(code) == ValueClass.UNUSED ? Double.NaN : format.decode(code);
                if (Double.isFinite(value)) {
                    addWithMidpoint(points, value, format.nextUp(value));
                }
            }
        }
        beyond(points, format);
        for (double extreme : EXTREMES) {
            addNeighbours(points, extreme);
            addNeighbours(points, -extreme);
        }
        return points.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The largest and the smallest value, the thresholds of overflow beside them, and grid points far beyond. */
    private static void beyond(Set<Double> points, NumberFormat format) {
        for (double end : new double[] {format.maxFinite(), format.minFinite()}) {
            double gap = gap(format, end);
            for (int quarters = -8; quarters <= 12; quarters++) {
                double offset = quarters * 0.25 * gap;
                addNeighbours(points, end + offset);
                addNeighbours(points, -end - offset);
            }
            for (double factor : new double[] {1.5, 2, 2.5, 3, 1000.5, 0x1p60}) {
                addNeighbours(points, end * factor);
                addNeighbours(points, -end * factor);
            }
        }
        for (double part : new double[] {0.25, 0.5, 0.75, 1, 1.25, 1.5, 0x1p-33, 0x1p-34, 0x1p-70}) {
            addNeighbours(points, part * format.smallestPositive());
            addNeighbours(points, -part * format.smallestPositive());
        }
    }

    private static double gap(NumberFormat format, double end) {
        Cell cell = format.cell(ExactReal.of(end));
        return cell.awayFromZero().subtract(cell.towardZero()).toDouble();
    }

    private static void addWithMidpoint(Set<Double> points, double value, double next) {
        addNeighbours(points, value);
        double gap = next - value;
        addNeighbours(points, value + gap / 2);
        points.add(value + gap / 3);
    }

    private static void addNeighbours(Set<Double> points, double x) {
        points.add(x);
        points.add(Math.nextUp(x));
        points.add(Math.nextDown(x));
    }

    /** Words that decide: 0, all ones, and those about the threshold 2^32 − F, F the first 32 bits of the fraction. */
    static int[] words(NumberFormat format, double x) {
        if (!Double.isFinite(x)) {
            return new int[] {0};
        }
        long f = format.cell(ExactReal.of(x)).fraction().floorScaled(-32).longValueExact();
        return new int[] {
            0,
            -1,
            1,
            -2,
            (int) f,
            (int) -f,
            (int) (-f - 1),
            (int) (-f + 1),
            (int) (-f - 2),
            1 << 31,
            (1 << 31) - 1,
            0x5eed1234
        };
    }

    /** Word 0 of each use given, the further levels fixed by them but irregular. */
    static WordSource source(int first, int second) {
        return (use, level) -> {
            int word = use == 0 ? first : second;
            return level == 0 ? word : Integer.rotateLeft(word * 0x9E3779B9 + level * 0x7F4A7C15, 13) * (2 * use + 5);
        };
    }

    /** Every rounding without words. */
    static List<Rounding> deterministic() {
        return List.of(Rounding.Deterministic.values());
    }

    /** Few-bit stochastic rounding for several R, each cut. */
    static List<Rounding> fewBits() {
        List<Rounding> roundings = new ArrayList<>();
        for (int bits : new int[] {1, 5, 31, 32}) {
            for (Rounding.Cut cut : Rounding.Cut.values()) {
                roundings.add(new Rounding.StochasticBits(bits, cut));
            }
        }
        return roundings;
    }

    /** The overflow policies that a format admits. */
    static List<Overflow> policies(NumberFormat format) {
        List<Overflow> policies =
                new ArrayList<>(List.of(Overflow.SAT_FINITE, Overflow.SAT_PROPAGATE, Overflow.OVF_INF));
        if (format instanceof UniformFormat uniform
                && Long.bitCount(uniform.maxIndex() - uniform.minIndex() + 1) == 1) {
            policies.add(Overflow.WRAP);
        }
        return policies;
    }

    /** Holds one point: both roundings give the same bits, or both refuse. Returns the number of comparisons, 1. */
    static int agree(Quantizer quantizer, FastRounder rounder, double x, int first, int second) {
        return agree(quantizer, rounder, x, source(first, second));
    }

    /** The same with any words. */
    static int agree(Quantizer quantizer, FastRounder rounder, double x, WordSource words) {
        if (Double.isFinite(x) || quantizer.overflow() != Overflow.WRAP) {
            double exact = quantizer.quantize(x, words);
            double fast = rounder.round(x, words);
            if (Double.compare(exact, fast) != 0) {
                throw difference(quantizer, x, words.word(0, 0), exact, fast);
            }
        } else {
            assertThrows(InputException.class, () -> quantizer.quantize(x, words));
            assertThrows(InputException.class, () -> rounder.round(x, words));
        }
        return 1;
    }

    static AssertionError difference(Quantizer quantizer, double x, int word, double exact, double fast) {
        return new AssertionError(quantizer + " at " + Double.toHexString(x) + ", word 0x" + Integer.toHexString(word)
                + ": exact " + Double.toHexString(exact) + ", fast " + Double.toHexString(fast));
    }
}
