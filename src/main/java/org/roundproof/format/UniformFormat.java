package org.roundproof.format;

/** An integer or fixed-point format: code·step. Skeleton. */
public abstract non-sealed class UniformFormat implements NumberFormat {
    /** Distance of neighbours, the double's exact value. */
    public abstract double step();

    /** Least integer n with n·step in the format. */
    public abstract long minIndex();

    /** Greatest integer n with n·step in the format. */
    public abstract long maxIndex();
}
