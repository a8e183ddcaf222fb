package org.roundproof.cli;

import org.roundproof.format.Cell;
import org.roundproof.format.ExactReal;
import org.roundproof.format.NumberFormat;

/** The finite values of a format on each side of a real within its range. */
final class Neighbours {
    private Neighbours() {}

    /** The greatest value that is not above x; x within the finite range. */
    static double below(NumberFormat format, double x) {
        Cell cell = format.cell(ExactReal.of(x));
        boolean exact = cell.fraction().signum() == 0;
        return x >= 0 ? plain(cell.towardZero()) : negated(exact ? cell.towardZero() : cell.awayFromZero());
    }

    /** The least value that is not below x; x within the finite range. */
    static double above(NumberFormat format, double x) {
        Cell cell = format.cell(ExactReal.of(x));
        boolean exact = cell.fraction().signum() == 0;
        return x < 0 ? negated(cell.towardZero()) : plain(exact ? cell.towardZero() : cell.awayFromZero());
    }

    private static double plain(ExactReal magnitude) {
        return magnitude.toDouble();
    }

    /** −m, but 0 for 0. */
    private static double negated(ExactReal magnitude) {
        return 0 - magnitude.toDouble();
    }
}
