package org.roundproof.format;

import org.jspecify.annotations.Nullable;

/**
 * The parameters of a floating-point format and of its code. A code is a sign bit (signed formats) above a magnitude code;
 * magnitude codes count the magnitudes upwards: finite values up to {@code maxIndex}, then infinity where there is one,
 * then NaNs. Every format here, IEEE 754, OCP and P3109 alike, follows this one rule; FNUZ and signed P3109 formats put
 * their only NaN where −0 would be.
 *
 * @param precision p, significant bits with the hidden one; t = p − 1 of them are stored
 * @param minExponent emin, smallest normal number 2^emin
 * @param maxIndex position of the largest finite magnitude, 0 being the position of zero
 * @param subnormals whether magnitudes below 2^emin other than zero exist; where not, their codes read as zero
 * @param zero whether zero is a value; where not, magnitude code 0 is the smallest positive value
 * @param infinity whether infinity is a value (−∞ too, in a signed format)
 * @param nans where NaN is encoded, if at all
 */
record FloatLayout(
        int bits,
        int precision,
        int minExponent,
        long maxIndex,
        boolean signed,
        boolean subnormals,
        boolean zero,
        boolean infinity,
        @Nullable NaNs nans) {

    /** Where NaN stands. */
    enum NaNs {
        /** Every magnitude code above the largest number, under both signs. */
        ABOVE,
        /** The code that would be −0, and so no −0. */
        NEGATIVE_ZERO
    }

    /** IEEE 754: subnormals, both zeros, both infinities, NaNs; in the shortest code that has room for them. */
    static FloatLayout ieee(int precision, int minExponent, int maxExponent, boolean subnormals) {
        // magnitudes 0 … maxIndex, then infinity, then at least one NaN; for a full exponent field that is IEEE's own
        // code
        long maxIndex = ((maxExponent - minExponent + 2L) << (precision - 1)) - 1;
        int magnitudeBits = Long.SIZE - Long.numberOfLeadingZeros(maxIndex + 2);
        return new FloatLayout(
                magnitudeBits + 1, precision, minExponent, maxIndex, true, subnormals, true, true, NaNs.ABOVE);
    }

    /** A signed format without infinity, its magnitude codes finite but for the last {@code reserved} ones, all NaN. */
    static FloatLayout finite(int bits, int precision, int bias, int reserved, @Nullable NaNs nans) {
        long maxIndex = (1L << (bits - 1)) - 1 - reserved;
        return new FloatLayout(bits, precision, 1 - bias, maxIndex, true, true, true, false, nans);
    }

    /**
     * IEEE P3109 (interim report, section on formats): one zero, one NaN; bias 2^(K−P−1) signed, 2^(K−P) unsigned; NaN is
     * code 2^(K−1) signed, 2^K − 1 unsigned; an extended format has infinity in the magnitude code next below NaN's
     * (unsigned) or in the last one (signed).
     */
    static FloatLayout p3109(int bits, int precision, boolean signed, boolean extended) {
        int bias = 1 << (bits - precision - (signed ? 1 : 0));
        long last = signed ? (1L << (bits - 1)) - 1 : (1L << bits) - 2;
        return new FloatLayout(
                bits,
                precision,
                1 - bias,
                extended ? last - 1 : last,
                signed,
                true,
                true,
                extended,
                signed ? NaNs.NEGATIVE_ZERO : NaNs.ABOVE);
    }

    /** OCP MX scale: powers of two 2^−127 … 2^127 and NaN, no sign, no zero. */
    static FloatLayout e8m0() {
        return new FloatLayout(8, 1, -127, 255, false, true, false, false, NaNs.ABOVE);
    }

    boolean negativeZero() {
        return signed && nans != NaNs.NEGATIVE_ZERO;
    }

    /** t, the bits of the significand that a code stores. */
    int storedBits() {
        return precision - 1;
    }

    /** Number of bits of a magnitude code. */
    int magnitudeBits() {
        return signed ? bits - 1 : bits;
    }

    /** Position of the magnitude 2^emin. */
    long minNormalIndex() {
        return 1L << storedBits();
    }

    /** Magnitude codes start at zero's position, or one above it. */
    long magnitudeCode(long index) {
        return zero ? index : index - 1;
    }

    long index(long magnitudeCode) {
        return zero ? magnitudeCode : magnitudeCode + 1;
    }

    /**
     * The magnitude at a position, with i = 2^t·E + T: T·2^(emin−t) for E = 0 and (2^t + T)·2^(emin+E−1−t) above. Positions
     * past {@code maxIndex} give the grid with the exponent unbounded above.
     */
    double magnitude(long index) {
        int t = storedBits();
        long exponent = index >> t;
        long trailing = index & (minNormalIndex() - 1);
        if (exponent == 0) {
            return subnormals ? Math.scalb((double) trailing, minExponent - t) : 0.0;
        }
        return Math.scalb((double) (minNormalIndex() + trailing), Math.toIntExact(minExponent + exponent - 1 - t));
    }

    /** Exponent of the largest finite number. */
    int maxExponent() {
        return Math.toIntExact(minExponent + (maxIndex >> storedBits()) - 1);
    }

    /** Whether all magnitudes, and the next one past the largest, are doubles. */
    boolean fitsDoubles() {
        return precision <= Dyadic.PRECISION
                && minExponent - storedBits() >= Double.MIN_EXPONENT - Dyadic.PRECISION + 1
                && maxExponent() <= Double.MAX_EXPONENT
                && Double.isFinite(magnitude(maxIndex + 1));
    }
}
