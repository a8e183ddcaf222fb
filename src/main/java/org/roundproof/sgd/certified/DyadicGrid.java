package org.roundproof.sgd.certified;

import org.roundproof.format.ExactReal;
import org.roundproof.format.FloatFormat;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.UniformFormat;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;

/**
 * What is known beforehand of the doubles that an operator delivers: they are integer multiples of 2^unit with at most
 * {@code precision} significant bits and a magnitude of at most {@code largest}.
 *
 * @param known whether there is such a grid; without one, unit and largest say nothing
 * @param unit exponent of the grid
 * @param precision most significant bits of a value, 53 for any double
 * @param largest largest magnitude
 */
record DyadicGrid(boolean known, int unit, int precision, double largest) {
    /** Any doubles. */
    static final DyadicGrid NONE = new DyadicGrid(false, 0, Exactness.PRECISION, Double.POSITIVE_INFINITY);

    static DyadicGrid of(Operator operator) {
        if (!(operator instanceof Quantizer quantizer) || quantizer.rounding() instanceof Rounding.Subtractive) {
            return NONE;
        }
        NumberFormat format = quantizer.format();
        double largest = Math.max(Math.abs(format.minFinite()), Math.abs(format.maxFinite()));
        if (format instanceof FloatFormat floating) {
            return new DyadicGrid(
                    true, floating.minExponent() - floating.precision() + 1, floating.precision(), largest);
        }
        if (format instanceof UniformFormat uniform) {
            int unit = lowestBit(uniform.step());
            int precision = uniform.bits() + (int) ExactReal.of(uniform.step()).floorLog2() - unit + 1;
            return new DyadicGrid(true, unit, Math.min(precision, Exactness.PRECISION), largest);
        }
        return NONE;
    }

    /** What is known of the o = Q_o(Q_l(y) − Q_a(x̃·p)): Q_o's grid or, without Q_o, that of differences of labels and activations. */
    static DyadicGrid ofGradients(TargetOperators operators) {
        if (operators.get(Target.GRADIENT) instanceof Quantizer quantizer) {
            return of(quantizer);
        }
        return of(operators.get(Target.LABEL)).minus(of(operators.get(Target.ACTIVATION)));
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

    /** Differences of values of this grid and the other, where they are doubles. */
    DyadicGrid minus(DyadicGrid other) {
        int lower = Math.min(unit, other.unit);
        double most = largest + other.largest;
        boolean fits = known && other.known && most <= Double.MAX_VALUE;
        return fits ? new DyadicGrid(true, lower, Math.min(width(most, lower), Exactness.PRECISION), most) : NONE;
    }

    /** ⌈log₂(count·largest)⌉ − unit, at least 1: bits that suffice for a sum of so many values; {@link Certificate#UNBOUNDED} without a grid. */
    int bits(double count) {
        double most = count * largest;
        return known && most <= Double.MAX_VALUE ? width(most, unit) : Certificate.UNBOUNDED;
    }

    private static int width(double most, int unit) {
        int exponent = Math.getExponent(most);
        int ceiling = most == Math.scalb(1.0, exponent) ? exponent : exponent + 1;
        return Math.max(1, ceiling - unit);
    }

    /** Products of values of this grid and the other. */
    DyadicGrid times(DyadicGrid other) {
        return new DyadicGrid(
                known && other.known && unit + other.unit >= Exactness.LOWEST,
                unit + other.unit,
                precision + other.precision,
                largest * other.largest);
    }
}
