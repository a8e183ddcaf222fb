package org.roundproof.conformance.diagnosis;

/** The stage of a rounding that picks a grid point. */
@FunctionalInterface
interface Decision {
    /** How many grid points beyond its cell's inner end |x| goes to: 0 or 1, with dither also −1 or 2. */
    int steps(Position at);

    /** Whether an overflow stops at the largest finite value instead of going to infinity (IEEE 754-2019 §7.4). */
    default boolean stops(boolean negative) {
        return false;
    }
}
