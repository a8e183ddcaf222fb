package com.example;

/** The FP8 format E4M3 (largest value 448, no infinities), as someone would write it who never saw Roundproof. */
public class E4m3 {
    private static final int LEAST_EXPONENT = -6;
    private static final double LARGEST = 448;

    /** To nearest, ties to even. */
    public double nearest(double x) {
        double ulp = ulp(x);
        return finish(x, Math.rint(Math.abs(x) / ulp) * ulp);
    }

    /** Away from zero with a probability equal to the fraction; the random bits come 32 at a time. */
    public double stochastic(double x, Bits bits) {
        double ulp = ulp(x);
        double scaled = Math.abs(x) / ulp;
        double whole = Math.floor(scaled);
        return finish(x, (away(scaled - whole, bits) ? whole + 1 : whole) * ulp);
    }

    /** Random bits on demand. */
    public interface Bits {
        int next(int level);
    }

    protected boolean away(double fraction, Bits bits) {
        double f = fraction;
        for (int level = 0; f != 0; level++) {
            f *= 0x1p32;
            long whole = (long) f;
            long sum = whole + Integer.toUnsignedLong(bits.next(level));
            if (sum != 0xFFFFFFFFL) {
                return sum > 0xFFFFFFFFL;
            }
            f -= whole;
        }
        return false;
    }

    protected double ulp(double x) {
        int exponent = Math.min(Math.max(Math.getExponent(x), LEAST_EXPONENT), 8);
        return Math.scalb(1.0, exponent - 3);
    }

    protected double finish(double x, double magnitude) {
        if (Double.isNaN(x)) {
            return Double.NaN;
        }
        return Math.copySign(Math.min(magnitude, LARGEST), x);
    }

    /** The eight bits of a value. */
    public long code(double y) {
        int sign = Math.copySign(1, y) < 0 ? 0x80 : 0;
        if (Double.isNaN(y)) {
            return 0x7F;
        }
        int exponent = Math.getExponent(y);
        if (exponent < LEAST_EXPONENT) {
            return sign | (long) (Math.abs(y) * 0x1p9);
        }
        long significand = (long) Math.scalb(Math.abs(y), 3 - exponent);
        return sign | (long) (exponent - LEAST_EXPONENT + 1) << 3 | (significand & 7);
    }

    /** Element by element. */
    public double[] nearest(double[] x) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = nearest(x[i]);
        }
        return y;
    }

    /** Element by element, each with its own bits. */
    public double[] stochastic(double[] x, Bits[] bits) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = stochastic(x[i], bits[i]);
        }
        return y;
    }
}
