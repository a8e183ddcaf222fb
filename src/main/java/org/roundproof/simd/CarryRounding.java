package org.roundproof.simd;

/**
 * Stochastic rounding on a grid of power-of-two spacings as a sum of two integers: the encoding of a double, and a random word
 * under its last kept bit. A carry out of the dropped bits takes the outer grid point.
 *
 * <p>With |x| ≥ base, t is the encoding of |x|; below, that of base + |x|, rounded toward zero, so that its last bit is the same
 * everywhere. The result has the encoding of t + u without its last {@code dropped} bits (less base, below base) and the sign
 * of x; u is the word's 32 bits from bit {@code dropped} − 1 down, cut and completed by {@code kept} and {@code odd}.
 *
 * @param dropped D, bits of t below the last kept one, 32 … 52
 * @param base 2^emin, the power of two below which the spacing stays the same, a normal number below 2^1023
 * @param limit greatest magnitude for which no choice leaves the range; elements beyond it, and NaN, are left open
 * @param zero added to the result for the sign of its zero: −0 where −0 is a value, else +0
 * @param kept the bits of u that count: the first R of those from bit D − 1 down
 * @param odd 2^(D−R−1) where u stands for the middle of its interval ({@code half}), else 0
 * @param cut where t is rounded to a multiple of 2^(D−R) first, ties to even, D − R, at least 2; else 0
 * @param open elements are left open where the sum has all these bits; −1 for none
 */
public record CarryRounding(
        int dropped, double base, double limit, double zero, long kept, long odd, int cut, long open) {}
