package org.roundproof.conformance.vectors;

import java.math.BigInteger;
import java.util.List;
import org.roundproof.conformance.WordList;
import org.roundproof.format.Cell;
import org.roundproof.format.ExactReal;
import org.roundproof.format.FloatFormat;
import org.roundproof.format.NumberFormat;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;

/**
 * The inputs at which quantizers go wrong: zeros, specials, a cell in the middle of the range, the edge to 0, the edge of
 * the subnormal numbers, the edge of the range and far beyond.
 */
final class CornerInputs {
    private final Quantizer quantizer;
    private final NumberFormat format;
    private final InputType type;
    private final Points points;

    private CornerInputs(Quantizer quantizer, InputType type, Points points) {
        this.quantizer = quantizer;
        this.format = quantizer.format();
        this.type = type;
        this.points = points;
    }

    /**
     * Adds the corners.
     *
     * @param level at 1 few negative ones, and for roundings with random words only inputs where words decide
     */
    static void add(Quantizer quantizer, InputType type, int level, Points points) {
        CornerInputs corners = new CornerInputs(quantizer, type, points);
        corners.specials();
        if (level > 1 || quantizer.rounding() instanceof Rounding.Deterministic) {
            corners.every(false);
            corners.negative(level > 1);
        } else {
            corners.fractions();
        }
        if (quantizer.rounding() instanceof Rounding.StochasticBits few) {
            corners.cuts(few.bits(), level > 1);
        }
        if (quantizer.overflow() == Overflow.WRAP) {
            corners.turns();
        }
    }

    private void specials() {
        points.add(0.0);
        points.add(-0.0);
        if (quantizer.overflow() != Overflow.WRAP) {
            points.add(Double.NaN);
            points.add(Double.POSITIVE_INFINITY);
            points.add(Double.NEGATIVE_INFINITY);
        }
    }

    private void every(boolean negative) {
        middle(negative);
        bottom(negative);
        edge(top(negative), negative);
        points.add(negative ? -type.smallest() : type.smallest());
        points.add(negative ? -type.largest() : type.largest());
    }

    /** A cell in the middle of the range, wholly, and the tie of the next, which has the other parity. */
    private void middle(boolean negative) {
        Cell cell = format.cell(ExactReal.of(reference()));
        Cell next = format.cell(cell.awayFromZero());
        points.around(cell.towardZero(), negative);
        points.within(cell, 1, 3, negative);
        points.around(Points.middle(cell), negative);
        points.beside(cell.awayFromZero(), negative);
        points.around(Points.middle(next), negative);
    }

    /** Half the smallest value, the smallest, the tie above it; the last subnormal number and the first normal one. */
    private void bottom(boolean negative) {
        ExactReal smallest = ExactReal.of(smallest());
        points.around(smallest.scale(-1), negative);
        points.beside(smallest, negative);
        points.at(smallest, negative);
        points.at(Points.middle(format.cell(smallest)), negative);
        if (type == InputType.BINARY64) {
            points.add(negative ? -Math.nextDown(Double.MIN_NORMAL) : Math.nextDown(Double.MIN_NORMAL));
        }
        if (format instanceof FloatFormat f && f.precision() > 1) {
            ExactReal normal = ExactReal.of(Math.scalb(1.0, f.minExponent()));
            ExactReal subnormal = ExactReal.of(f.nextDown(Math.scalb(1.0, f.minExponent())));
            points.at(subnormal, negative);
            points.around(Points.middle(format.cell(subnormal)), negative);
            points.at(normal, negative);
            points.add(negative ? -type.below(type.truncate(normal)) : type.below(type.truncate(normal)));
        }
    }

    /** The largest magnitude, the midpoint above it, the next grid point, and more. */
    private void edge(ExactReal end, boolean negative) {
        Cell last = format.cell(end);
        points.around(end, negative);
        points.around(Points.middle(last), negative);
        points.around(last.awayFromZero(), negative);
        points.at(end.scale(1), negative);
    }

