package org.roundproof.testkit;

import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.format.Cell;
import org.roundproof.format.ExactReal;
import org.roundproof.format.HexFloat;
import org.roundproof.format.NumberFormat;

/**
 * An input of a quantizer, which says where in the format it stands, so that a witness can be read.
 *
 * @param format the format under test
 * @param x the input
 */
public record Input(NumberFormat format, double x) {
    private static final int LONG = 12;

    @Override
    public String toString() {
        String text = HexFloat.of(x);
        if (!Double.isFinite(x)) {
            return text;
        }
        return (x == 0 ? text : text + " = " + x) + " (" + place() + ")";
    }

    private String place() {
        double magnitude = Math.abs(x);
        if (x < 0 && !format.signed()) {
            return "negative";
        }
        if (magnitude > Math.max(format.maxFinite(), -format.minFinite())) {
            return "beyond the range";
        }
        if (!format.hasZero() && magnitude < format.smallestPositive()) {
            return "below the smallest value";
        }
        Cell cell = format.cell(ExactReal.of(magnitude));
        if (cell.fraction().signum() == 0) {
            return "a value of " + format.expression();
        }
        return fraction(cell.fraction()) + " of the way from "
                + cell.towardZero().toDouble() + " to " + cell.awayFromZero().toDouble();
    }

    private static String fraction(ExactReal f) {
        BigFraction exact = f.toFraction();
        String text = exact.toString().replace(" ", "");
        return text.length() <= LONG ? text : "about " + f.toDouble();
    }
}
