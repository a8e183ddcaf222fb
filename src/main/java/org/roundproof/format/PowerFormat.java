package org.roundproof.format;

import java.math.BigInteger;
import java.util.Arrays;
import org.roundproof.InputException;

/**
 * A non-uniform power grid: the values ±v_k, k = 0 … K = 2^(B−1) − 1, where v_k is the double nearest to (k/K)^(1/a) for a
 * positive rational exponent a. The signed index is the code, in two's complement; the lowest code stands for no value, as in a
 * symmetric integer format. There is one zero, no infinity and no NaN. The idea is the power quantizer of Yvinec et al.,
 * <i>PowerQuant</i>, ICLR 2023, which rounds sgn(x)|x|^a uniformly; here the grid is the same, and rounding is in the value
 * itself. Equal iff the expressions are.
 *
 * <p>Beyond the range the grid goes on with v_(K+1), the double nearest to ((K+1)/K)^(1/a), and from there in equal steps of
 * v_(K+1) − v_K. No result depends on those steps: what is rounded to v_(K+1) or beyond has overflowed.
 */
public final class PowerFormat extends IndexedFormat {
    /** Widest code: the values are a table. */
    static final int MAX_BITS = 16;

    /**
     * Largest numerator and denominator of the exponent. With it v_1 ≥ 32767^−40 > 2^−600, v_(K+1) ≤ 2^40, and the ratio of
     * neighbours, at least (32768/32767)^(1/40), keeps the values strictly increasing as doubles.
     */
    static final int MAX_TERM = 40;

    private final int numerator;
    private final int denominator;

    /** v_0 … v_(K+1). */
    private final double[] grid;

    private final int last;
    private final double widestGap;

    private PowerFormat(String expression, int bits, int numerator, int denominator) {
        super(expression, bits, -greatest(bits), greatest(bits), true);
        this.numerator = numerator;
        this.denominator = denominator;
        last = greatest(bits);
        grid = new double[last + 2];
        double widest = 0;
        for (int k = 1; k <= last + 1; k++) {
            grid[k] = PowerRoot.nearest(k, last, denominator, numerator);
            widest = k <= last ? Math.max(widest, grid[k] - grid[k - 1]) : widest;
        }
        widestGap = Math.nextUp(widest);
    }

    private static int greatest(int bits) {
        return (1 << (bits - 1)) - 1;
    }

    /**
     * The grid (k/K)^(1/a).
     *
     * @param bits B, 2 … 16
     * @param numerator of a, 1 … 40 in lowest terms
     * @param denominator of a, 1 … 40 in lowest terms
     * @throws InputException for others
     */
    public static PowerFormat of(int bits, int numerator, int denominator) {
        if (numerator < 1 || denominator < 1) {
            throw new InputException(
                    "power: the exponent " + numerator + "/" + denominator + " must be positive, such as 1/2");
        }
        int common = BigInteger.valueOf(numerator)
                .gcd(BigInteger.valueOf(denominator))
                .intValueExact();
        int n = numerator / common;
        int d = denominator / common;
        String expression = "power(bits=" + bits + ",exponent=" + n + (d == 1 ? ")" : "/" + d + ")");
        if (bits < 2 || bits > MAX_BITS || n > MAX_TERM || d > MAX_TERM) {
            throw new InputException(expression + ": bits is 2 to " + MAX_BITS
                    + ", and the exponent's numerator and denominator are at most " + MAX_TERM);
        }
        return new PowerFormat(expression, bits, n, d);
    }

    /** Numerator of the exponent in lowest terms. */
    public int exponentNumerator() {
        return numerator;
    }

    /** Denominator of the exponent in lowest terms. */
    public int exponentDenominator() {
        return denominator;
    }

    /**
     * v_k.
     *
     * @param k 0 … K + 1
     */
    public double magnitude(long k) {
        return grid[Math.toIntExact(k)];
    }

    /** An upper bound of the distance of any two neighbouring values, within one last place of the largest. */
    public double widestGap() {
        return widestGap;
    }

    @Override
    public boolean contains(double x) {
        boolean negativeZero = x == 0 && Double.doubleToRawLongBits(x) != 0;
        int found = Arrays.binarySearch(grid, Math.abs(x));
        return !negativeZero && found >= 0 && found <= last;
    }

    /** {@inheritDoc} The index of a cell is k for |x| in [v_k, v_(k+1)). */
    @Override
    public Cell cell(ExactReal x) {
        ExactReal magnitude = x.abs();
        int top = last + 1;
        if (magnitude.compareTo(ExactReal.of(grid[top])) >= 0) {
            Dyadic step = width(last);
            ExactReal steps = inUnits(magnitude.subtract(ExactReal.of(grid[top])), step);
            BigInteger n = steps.floorScaled(0);
            ExactReal low =
                    ExactReal.of(grid[top]).add(ExactReal.of(step.significand().multiply(n), step.exponent()));
            return new Cell(
                    low,
                    low.add(ExactReal.of(step.significand(), step.exponent())),
                    steps.subtract(ExactReal.of(n, 0)),
                    n.add(BigInteger.valueOf(top)));
        }
        int k = indexBelow(magnitude);
        ExactReal low = ExactReal.of(grid[k]);
        return new Cell(
                low, ExactReal.of(grid[k + 1]), inUnits(magnitude.subtract(low), width(k)), BigInteger.valueOf(k));
    }

    /** The greatest k with v_k ≤ |x|: the nearest double to |x| is not beyond a double that |x| is not beyond. */
    private int indexBelow(ExactReal magnitude) {
        int found = Arrays.binarySearch(grid, magnitude.toDouble());
        if (found < 0) {
            return -found - 2;
        }
        return magnitude.compareTo(ExactReal.of(grid[found])) < 0 ? found - 1 : found;
    }

    /** v_(k+1) − v_k, the significand odd. */
    private Dyadic width(int k) {
        return Dyadic.of(grid[k + 1]).add(Dyadic.of(grid[k]).negate()).normalized();
    }

    private static ExactReal inUnits(ExactReal distance, Dyadic unit) {
        return distance.scale(-unit.exponent()).divide(unit.significand());
    }

    @Override
    double value(long index) {
        int k = Math.toIntExact(index);
        return k < 0 ? -grid[-k] : grid[k];
    }

    @Override
    long indexOf(double value) {
        int k = Arrays.binarySearch(grid, Math.abs(value));
        return value < 0 ? -k : k;
    }
}
