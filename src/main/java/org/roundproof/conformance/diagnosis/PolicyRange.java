package org.roundproof.conformance.diagnosis;

import java.math.BigInteger;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.UniformFormat;
import org.roundproof.quantizer.Overflow;

/**
 * An overflow policy between limits that need not be the format's.
 *
 * @param format the format that was asked for
 * @param least least finite value
 * @param largest largest finite value
 * @param policy what becomes of values outside
 */
record PolicyRange(NumberFormat format, double least, double largest, Overflow policy) implements Range {
    static PolicyRange of(NumberFormat format, Overflow policy) {
        return new PolicyRange(format, format.minFinite(), format.maxFinite(), policy);
    }

    /** The same policy between other limits. */
    PolicyRange within(double newLeast, double newLargest) {
        return new PolicyRange(format, newLeast, newLargest, policy);
    }

    /** Another policy between the same limits. */
    PolicyRange with(Overflow other) {
        return new PolicyRange(format, least, largest, other);
    }

    /** Whether the rounded value lies outside. */
    boolean outside(double value) {
        return value < least || value > largest;
    }

    @Override
    public double value(Rounded rounded) {
        double value = rounded.value(format);
        if (value == 0) {
            return format.hasNegativeZero() ? value : 0.0;
        }
        if (!outside(value)) {
            return value;
        }
        if (policy == Overflow.WRAP) {
            return wrapped(rounded.index());
        }
        boolean negative = value < 0;
        return policy == Overflow.OVF_INF && !rounded.stops() && (format.signed() || !negative)
                ? infinity(negative)
                : extreme(negative);
    }

    /** The largest finite value of a sign. */
    double extreme(boolean negative) {
        return negative ? least : largest;
    }

    /** ±∞, or NaN in a format without it. */
    double infinity(boolean negative) {
        boolean exists = negative ? format.hasNegativeInfinity() : format.hasPositiveInfinity();
        return exists ? (negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY) : Double.NaN;
    }

    private double wrapped(BigInteger index) {
        UniformFormat uniform = (UniformFormat) format;
        BigInteger first = BigInteger.valueOf(uniform.minIndex());
        BigInteger codes = BigInteger.ONE.shiftLeft(uniform.bits());
        long n = index.subtract(first).mod(codes).add(first).longValueExact();
        return n == 0 ? 0.0 : n * uniform.step();
    }
}
