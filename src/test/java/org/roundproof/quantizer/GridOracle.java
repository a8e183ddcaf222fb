package org.roundproof.quantizer;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.format.FloatFormat;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.PowerFormat;
import org.roundproof.format.UniformFormat;
import org.roundproof.format.ValueClass;
import org.roundproof.quantizer.Rounding.Deterministic;

/**
 * Rounding said a second time, without cells or exponents: the code points are decoded, the values listed in order, and
 * reals built between two of them, so that neighbours and fraction are known without any computation of an exponent.
 */
final class GridOracle {
    private static final BigFraction HALF = BigFraction.of(1, 2);

    private final NumberFormat format;
    private final BigFraction max;
    private final BigFraction min;

    /** Ascending magnitudes of the unbounded grid from its first one to a few beyond the range. */
    private final List<BigFraction> magnitudes;

    GridOracle(NumberFormat format) {
        this.format = format;
        TreeSet<BigFraction> values = new TreeSet<>(GridOracle::compare);
        for (long code = 0; code < 1L << format.bits(); code++) {
            if (format.classify(code) != ValueClass.UNUSED && Double.isFinite(format.decode(code))) {
                values.add(BigFraction.from(format.decode(code)));
            }
        }
        max = values.last();
        min = values.first();
        List<BigFraction> positive = new ArrayList<>(values.tailSet(BigFraction.ZERO, true));
        if (format instanceof UniformFormat uniform) {
            magnitudes = multiples(BigFraction.from(uniform.step()));
        } else if (format instanceof PowerFormat power) {
            magnitudes = continued(positive, power);
        } else {
            magnitudes = extended(positive, ((FloatFormat) format).precision());
        }
    }

    /** The next value of the power grid, and then equal steps. */
    private static List<BigFraction> continued(List<BigFraction> grid, PowerFormat power) {
        BigFraction last = grid.get(grid.size() - 1);
        BigFraction next = BigFraction.from(power.magnitude(power.maxIndex() + 1));
        for (int i = 0; i < 5; i++) {
            grid.add(next.add(next.subtract(last).multiply(i)));
        }
        return grid;
    }

    private List<BigFraction> multiples(BigFraction step) {
        List<BigFraction> result = new ArrayList<>();
        BigFraction end = (compare(max, min.negate()) > 0 ? max : min.negate()).add(step.multiply(40));
        for (BigFraction v = BigFraction.ZERO; compare(v, end) <= 0; v = v.add(step)) {
            result.add(v);
        }
        return result;
    }

    /** Two binades more: a binade has 2^(p−1) numbers, each twice its counterpart one binade below. */
    private static List<BigFraction> extended(List<BigFraction> grid, int precision) {
        int perBinade = 1 << (precision - 1);
        for (int i = 0; i < 2 * perBinade; i++) {
            grid.add(grid.get(grid.size() - perBinade).multiply(2));
        }
        return grid;
    }

    /** The order of the rationals; {@code BigFraction.compareTo} of Commons Numbers 1.2 puts −2 above −1. */
    static int compare(BigFraction a, BigFraction b) {
        return a.subtract(b).signum();
    }

    List<BigFraction> magnitudes() {
        return magnitudes;
    }

    /**
     * A real that was built inside a known cell, so that nobody has to look for its neighbours.
     *
     * @param below position of the magnitude at or below |x|
     * @param fraction of the way to the next one
     */
    record Point(BigFraction x, int below, BigFraction fraction) {}

    /** Interesting reals: every grid point, the midpoint, near it, near the ends and elsewhere in every cell, both signs. */
    List<Point> points() {
        List<Point> points = new ArrayList<>();
        BigFraction tiny = BigFraction.of(1, 1L << 40);
        List<BigFraction> fractions = List.of(
                BigFraction.ZERO,
                tiny,
                BigFraction.of(1, 3),
                HALF.subtract(tiny),
                HALF,
                HALF.add(tiny),
                BigFraction.of(3, 4),
                BigFraction.ONE.subtract(tiny));
        for (int i = 0; i + 1 < magnitudes.size(); i++) {
            BigFraction gap = magnitudes.get(i + 1).subtract(magnitudes.get(i));
            for (BigFraction f : fractions) {
                BigFraction x = magnitudes.get(i).add(gap.multiply(f));
                points.add(new Point(x, i, f));
                points.add(new Point(x.negate(), i, f));
            }
        }
        return points;
    }

    /** Q(x) as the definition says it. */
    double round(Point point, Deterministic rounding, Overflow overflow) {
        boolean negative = point.x().signum() < 0;
        if (!format.hasZero() && negative) {
            return Double.NaN;
        }
        BigFraction lo = magnitudes.get(point.below());
        BigFraction hi = point.fraction().signum() == 0 ? lo : magnitudes.get(point.below() + 1);
        boolean lowIsEven = even(point.below());
        int nearer = compare(point.fraction(), HALF);
        BigFraction chosen =
                switch (rounding) {
                    case TIES_TO_EVEN -> nearer < 0 || nearer == 0 && lowIsEven ? lo : hi;
                    case TIES_TO_AWAY -> nearer < 0 ? lo : hi;
                    case TOWARD_ZERO -> lo;
                    case TOWARD_POSITIVE -> negative ? lo : hi;
                    case TOWARD_NEGATIVE -> negative ? hi : lo;
                    case TO_ODD -> lowIsEven ? hi : lo;
                };
        return overflow(negative ? chosen.negate() : chosen, negative, rounding, overflow);
    }

    /** Whether a magnitude is even: its significand, so that subnormal numbers that are left out count all the same. */
    private boolean even(int position) {
        boolean flushed = format instanceof FloatFormat f && !f.subnormals() && f.hasZero() && position > 0;
        return (flushed ? position - 1 + (1 << (((FloatFormat) format).precision() - 1)) : position) % 2 == 0;
    }

    private double overflow(BigFraction value, boolean negative, Deterministic rounding, Overflow overflow) {
        if (value.signum() == 0) {
            return negative && format.hasNegativeZero() ? -0.0 : 0.0;
        }
        if (compare(value, min) >= 0 && compare(value, max) <= 0) {
            return value.doubleValue();
        }
        if (overflow == Overflow.WRAP) {
            BigFraction period = max.subtract(min).add(BigFraction.from(((UniformFormat) format).step()));
            BigFraction wrapped = value;
            while (compare(wrapped, max) > 0) {
                wrapped = wrapped.subtract(period);
            }
            while (compare(wrapped, min) < 0) {
                wrapped = wrapped.add(period);
            }
            return wrapped.doubleValue();
        }
        double end = negative ? min.doubleValue() : max.doubleValue();
        boolean below = negative && !format.signed();
        boolean inward = rounding == Deterministic.TOWARD_ZERO
                || rounding == Deterministic.TO_ODD
                || rounding == Deterministic.TOWARD_POSITIVE && negative
                || rounding == Deterministic.TOWARD_NEGATIVE && !negative;
        if (overflow != Overflow.OVF_INF || below || inward) {
            return end;
        }
        return negative
                ? (format.hasNegativeInfinity() ? Double.NEGATIVE_INFINITY : Double.NaN)
                : (format.hasPositiveInfinity() ? Double.POSITIVE_INFINITY : Double.NaN);
    }
}
