package org.roundproof.conformance.vectors;

import java.util.Locale;

/**
 * What is special about a test, and which mistake it catches. "Neighbour" means the next value of the input type; midpoints
 * and grid points are those of the format's grid with unbounded range, as far as one cell beyond the largest value.
 */
public enum VectorFlag {
    GRID("x is a value of the format and not 0", "a value that does not come back unchanged"),
    TIE("|x| lies halfway between two grid points", "ties broken to the wrong side: away, up, or to the wrong even"),
    BELOW_TIE("the next |x| upwards reaches the midpoint", "rounding twice, or adding ½ in a type that rounds the sum"),
    ABOVE_TIE("the next |x| downwards reaches the midpoint", "low bits of the input ignored (no sticky bit)"),
    BELOW_GRID("the next |x| upwards reaches a grid point", "a carry into the next value that is lost or too early"),
    ABOVE_GRID(
            "the next |x| downwards reaches a grid point", "tiny fractions ignored by directed or stochastic rounding"),
    SUBNORMAL("0 < |x| < the smallest normal number", "subnormals flushed to 0, or rounded at the wrong bit"),
    SMALLEST("x is within a neighbour of the smallest positive value or half of it", "a wrong boundary to 0"),
    UNDERFLOW("0 < |x| < the smallest positive value", "a wrong result, or a lost sign, between 0 and the first value"),
    LARGEST("x is the largest or the smallest finite value", "a largest value that overflows"),
    OVERFLOW_THRESHOLD(
            "|x| is within a neighbour of the midpoint above the largest value, or of the grid point above it",
            "overflow decided before rounding, or a wrong largest value (480 in place of 448)"),
    OVERFLOW("a finite x beyond the largest or the smallest value", "the wrong overflow policy"),
    INFINITY("x is infinite", "infinity where the format has none, or a lost infinity"),
    NAN("x is NaN", "NaN turned into a number, 0 or infinity"),
    NEGATIVE_ZERO("x is −0", "−0 in a format without it, or a lost sign"),
    ZERO("x is 0 or −0", "a zero that moves"),
    WORD_THRESHOLD(
            "the next random word upwards or downwards gives another result", "a probability that is off by one word"),
    DOUBLE_ROUNDING(
            "rounding to a narrower type first (binary64: binary32; binary32: binary16 or bfloat16) changes the result",
            "double rounding through that type"),
    BINADE("|x| is a power of two or its lower neighbour", "an exponent taken from a rounded logarithm"),
    RANDOM("x was drawn with the seed", "whatever the corners forgot");

    private final String meaning;
    private final String catches;

    VectorFlag(String meaning, String catches) {
        this.meaning = meaning;
        this.catches = catches;
    }

    /** Name in vector files, such as {@code below-tie}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** When a test has the flag. */
    public String meaning() {
        return meaning;
    }

    /** The mistake that it catches. */
    public String catches() {
        return catches;
    }
}
