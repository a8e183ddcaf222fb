package org.roundproof.conformance.diagnosis;

import java.math.BigInteger;
import org.roundproof.format.Cell;
import org.roundproof.format.ExactReal;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.UniformFormat;

/**
 * A rounded value before the overflow policy.
 *
 * @param x what was rounded
 * @param negative its sign
 * @param cell the cell that held |x|
 * @param steps grid points beyond the cell's inner end
 * @param stops whether an overflow stops at the largest finite value
 */
record Rounded(double x, boolean negative, Cell cell, int steps, boolean stops) {
    /** The grid index with x's sign. */
    BigInteger index() {
        BigInteger magnitude = cell.index().add(BigInteger.valueOf(steps));
        return negative ? magnitude.negate() : magnitude;
    }

    /** The value; a zero has x's sign in a floating-point format. */
    double value(NumberFormat format) {
        if (format instanceof UniformFormat uniform) {
            return index().signum() == 0 ? 0.0 : index().doubleValue() * uniform.step();
        }
        ExactReal magnitude = steps == 0 ? cell.towardZero() : cell.awayFromZero();
        return negative ? -magnitude.toDouble() : magnitude.toDouble();
    }
}
