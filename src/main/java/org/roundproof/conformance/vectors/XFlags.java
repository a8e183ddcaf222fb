package org.roundproof.conformance.vectors;

import java.util.EnumSet;
import java.util.Set;
import org.roundproof.format.Cell;
import org.roundproof.format.ExactReal;
import org.roundproof.format.FloatFormat;
import org.roundproof.format.NumberFormat;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;

/** The flags that an input has by itself, whatever the random words. */
final class XFlags {
    private static final ExactReal HALF = ExactReal.of(0.5);

    private final Quantizer quantizer;
    private final NumberFormat format;
    private final InputType type;

    XFlags(Quantizer quantizer, InputType type) {
        this.quantizer = quantizer;
        this.format = quantizer.format();
        this.type = type;
    }

    EnumSet<VectorFlag> of(double x) {
        EnumSet<VectorFlag> flags = EnumSet.noneOf(VectorFlag.class);
        if (Double.isNaN(x)) {
            flags.add(VectorFlag.NAN);
        } else if (Double.isInfinite(x)) {
            flags.add(VectorFlag.INFINITY);
        } else if (x == 0) {
            flags.add(VectorFlag.ZERO);
            add(flags, VectorFlag.NEGATIVE_ZERO, Double.compare(x, 0.0) < 0);
        } else {
            real(flags, x);
        }
        return flags;
    }

    private void real(Set<VectorFlag> flags, double x) {
        double magnitude = Math.abs(x);
        double up = type.above(magnitude);
        double down = type.below(magnitude);
        boolean beyond = x > format.maxFinite() || x < format.minFinite();
        add(flags, VectorFlag.GRID, format.contains(x));
        add(flags, VectorFlag.LARGEST, x == format.maxFinite() || x == format.minFinite());
        add(flags, VectorFlag.OVERFLOW, beyond);
        add(flags, VectorFlag.BINADE, powerOfTwo(magnitude) || powerOfTwo(up));
        small(flags, magnitude, up, down);
        double end = x > 0 ? format.maxFinite() : -format.minFinite();
        if (end > 0 && up > end) {
            Cell last = format.cell(ExactReal.of(end));
            add(
                    flags,
                    VectorFlag.OVERFLOW_THRESHOLD,
                    reaches(down, up, middle(last)) || reaches(down, up, last.awayFromZero()));
            if (quantizer.overflow() != Overflow.WRAP && ExactReal.of(down).compareTo(last.awayFromZero()) > 0) {
                return; // there is no grid to be seen from here
            }
        } else if (beyond && quantizer.overflow() != Overflow.WRAP) {
            return;
        }
        cell(flags, format.cell(ExactReal.of(x)), up, down);
    }

    /** Below the normal numbers. */
    private void small(Set<VectorFlag> flags, double magnitude, double up, double down) {
        double smallest = format.smallestPositive();
        if (format instanceof FloatFormat f && f.subnormals()) {
            add(flags, VectorFlag.SUBNORMAL, magnitude < Math.scalb(1.0, f.minExponent()));
        }
        add(flags, VectorFlag.UNDERFLOW, magnitude < smallest);
        add(
                flags,
                VectorFlag.SMALLEST,
                smallest > 0
                        && (reaches(down, up, ExactReal.of(smallest))
                                || reaches(down, up, ExactReal.of(smallest).scale(-1))));
    }

    /** Where x lies between two grid points. */
    private static void cell(Set<VectorFlag> flags, Cell cell, double up, double down) {
        int side = cell.fraction().compareTo(HALF);
        ExactReal middle = middle(cell);
        add(flags, VectorFlag.TIE, side == 0);
        add(flags, VectorFlag.BELOW_TIE, side < 0 && reached(up, middle));
        add(flags, VectorFlag.ABOVE_TIE, side > 0 && ExactReal.of(down).compareTo(middle) <= 0);
        if (cell.fraction().signum() != 0) {
            add(flags, VectorFlag.BELOW_GRID, reached(up, cell.awayFromZero()));
            add(flags, VectorFlag.ABOVE_GRID, ExactReal.of(down).compareTo(cell.towardZero()) <= 0);
        }
    }

    private static ExactReal middle(Cell cell) {
        return cell.towardZero().add(cell.awayFromZero()).scale(-1);
    }

    private static boolean reaches(double down, double up, ExactReal point) {
        return ExactReal.of(down).compareTo(point) <= 0 && reached(up, point);
    }

    private static boolean reached(double up, ExactReal point) {
        return Double.isInfinite(up) || ExactReal.of(up).compareTo(point) >= 0;
    }

    private static boolean powerOfTwo(double x) {
        long bits = Double.doubleToRawLongBits(x);
        long fraction = bits & ((1L << 52) - 1);
        return bits >>> 52 == 0 ? Long.bitCount(fraction) == 1 : fraction == 0 && Double.isFinite(x);
    }

    private static void add(Set<VectorFlag> flags, VectorFlag flag, boolean holds) {
        if (holds) {
            flags.add(flag);
        }
    }
}
