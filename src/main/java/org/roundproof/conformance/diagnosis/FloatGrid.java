package org.roundproof.conformance.diagnosis;

import java.math.BigInteger;
import org.roundproof.format.Cell;
import org.roundproof.format.ExactReal;
import org.roundproof.format.FloatFormat;

/**
 * The grid of a floating-point format whose parameters need not be right.
 *
 * @param precision p
 * @param minExponent emin
 */
record FloatGrid(int precision, long minExponent) implements Grid {
    static FloatGrid of(FloatFormat format) {
        return new FloatGrid(format.precision(), format.minExponent());
    }

    @Override
    public Cell cell(ExactReal magnitude) {
        boolean below = magnitude.signum() == 0 || magnitude.floorLog2() < minExponent;
        return cell(magnitude, below ? minExponent : magnitude.floorLog2());
    }

    /** The cell of the grid of 2^binade, even where |x| is not in that binade. */
    Cell cell(ExactReal magnitude, long binade) {
        long unit = binade - precision + 1;
        BigInteger count = magnitude.floorScaled(unit);
        return new Cell(
                ExactReal.of(count, unit),
                ExactReal.of(count.add(BigInteger.ONE), unit),
                magnitude.scale(-unit).subtract(ExactReal.of(count, 0)),
                count.add(BigInteger.valueOf(binade - minExponent).shiftLeft(precision - 1)));
    }
}
