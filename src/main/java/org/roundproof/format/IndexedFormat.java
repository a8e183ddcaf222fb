package org.roundproof.format;

import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;

/**
 * A format whose values are numbered: one value for each integer from {@code minIndex} to {@code maxIndex}, ascending, with 0 as
 * the value of index 0. A code is the index in two's complement, or counted from {@code minIndex}. There is one zero, no
 * infinity and no NaN. Equal iff the expressions are.
 */
public abstract sealed class IndexedFormat implements NumberFormat permits UniformFormat, PowerFormat {
    private final String expression;
    private final int bits;
    private final long minIndex;
    private final long maxIndex;
    private final boolean twosComplement;

    /**
     * A numbering.
     *
     * @param twosComplement whether codes are two's complement; if {@code minIndex} is not the lowest then, the codes below stand
     *     for no value
     */
    IndexedFormat(String expression, int bits, long minIndex, long maxIndex, boolean twosComplement) {
        this.expression = expression;
        this.bits = bits;
        this.minIndex = minIndex;
        this.maxIndex = maxIndex;
        this.twosComplement = twosComplement;
    }

    /** The value of an index in the range. */
    abstract double value(long index);

    /** The index of a value of the format. */
    abstract long indexOf(double value);

    /** Least index of a value. */
    public final long minIndex() {
        return minIndex;
    }

    /** Greatest index of a value. */
    public final long maxIndex() {
        return maxIndex;
    }

    @Override
    public final String expression() {
        return expression;
    }

    @Override
    public final int bits() {
        return bits;
    }

    @Override
    public final double maxFinite() {
        return value(maxIndex);
    }

    @Override
    public final double minFinite() {
        return value(minIndex);
    }

    @Override
    public final double smallestPositive() {
        return maxIndex > 0 ? value(1) : 0;
    }

    @Override
    public final boolean signed() {
        return minIndex < 0;
    }

    @Override
    public final boolean symmetric() {
        return minIndex == -maxIndex;
    }

    @Override
    public final boolean hasZero() {
        return true;
    }

    @Override
    public final boolean hasNegativeZero() {
        return false;
    }

    @Override
    public final boolean hasPositiveInfinity() {
        return false;
    }

    @Override
    public final boolean hasNegativeInfinity() {
        return false;
    }

    @Override
    public final boolean hasNaN() {
        return false;
    }

    private long index(long code) {
        CodeRange.check(this, code);
        // two's complement: the top bit weighs −2^(B−1)
        return twosComplement ? code << (Long.SIZE - bits) >> (Long.SIZE - bits) : code + minIndex;
    }

    /**
     * {@inheritDoc}
     *
     * @throws InputException also for the lowest code of a symmetric format, which stands for no value
     */
    @Override
    public final double decode(long code) {
        long index = index(code);
        if (index < minIndex) {
            throw new InputException("0x" + Long.toHexString(code) + " stands for no value of " + expression
                    + ", which drops the lowest code");
        }
        return value(index);
    }

    @Override
    public final ValueClass classify(long code) {
        long index = index(code);
        if (index < minIndex) {
            return ValueClass.UNUSED;
        }
        return index == 0 ? ValueClass.ZERO : ValueClass.NORMAL;
    }

    @Override
    public final long encode(double value) {
        if (!contains(value)) {
            throw CodeRange.noSuchValue(this, value);
        }
        long index = indexOf(value);
        return twosComplement ? index & ((1L << bits) - 1) : index - minIndex;
    }

    @Override
    public final double nextUp(double x) {
        return neighbour(x, 1);
    }

    @Override
    public final double nextDown(double x) {
        return neighbour(x, -1);
    }

    private double neighbour(double x, int direction) {
        double plain = x + 0.0; // −0 counts as 0
        if (!contains(plain)) {
            throw CodeRange.noSuchValue(this, x);
        }
        return value(Math.max(minIndex, Math.min(maxIndex, indexOf(plain) + direction)));
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof IndexedFormat that && expression.equals(that.expression);
    }

    @Override
    public final int hashCode() {
        return expression.hashCode();
    }

    @Override
    public final String toString() {
        return expression;
    }
}
