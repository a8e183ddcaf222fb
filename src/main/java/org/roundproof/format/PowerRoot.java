package org.roundproof.format;

import java.math.BigInteger;

/**
 * The double nearest to r = (k/K)^(d/n), decided by integers: a real v = m·2^e is below r iff m^n·2^(en)·K^d &lt; k^d.
 */
final class PowerRoot {
    private final BigInteger numerator;
    private final BigInteger denominator;
    private final int root;
    private final double guess;

    private PowerRoot(long k, long top, int power, int root) {
        numerator = BigInteger.valueOf(k).pow(power);
        denominator = BigInteger.valueOf(top).pow(power);
        this.root = root;
        guess = StrictMath.pow((double) k / top, (double) power / root);
    }

    /**
     * (k/top)^(power/root), rounded to nearest; ties to even, though there are none for k ≤ top + 1 (proofs-notes/formats.md).
     *
     * @param k at least 1
     * @param top at least 1
     * @param power at least 1
     * @param root at least 1
     */
    static double nearest(long k, long top, int power, int root) {
        return new PowerRoot(k, top, power, root).nearest();
    }

    /** The guess is off by a few last places at most; the midpoints about it say where r lies. */
    private double nearest() {
        double v = guess;
        while (beyondMidpoint(v, Math.nextUp(v))) {
            v = Math.nextUp(v);
        }
        while (v > 0 && !beyondMidpoint(Math.nextDown(v), v)) {
            v = Math.nextDown(v);
        }
        return v;
    }

    /** Whether b, the double after a, is the one to take: r > (a + b)/2, or equal and b is even. */
    private boolean beyondMidpoint(double a, double b) {
        int side = compare(Dyadic.of(a).add(Dyadic.of(b)));
        return side > 0 || side == 0 && (Double.doubleToRawLongBits(b) & 1) == 0;
    }

    /** Sign of r − sum/2. */
    private int compare(Dyadic sum) {
        BigInteger left = numerator;
        BigInteger right = sum.significand().pow(root).multiply(denominator);
        long exponent = (sum.exponent() - 1) * root;
        return exponent < 0
                ? left.shiftLeft(Math.toIntExact(-exponent)).compareTo(right)
                : left.compareTo(right.shiftLeft(Math.toIntExact(exponent)));
    }
}
