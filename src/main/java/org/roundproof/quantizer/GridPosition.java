package org.roundproof.quantizer;

import java.math.BigInteger;
import org.roundproof.format.Cell;
import org.roundproof.format.ExactReal;
import org.roundproof.format.UniformFormat;

/**
 * Where a real lies on a uniform grid: x/Δ = floor + fraction.
 *
 * @param floor ⌊x/Δ⌋
 * @param fraction in [0, 1)
 */
record GridPosition(BigInteger floor, ExactReal fraction) {
    static GridPosition of(UniformFormat format, ExactReal x) {
        Cell cell = format.cell(x);
        if (x.signum() >= 0) {
            return new GridPosition(cell.index(), cell.fraction());
        }
        // x/Δ = −(i + f): ⌊x/Δ⌋ = −i where f = 0, else −i − 1 with the fraction 1 − f.
        BigInteger negated = cell.index().negate();
        return cell.fraction().signum() == 0
                ? new GridPosition(negated, cell.fraction())
                : new GridPosition(negated.subtract(BigInteger.ONE), ExactReal.ONE.subtract(cell.fraction()));
    }
}
