package org.roundproof.format;

import java.math.BigInteger;

/**
 * The cell of a grid that holds a magnitude |x|: {@code towardZero <= |x| < awayFromZero}, both on the format's grid with
 * unbounded range.
 *
 * @param towardZero the grid magnitude at or next below |x|
 * @param awayFromZero the grid magnitude next above {@code towardZero}
 * @param fraction f = (|x| − towardZero)/(awayFromZero − towardZero) in [0, 1); 0 iff x is on the grid
 * @param index position of {@code towardZero} among the grid's magnitudes; its parity decides ties (for precision p ≥ 2
 *     that is the parity of the significand, for p = 1 the parity of the code; "even" means an even index)
 */
public record Cell(ExactReal towardZero, ExactReal awayFromZero, ExactReal fraction, BigInteger index) {

    /** Whether {@code towardZero} is the even end of the cell. */
    public boolean towardZeroIsEven() {
        return !index.testBit(0);
    }
}
