package org.roundproof.format;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;

/**
 * An integer or fixed-point format: the values n·step for all integers n from {@code minIndex} to {@code maxIndex}. Signed
 * ones are coded in two's complement; unsigned ones with zero point z have code c = n + z. There is one zero, no infinity
 * and no NaN. Equal iff the expressions are.
 */
public final class UniformFormat implements NumberFormat {
    /** Widest code: with one bit more, not even a power of two as step would leave room in a double. */
    static final int MAX_BITS = 52;

    private final String expression;
    private final int bits;
    private final double step;
    private final long minIndex;
    private final long maxIndex;
    private final boolean twosComplement;

    // step = stepSignificand·2^stepExponent, the significand odd
    private final BigInteger stepSignificand;
    private final long stepExponent;

    private UniformFormat(
            String expression, int bits, double step, long minIndex, long maxIndex, boolean twosComplement) {
        if (!Steps.admissible(step, bits)) {
            throw new InputException(expression + ": step " + Double.toHexString(step)
                    + " is not a positive double of at most " + (Dyadic.PRECISION - bits) + " significant bits");
        }
        this.expression = expression;
        this.bits = bits;
        this.step = step;
        this.minIndex = minIndex;
        this.maxIndex = maxIndex;
        this.twosComplement = twosComplement;
        Dyadic exact = Dyadic.of(step).normalized();
        stepSignificand = exact.significand();
        stepExponent = exact.exponent();
    }

    private static void checkBits(String name, int bits, int least) {
        if (bits < least || bits > MAX_BITS) {
            throw new InputException(name + bits + ": " + name + " takes " + least + " to " + MAX_BITS + " bits");
        }
    }

    static void checkSigned(int bits) {
        checkBits("int", bits, 2);
    }

    static void checkUnsigned(int bits, long zero) {
        checkBits("uint", bits, 1);
        long last = (1L << bits) - 1;
        if (zero < 0 || zero > last) {
            throw new InputException(
                    "uint" + bits + ": zero point " + zero + " is no code; codes go from 0 to " + last);
        }
    }

    /**
     * Two's-complement integers times a step, (−2^(B−1) … 2^(B−1) − 1)·step; without the lowest where symmetric.
     *
     * @param step a positive double of at most 53 − B significant bits
     */
    public static UniformFormat signed(int bits, double step, boolean symmetric) {
        checkSigned(bits);
        long max = (1L << (bits - 1)) - 1;
        String expression = "int" + bits + "(step=" + Steps.text(step) + (symmetric ? ",symmetric=true)" : ")");
        return new UniformFormat(expression, bits, step, symmetric ? -max : -max - 1, max, true);
    }

    /**
     * Unsigned codes with a zero point, (c − zero)·step for c = 0 … 2^B − 1.
     *
     * @param zero the code of 0, in 0 … 2^B − 1
     */
    public static UniformFormat unsigned(int bits, double step, long zero) {
        checkUnsigned(bits, zero);
        long last = (1L << bits) - 1;
        String expression = "uint" + bits + "(step=" + Steps.text(step) + (zero == 0 ? ")" : ",zero=" + zero + ")");
        return new UniformFormat(expression, bits, step, -zero, last - zero, false);
    }

    /**
     * Two's-complement fixed point: integer + fraction bits in all, the sign bit counted in {@code integer}; step
     * 2^−fraction, values from −2^(integer−1) to 2^(integer−1) − step (Q notation with the sign, as in VHDL's sfixed).
     */
    public static UniformFormat fixed(int integer, int fraction) {
        long width = (long) integer + fraction;
        if (integer < 1 || fraction < 0 || width < 2 || width > MAX_BITS) {
            throw new InputException("fixed(integer=" + integer + ",fraction=" + fraction
                    + "): integer counts the sign bit and is at least 1, fraction at least 0, both together 2 to "
                    + MAX_BITS);
        }
        long max = (1L << (width - 1)) - 1;
        String expression = "fixed(integer=" + integer + ",fraction=" + fraction + ")";
        return new UniformFormat(expression, (int) width, Math.scalb(1.0, -fraction), -max - 1, max, true);
    }

    /** Distance of neighbours, the double's exact value. */
    public double step() {
        return step;
    }

    /** Least integer n with n·step in the format. */
    public long minIndex() {
        return minIndex;
    }

    /** Greatest integer n with n·step in the format. */
    public long maxIndex() {
        return maxIndex;
    }

    @Override
    public String expression() {
        return expression;
    }

    @Override
    public int bits() {
        return bits;
    }

    @Override
    public double maxFinite() {
        return maxIndex * step;
    }

    @Override
    public double minFinite() {
        return minIndex * step;
    }

    @Override
    public double smallestPositive() {
        return maxIndex > 0 ? step : 0;
    }

    @Override
    public boolean signed() {
        return minIndex < 0;
    }

    @Override
    public boolean symmetric() {
        return minIndex == -maxIndex;
    }

    @Override
    public boolean hasZero() {
        return true;
    }

    @Override
    public boolean hasNegativeZero() {
        return false;
    }

    @Override
    public boolean hasPositiveInfinity() {
        return false;
    }

    @Override
    public boolean hasNegativeInfinity() {
        return false;
    }

    @Override
    public boolean hasNaN() {
        return false;
    }

    @Override
    public boolean contains(double x) {
        boolean negativeZero = x == 0 && Double.doubleToRawLongBits(x) != 0;
        if (!Double.isFinite(x) || negativeZero || x < minFinite() || x > maxFinite()) {
            return false;
        }
        // if x = n·step the division gives n exactly; where the quotient underflows to 0 the product tells
        double n = x / step;
        return n == Math.rint(n) && n * step == x;
    }

    /** {@inheritDoc} The index of a cell is n for |x| in [n·step, (n+1)·step). */
    @Override
    public Cell cell(ExactReal x) {
        ExactReal steps = x.abs().scale(-stepExponent).divide(stepSignificand);
        BigInteger n = steps.floorScaled(0);
        BigInteger next = n.add(BigInteger.ONE);
        return new Cell(
                ExactReal.of(n.multiply(stepSignificand), stepExponent),
                ExactReal.of(next.multiply(stepSignificand), stepExponent),
                steps.subtract(ExactReal.of(n, 0)),
                n);
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
    public double decode(long code) {
        long n = index(code);
        if (n < minIndex) {
            throw new InputException("0x" + Long.toHexString(code) + " stands for no value of " + expression
                    + ", which drops the lowest code");
        }
        return n * step;
    }

    @Override
    public ValueClass classify(long code) {
        long n = index(code);
        if (n < minIndex) {
            return ValueClass.UNUSED;
        }
        return n == 0 ? ValueClass.ZERO : ValueClass.NORMAL;
    }

    @Override
    public long encode(double value) {
        if (!contains(value)) {
            throw CodeRange.noSuchValue(this, value);
        }
        long n = (long) (value / step);
        return twosComplement ? n & ((1L << bits) - 1) : n - minIndex;
    }

    @Override
    public double nextUp(double x) {
        return x == maxFinite() ? x + 0.0 : neighbour(x, 1);
    }

    @Override
    public double nextDown(double x) {
        return x == minFinite() ? x + 0.0 : neighbour(x, -1);
    }

    private double neighbour(double x, int direction) {
        double value = x + 0.0; // −0 counts as 0
        if (!contains(value)) {
            throw CodeRange.noSuchValue(this, x);
        }
        return ((long) (value / step) + direction) * step;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UniformFormat that && expression.equals(that.expression);
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