    /** Negative inputs: all, or those at which signs go wrong. */
    private void negative(boolean all) {
        if (all) {
            every(true);
            return;
        }
        Cell cell = format.cell(ExactReal.of(reference()));
        points.at(cell.towardZero(), true);
        points.within(cell, 1, 3, true);
        points.at(Points.middle(cell), true);
        points.at(Points.middle(format.cell(cell.awayFromZero())), true);
        points.around(ExactReal.of(smallest()).scale(-1), true);
        points.add(-type.smallest());
        edge(top(true), true);
        points.add(-type.largest());
    }

    /** For roundings with words: inputs whose fractions differ. */
    private void fractions() {
        Cell cell = format.cell(ExactReal.of(reference()));
        points.at(cell.towardZero(), false);
        points.add(type.above(type.truncate(cell.towardZero())));
        points.within(cell, 1, 3, false);
        points.at(Points.middle(cell), false);
        if (!(quantizer.rounding() instanceof Rounding.StochasticBits)) {
            points.within(cell, 13, 16, false);
            points.add(type.below(type.truncate(cell.awayFromZero())));
        }
        points.within(cell, 1, 3, true);
        ExactReal smallest = ExactReal.of(smallest());
        points.at(smallest.divide(BigInteger.valueOf(3)), false);
        points.at(smallest.scale(-1), true);
        points.within(format.cell(smallest), 1, 4, false);
        ExactReal end = top(false);
        points.at(end, false);
        points.within(format.cell(end), 3, 8, false);
        points.at(format.cell(end).awayFromZero(), false);
        points.within(format.cell(top(true)), 1, 2, true);
    }

    /** Where the fraction is halfway between two multiples of 2^−R, one even and one odd below it: the cuts part there. */
    private void cuts(int bits, boolean neighbours) {
        Cell cell = format.cell(ExactReal.of(reference()));
        ExactReal gap = cell.awayFromZero().subtract(cell.towardZero());
        List<ExactReal> ties = SweptInputs.cutTies(bits).stream()
                .map(fraction -> cell.towardZero().add(gap.multiply(fraction)))
                .toList();
        for (ExactReal tie : ties) {
            points.at(tie, false);
        }
        points.add(type.below(type.truncate(ties.get(0))));
        points.add(type.above(type.truncate(ties.get(1))));
        if (neighbours) {
            ties.forEach(tie -> points.around(tie, false));
            ties.forEach(tie -> points.around(tie, true));
        }
    }

    /** Beyond the range, with fractions: several times round, and so far that only multiples of the step are there. */
    private void turns() {
        ExactReal codes = ExactReal.of(BigInteger.ONE, format.bits());
        ExactReal step = format.cell(ExactReal.ZERO).awayFromZero();
        ExactReal turn = codes.multiply(step);
        for (boolean negative : new boolean[] {false, true}) {
            points.at(turn, negative);
            points.at(turn.add(step.scale(-1)), negative);
            points.within(format.cell(turn.multiply(ExactReal.of(2.5))), 1, 4, negative);
            points.within(
                    format.cell(turn.multiply(ExactReal.of(3)).add(step.multiply(ExactReal.of(5)))), 3, 4, negative);
            points.at(turn.multiply(ExactReal.of(0x1.23456789abcdep40)), negative);
        }
    }

    private double smallest() {
        double smallest = format.smallestPositive();
        return smallest > 0
                ? smallest
                : format.cell(ExactReal.ZERO).awayFromZero().toDouble();
    }

    /** The largest magnitude on one side; where that side is empty, the other's. */
    private ExactReal top(boolean negative) {
        double end = negative ? -format.minFinite() : format.maxFinite();
        return ExactReal.of(end > 0 ? end : Math.max(format.maxFinite(), -format.minFinite()));
    }

    /** 1 where it is a value inside the range; otherwise the value at or below the geometric middle of the range. */
    private double reference() {
        double largest = top(false).toDouble();
        if (format.contains(1) && largest > 1) {
            return 1;
        }
        double middle = Math.sqrt(smallest()) * Math.sqrt(largest);
        double value = new Quantizer(format, Rounding.Deterministic.TOWARD_ZERO, Overflow.SAT_FINITE)
                .quantize(middle, WordList.NONE);
        return value > 0 ? value : smallest();
    }
}
