package org.roundproof.format;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;

/**
 * A binary floating-point format: zero, subnormal numbers T·2^(emin−p+1) with 0 &lt; T &lt; 2^(p−1), normal numbers
 * (2^(p−1) + T)·2^(e−p+1) with emin ≤ e ≤ emax, and what it has of −0, ±∞ and NaN. Every value and the grid point past the
 * largest are doubles. Sources: IEEE 754-2019 §3.3, OCP 8-bit Floating Point 1.0, OCP Microscaling 1.0, IEEE P3109 interim
 * report. Equal iff the expressions are.
 */
public final class FloatFormat implements NumberFormat {
    private final String expression;
    private final FloatLayout layout;

    FloatFormat(String expression, FloatLayout layout) {
        if (!layout.fitsDoubles()) {
            throw new InputException("format " + expression
                    + ": its values, and the next one past the largest, must be doubles"
                    + " (p <= 53, emin - p + 1 >= -1074, largest value below 2^1023)");
        }
        this.expression = expression;
        this.layout = layout;
    }

    /** Precision p: significant bits, the hidden one included. */
    public int precision() {
        return layout.precision();
    }

    /** Exponent of the smallest normal number, 2^emin. */
    public int minExponent() {
        return layout.minExponent();
    }

    /** Exponent of the largest finite number. */
    public int maxExponent() {
        return layout.maxExponent();
    }

    /** Whether subnormal numbers exist; the grid below 2^emin has the step 2^(emin−p+1) then, and is {0} otherwise. */
    public boolean subnormals() {
        return layout.subnormals();
    }

    @Override
    public String expression() {
        return expression;
    }

    @Override
    public int bits() {
        return layout.bits();
    }

    @Override
    public double maxFinite() {
        return layout.magnitude(layout.maxIndex());
    }

    @Override
    public double minFinite() {
        if (signed()) {
            return -maxFinite();
        }
        return hasZero() ? 0.0 : smallestPositive();
    }

    @Override
    public double smallestPositive() {
        return layout.magnitude(layout.subnormals() ? 1 : layout.minNormalIndex());
    }

    @Override
    public boolean signed() {
        return layout.signed();
    }

    @Override
    public boolean symmetric() {
        return layout.signed();
    }

    @Override
    public boolean hasZero() {
        return layout.zero();
    }

    @Override
    public boolean hasNegativeZero() {
        return layout.negativeZero();
    }

    @Override
    public boolean hasPositiveInfinity() {
        return layout.infinity();
    }

    @Override
    public boolean hasNegativeInfinity() {
        return layout.infinity() && layout.signed();
    }

    @Override
    public boolean hasNaN() {
        return layout.nans() != null;
    }

