package org.roundproof.sgd.certified;

import org.roundproof.format.ExactReal;
import org.roundproof.format.FloatFormat;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.UniformFormat;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;

/**
 * What is known beforehand of the doubles that an operator delivers: they are integer multiples of 2^unit with at most
 * {@code precision} significant bits and a magnitude of at most {@code largest}.
 *
 * @param known whether there is such a grid; without one, unit and largest say nothing
 * @param unit exponent of the grid
 * @param precision most significant bits of a value, 53 for any double
 * @param largest largest magnitude
 */
record Grid(boolean known, int unit, int precision, double largest) {
    /** Any doubles. */
    static final Grid NONE = new Grid(false, 0, Exactness.PRECISION, Double.POSITIVE_INFINITY);

    static Grid of(Operator operator) {
        if (!(operator instanceof Quantizer quantizer) || quantizer.rounding() instanceof Rounding.Subtractive) {
            return NONE;
        }
        NumberFormat format = quantizer.format();
        double largest = Math.max(Math.abs(format.minFinite()), Math.abs(format.maxFinite()));
        if (format instanceof FloatFormat floating) {
            return new Grid(true, floating.minExponent() - floating.precision() + 1, floating.precision(), largest);
        }
        if (format instanceof UniformFormat uniform) {
            int unit = lowestBit(uniform.step());
            int precision = uniform.bits() + (int) ExactReal.of(uniform.step()).floorLog2() - unit + 1;
            return new Grid(true, unit, Math.min(precision, Exactness.PRECISION), largest);
        }
        return NONE;
    }

    /** The exponent of the lowest bit of a finite nonzero double. */
    private static int lowestBit(double value) {
        int exponent = Math.max(Math.getExponent(value), Double.MIN_EXPONENT) - (Exactness.PRECISION - 1);
        long bits = Double.doubleToRawLongBits(value) & ((1L << (Exactness.PRECISION - 1)) - 1);
        return exponent + (bits == 0 ? subnormalOrHidden(value) : Long.numberOfTrailingZeros(bits));
    }

    private static int subnormalOrHidden(double value) {
        return Math.abs(value) < Double.MIN_NORMAL ? 0 : Exactness.PRECISION - 1;
    }

    /** Products of values of this grid and the other. */
    Grid times(Grid other) {
        return new Grid(
                known && other.known && unit + other.unit >= Exactness.LOWEST,
                unit + other.unit,
                precision + other.precision,
                largest * other.largest);
    }
}
