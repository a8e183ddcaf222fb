package org.roundproof.benchmark;

import org.roundproof.format.FloatFormat;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.UniformFormat;

/**
 * Round to nearest, ties to even, as textbooks write it: divide by the unit in the last place, take the floor, compare what is
 * left with one half, multiply back.
 *
 * @param precision p
 * @param minExponent emin
 * @param largest the largest finite value, at which it saturates
 */
record TextbookRounder(int precision, int minExponent, double largest) {
    /** For a floating-point format; or a uniform one of a power of two as step, up to its largest value on either side. */
    static TextbookRounder of(NumberFormat format) {
        if (format instanceof FloatFormat floating) {
            return new TextbookRounder(floating.precision(), floating.minExponent(), floating.maxFinite());
        }
        UniformFormat uniform = (UniformFormat) format;
        int bits = uniform.bits();
        return new TextbookRounder(bits + 1, Math.getExponent(uniform.step()) + bits, uniform.maxFinite());
    }

    double round(double x) {
        if (x == 0 || Double.isNaN(x)) {
            return x;
        }
        double magnitude = Math.abs(x);
        int exponent = Math.max(Math.getExponent(magnitude), minExponent) - precision + 1;
        double scaled = Math.scalb(magnitude, -exponent);
        double floor = Math.floor(scaled);
        double rest = scaled - floor;
        if (rest > 0.5 || (rest == 0.5 && floor % 2 != 0)) {
            floor += 1;
        }
        return Math.copySign(Math.min(Math.scalb(floor, exponent), largest), x);
    }
}
