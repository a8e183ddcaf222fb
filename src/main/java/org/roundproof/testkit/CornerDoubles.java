package org.roundproof.testkit;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.roundproof.format.ExactReal;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.ValueClass;

/**
 * Doubles where quantizers to a given format go wrong: code points, midpoints, both with the neighbouring doubles, the
 * overflow threshold and beyond, the underflow region; the rest anywhere. They shrink to small codes, no displacement and
 * positive sign.
 */
public final class CornerDoubles {
    private static final int CELL_PARTS = 1 << 10;

    private CornerDoubles() {}

    /** Finite doubles, −0 included. */
    public static Arbitrary<Double> of(NumberFormat format) {
        Arbitrary<Double> value = magnitudes(format);
        Arbitrary<Double> midpoint = value.map(v -> within(format, v, CELL_PARTS / 2));
        Arbitrary<Double> inside = Combinators.combine(
                        value, Arbitraries.integers().between(0, CELL_PARTS))
                .as((v, part) -> within(format, v, part));
        Arbitrary<Double> magnitude = Arbitraries.frequencyOf(
                Tuple.of(4, value),
                Tuple.of(4, midpoint),
                Tuple.of(2, inside),
                Tuple.of(2, nearOverflow(format)),
                Tuple.of(2, nearUnderflow(format)),
                Tuple.of(1, anyMagnitude()));
        // displacement in ulps of double: neighbours of the corner itself
        Arbitrary<Integer> ulps =
                Arbitraries.frequency(Tuple.of(3, 0), Tuple.of(1, 1), Tuple.of(1, -1), Tuple.of(1, 2), Tuple.of(1, -2));
        return Combinators.combine(magnitude, ulps, Arbitraries.of(false, true))
                .as((m, n, negative) -> negative ? -displaced(m, n) : displaced(m, n))
                .withoutEdgeCases(); // the corners are the edge cases
    }

    /** Doubles of all kinds: those of {@link #of}, infinities and NaN. */
    public static Arbitrary<Double> withSpecials(NumberFormat format) {
        return Arbitraries.frequencyOf(
                        Tuple.of(12, of(format)),
                        Tuple.of(1, Arbitraries.of(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN)))
                .withoutEdgeCases();
    }

    /** Magnitudes of the format's finite values, each code as likely as the other. */
    private static Arbitrary<Double> magnitudes(NumberFormat format) {
        int bits = format.bits();
        Arbitrary<Long> codes = bits >= Long.SIZE - 1
                ? Arbitraries.longs().map(code -> bits == Long.SIZE ? code : code & Long.MAX_VALUE)
                : Arbitraries.longs().between(0, (1L << bits) - 1);
        return codes.map(code -> {
            double value = format.classify(code) == ValueClass.UNUSED ? format.maxFinite() : format.decode(code);
            return Double.isFinite(value) ? Math.abs(value) : format.maxFinite();
        });
    }

    /** A point of the cell that starts at a magnitude, {@code part}/1024 of the way up. */
    private static double within(NumberFormat format, double magnitude, int part) {
        ExactReal low = ExactReal.of(magnitude);
        ExactReal high = format.cell(low).awayFromZero();
        ExactReal point = low.add(high.subtract(low).multiply(ExactReal.of((double) part / CELL_PARTS)));
        return finite(point.toDouble());
    }

    /** The largest value, the threshold half a cell beyond, the next grid point, and multiples. */
    private static Arbitrary<Double> nearOverflow(NumberFormat format) {
        double max = Math.max(format.maxFinite(), -format.minFinite());
        return Arbitraries.of(
                max,
                within(format, max, CELL_PARTS / 4),
                within(format, max, CELL_PARTS / 2),
                within(format, max, CELL_PARTS),
                finite(1.5 * max),
                finite(2 * max),
                finite(16 * max));
    }

    /** Zero, fractions of the smallest value, and the doubles' own smallest ones. */
    private static Arbitrary<Double> nearUnderflow(NumberFormat format) {
        double smallest = format.smallestPositive();
        return Arbitraries.of(
                0.0, smallest, smallest / 2, smallest / 4, 0.75 * smallest, 1.5 * smallest, Double.MIN_VALUE);
    }

    private static Arbitrary<Double> anyMagnitude() {
        return Arbitraries.longs()
                .between(0, Double.doubleToRawLongBits(Double.MAX_VALUE))
                .map(Double::longBitsToDouble);
    }

    private static double displaced(double magnitude, int ulps) {
        long bits = Double.doubleToRawLongBits(magnitude) + ulps;
        return bits < 0 ? magnitude : finite(Double.longBitsToDouble(bits));
    }

    private static double finite(double magnitude) {
        return Double.isFinite(magnitude) ? magnitude : Double.MAX_VALUE;
    }
}
