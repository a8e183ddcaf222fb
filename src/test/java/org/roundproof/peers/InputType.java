package org.roundproof.peers;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import org.roundproof.format.Cell;
import org.roundproof.format.ExactReal;
import org.roundproof.format.Formats;
import org.roundproof.format.NumberFormat;

/** What an operator takes: the inputs of a case are values of this type, so that nothing is rounded on the way in. */
enum InputType {
    BINARY64,
    BINARY32,
    BINARY16,
    BFLOAT16;

    /** By magnitude, the positive one first; NaN last. */
    private static final Comparator<Double> ORDER =
            Comparator.<Double>comparingDouble(Math::abs).thenComparing(Comparator.<Double>reverseOrder());

    private static final int DRAWN = 2000;
    private static final int FAR = 16;
    private static final double[] EXTREMES = {0.1, 1e9, 0x1p31, 0x1p32, 0x1p53, 0x1p63, 0x1p64};

    private static final double[] BEYOND = {1.5, 2, 2.5, 3, 1000.5, 0x1p40};

    private static final double[] BELOW = {0.25, 0.5, 0.75, 1, 1.25, 1.5, 0x1p-20, 0x1p-33};

    /**
     * Where a rounding to {@code target} goes wrong: every {@code stride}-th value times {@code scale}, its midpoint with the
     * next, and the input type's neighbours of both; the ends of the range and far beyond; the input type's own ends; NaN,
     * ∞ and −0; values drawn with a fixed seed. A 16-bit type gives all its values up to a factor of 16 beyond the target's range
     * and every 16th after that.
     */
    double[] corners(NumberFormat target, double scale, int stride) {
        TreeSet<Double> points = new TreeSet<>(ORDER);
        if (ordinal() >= BINARY16.ordinal()) {
            NumberFormat own = Formats.parse(name().toLowerCase(Locale.ROOT));
            double least = target.smallestPositive() * scale / FAR;
            double most = target.maxFinite() * scale * FAR;
            for (long code = 0; code < 1L << own.bits(); code++) {
                double value = own.decode(code);
                if (Math.abs(value) >= least && Math.abs(value) <= most || !Double.isFinite(value) || code % FAR == 0) {
                    points.add(value);
                }
            }
            return array(points);
        }
        for (long code = 0; code < 1L << target.bits(); code += stride) {
            double value = target.decode(code);
            if (Double.isFinite(value)) {
                add(points, value * scale);
                add(points, (value + (target.nextUp(value) - value) / 2) * scale);
            }
        }
        beyond(points, target, scale);
        for (double extreme : EXTREMES) {
            add(points, extreme);
        }
        for (double own : ownEnds()) {
            add(points, own);
        }
        points.add(Double.NaN);
        Random random = new Random(1);
        for (int i = 0; i < DRAWN; i++) {
            points.add(drawn(random));
            points.add(narrow((random.nextDouble() * 2 - 1) * 1.25 * target.maxFinite() * scale));
        }
        return array(points);
    }

    private void beyond(TreeSet<Double> points, NumberFormat target, double scale) {
        for (double end : new double[] {target.maxFinite(), target.minFinite()}) {
            Cell cell = target.cell(ExactReal.of(end));
            double gap = cell.awayFromZero().subtract(cell.towardZero()).toDouble();
            for (int quarters = -8; quarters <= 12; quarters++) {
                add(points, (end + quarters * 0.25 * gap) * scale);
            }
            for (double factor : BEYOND) {
                add(points, end * factor * scale);
            }
        }
        for (double part : BELOW) {
            add(points, part * target.smallestPositive() * scale);
        }
    }

    private List<Double> ownEnds() {
        return this == BINARY64
                ? List.of(0.0, Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE, Double.POSITIVE_INFINITY)
                : List.of(
                        0.0,
                        (double) Float.MIN_VALUE,
                        (double) Float.MIN_NORMAL,
                        (double) Float.MAX_VALUE,
                        Double.POSITIVE_INFINITY);
    }

    private void add(TreeSet<Double> points, double real) {
        double x = narrow(real);
        for (double point : new double[] {x, up(x), -up(-x)}) {
            points.add(point);
            points.add(-point);
        }
    }

    private double narrow(double real) {
        return this == BINARY64 ? real : (double) (float) real;
    }

    private double up(double x) {
        return this == BINARY64 ? Math.nextUp(x) : (double) Math.nextUp((float) x);
    }

    private double drawn(Random random) {
        return this == BINARY64 ? Double.longBitsToDouble(random.nextLong()) : Float.intBitsToFloat(random.nextInt());
    }

    private static double[] array(TreeSet<Double> points) {
        return points.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
