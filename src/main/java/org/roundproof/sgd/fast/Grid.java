package org.roundproof.sgd.fast;

import org.jspecify.annotations.Nullable;
import org.roundproof.format.FloatFormat;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.UniformFormat;

/**
 * A grid whose spacings are powers of two: 2^(max(⌊log₂|x|⌋, least) − precision + 1) at x. A uniform grid of step 2^q is the
 * part below 2^least of one with 2^least beyond its range.
 *
 * @param precision p
 * @param least exponent of the smallest normal number
 * @param limit the grid holds the interval [−limit, limit], or [0, limit] if unsigned, both ends included
 * @param zero what to add to a result for the sign of its zero: −0 where −0 is a value, else +0
 */
record Grid(int precision, int least, double limit, boolean signed, double zero) {
    /** The grid of a format, or null where it is none of these. */
    static @Nullable Grid of(NumberFormat format) {
        if (format instanceof FloatFormat floating) {
            return floating.hasZero() && floating.subnormals()
                    ? new Grid(
                            floating.precision(),
                            floating.minExponent(),
                            floating.maxFinite(),
                            floating.signed(),
                            floating.hasNegativeZero() ? -0.0 : 0.0)
                    : null;
        }
        if (format instanceof UniformFormat uniform && isPowerOfTwo(uniform.step())) {
            return new Grid(
                    uniform.bits() + 1,
                    Math.getExponent(uniform.step()) + uniform.bits(),
                    uniform.signed() ? Math.min(uniform.maxFinite(), -uniform.minFinite()) : uniform.maxFinite(),
                    uniform.signed(),
                    0.0);
        }
        return null;
    }

    /** Exponent of the spacing below 2^least. */
    int lowest() {
        return least - precision + 1;
    }

    private static boolean isPowerOfTwo(double step) {
        return step >= Double.MIN_NORMAL && Math.scalb(1.0, Math.getExponent(step)) == step;
    }
}