    @Override
    public boolean contains(double x) {
        if (Double.isNaN(x)) {
            return hasNaN();
        }
        boolean negative = Double.doubleToRawLongBits(x) < 0;
        if (negative && !signed()) {
            return false;
        }
        if (Double.isInfinite(x)) {
            return layout.infinity();
        }
        if (x == 0) {
            return negative ? hasNegativeZero() : hasZero();
        }
        return index(Math.abs(x)) >= 0;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Without subnormal numbers there is one cell [0, 2^emin) below the normal numbers; zero is its even end. Without
     * zero ({@code e8m0}) the cell below the smallest value 2^emin is [0, 2^emin) too, of index −1: its lower end is no
     * value, and a quantizer sends everything in it to 2^emin.
     */
    @Override
    public Cell cell(ExactReal x) {
        ExactReal magnitude = x.abs();
        int t = layout.storedBits();
        boolean belowNormal = magnitude.signum() == 0 || magnitude.floorLog2() < layout.minExponent();
        long binade = belowNormal ? layout.minExponent() : magnitude.floorLog2();
        // the unit of the cell: 2^(e−p+1) in the binade of 2^e, the same below emin, 2^emin where subnormals are
        // missing
        long unit = belowNormal && !layout.subnormals() ? binade : binade - t;
        BigInteger count = magnitude.floorScaled(unit);
        BigInteger index =
                count.add(BigInteger.valueOf(binade - layout.minExponent()).shiftLeft(t));
        return new Cell(
                ExactReal.of(count, unit),
                ExactReal.of(count.add(BigInteger.ONE), unit),
                magnitude.scale(-unit).subtract(ExactReal.of(count, 0)),
                layout.zero() ? index : index.subtract(BigInteger.ONE));
    }

    @Override
    public double decode(long code) {
        CodeRange.check(this, code);
        boolean negative = negative(code);
        long index = layout.index(magnitudeCode(code));
        if (negative && index == 0 && layout.nans() == FloatLayout.NaNs.NEGATIVE_ZERO) {
            return Double.NaN;
        }
        double magnitude;
        if (index <= layout.maxIndex()) {
            magnitude = layout.magnitude(index);
        } else if (layout.infinity() && index == layout.maxIndex() + 1) {
            magnitude = Double.POSITIVE_INFINITY;
        } else {
            return Double.NaN;
        }
        return negative ? -magnitude : magnitude;
    }

    @Override
    public ValueClass classify(long code) {
        double value = decode(code);
        if (Double.isNaN(value)) {
            return ValueClass.NAN;
        }
        if (Double.isInfinite(value)) {
            return ValueClass.INFINITY;
        }
        if (value == 0) {
            return ValueClass.ZERO;
        }
        return Math.abs(value) < Math.scalb(1.0, layout.minExponent()) ? ValueClass.SUBNORMAL : ValueClass.NORMAL;
    }

    /**
     * {@inheritDoc}
     *
     * <p>NaN gives the code with the leading bit of the significand set (IEEE 754 §6.2.1, a quiet NaN, sign bit 0) where
     * several codes are NaN.
     */
    @Override
    public long encode(double value) {
        if (!contains(value)) {
            throw CodeRange.noSuchValue(this, value);
        }
        if (Double.isNaN(value)) {
            return nanCode();
        }
        long index = Double.isInfinite(value) ? layout.maxIndex() + 1 : value == 0 ? 0 : index(Math.abs(value));
        long sign = Double.doubleToRawLongBits(value) < 0 ? 1L << layout.magnitudeBits() : 0;
        return sign | layout.magnitudeCode(index);
    }

    private long nanCode() {
        if (layout.nans() == FloatLayout.NaNs.NEGATIVE_ZERO) {
            return 1L << layout.magnitudeBits();
        }
        long last = (1L << layout.magnitudeBits()) - 1;
        return layout.infinity()
                ? Math.min(
                        last, layout.magnitudeCode(layout.maxIndex() + 1) + Math.max(1, layout.minNormalIndex() >> 1))
                : last;
    }

    @Override
    public double nextUp(double x) {
        return neighbour(x, 1);
    }

    @Override
    public double nextDown(double x) {
        return neighbour(x, -1);
    }

    private double neighbour(double x, int direction) {
        double value = x == 0 ? 0.0 : x; // −0 counts as 0
        if (!Double.isFinite(value) || !contains(value)) {
            throw CodeRange.noSuchValue(this, x);
        }
        if (value == (direction > 0 ? maxFinite() : minFinite())) {
            return value;
        }
        boolean outward = value == 0 || (value > 0) == (direction > 0);
        long index = value == 0 ? 0 : index(Math.abs(value));
        long next = outward ? index + 1 : index - 1;
        if (!layout.subnormals() && next > 0 && next < layout.minNormalIndex()) {
            next = outward ? layout.minNormalIndex() : 0;
        }
        double magnitude = layout.magnitude(next);
        boolean negative = value < 0 || value == 0 && direction < 0;
        return negative && magnitude != 0 ? -magnitude : magnitude;
    }

    /** Position of a positive double among the magnitudes, −1 where it is none of them. */
    private long index(double magnitude) {
        int t = layout.storedBits();
        int binade = Math.max(Math.toIntExact(Dyadic.of(magnitude).floorLog2()), layout.minExponent());
        // a magnitude on the grid is count·2^(binade−t) with 1 <= count < 2^p
        double count = Math.scalb(magnitude, t - binade);
        if (count < 1 || count != Math.rint(count)) {
            return -1;
        }
        long index = (long) count + ((long) (binade - layout.minExponent()) << t);
        boolean subnormal = index < layout.minNormalIndex();
        return index > layout.maxIndex() || subnormal && !layout.subnormals() ? -1 : index;
    }

    private boolean negative(long code) {
        return layout.signed() && (code >>> layout.magnitudeBits() & 1) == 1;
    }

    private long magnitudeCode(long code) {
        return code & ((1L << layout.magnitudeBits()) - 1);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FloatFormat that && expression.equals(that.expression);
    }

    @Override
    public int hashCode() {
        return expression.hashCode();
    }

    @Override
    public String toString() {
        return expression;
    }
}
