package org.roundproof.format;

/**
 * A number format: a finite set of reals (and perhaps ±∞, NaN, −0) with a code for each. A format says which numbers
 * exist; how a real is sent to one of them is the business of {@code org.roundproof.quantizer}.
 *
 * <p>Every finite value of every format here is a double, so values travel as doubles; a real that need not be a double
 * travels as an {@link ExactReal}.
 */
public sealed interface NumberFormat permits FloatFormat, IndexedFormat {

    /** The canonical expression; {@link Formats#parse} of it gives an equal format. */
    String expression();

    /** Width of a code in bits. */
    int bits();

    /** Largest finite value. */
    double maxFinite();

    /** Smallest (most negative) finite value; 0 or the smallest positive value in unsigned formats. */
    double minFinite();

    /** Smallest value above zero. */
    double smallestPositive();

    /** Whether negative values exist. */
    boolean signed();

    /** Whether the finite values are symmetric about zero (x is a value iff −x is). */
    boolean symmetric();

    /** Whether zero is a value (not in {@code e8m0}). */
    boolean hasZero();

    boolean hasNegativeZero();

    boolean hasPositiveInfinity();

    boolean hasNegativeInfinity();

    boolean hasNaN();

    /** Whether {@code x} is a value of the format, special values and the sign of zero included. */
    boolean contains(double x);

    /**
     * The cell of the format's grid that holds |x|, as if the exponent (the number of codes) were unbounded above.
     *
     * @param x any real
     */
    Cell cell(ExactReal x);

    /**
     * The value of a code point.
     *
     * @param code 0 … 2^bits − 1
     */
    double decode(long code);

    /**
     * The code of a value.
     *
     * @throws org.roundproof.InputException naming value and format, where the format has no such value
     */
    long encode(double value);

    /** What kind of value a code stands for. */
    ValueClass classify(long code);

    /** The least value above the finite value {@code x} (the largest: itself); −0 counts as 0. */
    double nextUp(double x);

    /** The greatest value below the finite value {@code x} (the smallest: itself). */
    double nextDown(double x);
}
