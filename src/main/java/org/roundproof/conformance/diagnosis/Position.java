package org.roundproof.conformance.diagnosis;

import java.math.BigInteger;
import org.roundproof.format.Cell;
import org.roundproof.format.ExactReal;
import org.roundproof.format.NumberFormat;
import org.roundproof.random.WordSource;

/**
 * What a rounding decides by.
 *
 * @param negative the sign of x
 * @param cell the cell of the grid that holds |x|
 * @param words the random words of this element
 */
record Position(boolean negative, Cell cell, WordSource words) {
    private static final ExactReal HALF = ExactReal.of(0.5);

    ExactReal fraction() {
        return cell.fraction();
    }

    /** Whether x is on the grid. */
    boolean exact() {
        return cell.fraction().signum() == 0;
    }

    /** The sign of f − ½. */
    int half() {
        return cell.fraction().compareTo(HALF);
    }

    /** |x| in units of the cell's width, rounded to a double (exact for every double x in a binary format). */
    double units() {
        ExactReal width = cell.awayFromZero().subtract(cell.towardZero());
        long exponent = width.floorLog2();
        boolean power = width.compareTo(ExactReal.of(BigInteger.ONE, exponent)) == 0;
        ExactReal whole = power ? cell.towardZero().scale(-exponent) : ExactReal.of(cell.index(), 0);
        return whole.add(cell.fraction()).toDouble();
    }

    /** Position of a magnitude among a format's. */
    static BigInteger index(NumberFormat format, double magnitude) {
        return format.cell(ExactReal.of(magnitude)).index();
    }
}
