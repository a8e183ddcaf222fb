package org.roundproof.format;

/** A binary floating-point format. Skeleton. */
public abstract non-sealed class FloatFormat implements NumberFormat {
    /** Precision p: significant bits, the hidden one included. */
    public abstract int precision();

    /** Exponent of the smallest normal number, 2^emin. */
    public abstract int minExponent();

    /** Exponent of the largest finite number. */
    public abstract int maxExponent();

    /** Whether subnormal numbers exist. */
    public abstract boolean subnormals();
}
