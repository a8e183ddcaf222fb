package org.roundproof.format;

import java.math.BigInteger;
import org.roundproof.InputException;

/**
 * An integer or fixed-point format: the values n·step for all integers n from {@code minIndex} to {@code maxIndex}. Signed
 * ones are coded in two's complement; unsigned ones with zero point z have code c = n + z. There is one zero, no infinity
 * and no NaN. Equal iff the expressions are.
 */
public final class UniformFormat extends IndexedFormat {
    /** Widest code: with one bit more, not even a power of two as step would leave room in a double. */
    static final int MAX_BITS = 52;

    private final double step;

    // step = stepSignificand·2^stepExponent, the significand odd
    private final BigInteger stepSignificand;
    private final long stepExponent;

    private UniformFormat(
            String expression, int bits, double step, long minIndex, long maxIndex, boolean twosComplement) {
        super(expression, bits, minIndex, maxIndex, twosComplement);
        if (!Steps.admissible(step, bits)) {
            throw new InputException(expression + ": step " + Double.toHexString(step)
                    + " is not a positive double of at most " + (Dyadic.PRECISION - bits) + " significant bits");
        }
        this.step = step;
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

    @Override
    double value(long index) {
        return index * step;
    }

    @Override
    long indexOf(double value) {
        return (long) (value / step);
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
}
