package org.roundproof.sgd.fast;

import java.math.BigDecimal;
import java.util.Arrays;
import org.roundproof.format.PowerFormat;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.random.WordSource;

/**
 * Rounding to a table of doubles v_0 &lt; v_1 &lt; ….
 *
 * <p>A binary search finds v_k ≤ |x| &lt; v_(k+1); with r = |x| − v_k and w = v_(k+1) − v_k the fraction is f = r/w. Neither
 * difference need be a double, but every decision is the sign of A·r − B·w for integers A, B ≤ 2^33, which is A·|x| + (B − A)·v_k
 * − B·v_(k+1): a sum of three products, computed in double where it is larger than its error bound, and exactly where not.
 */
final class PowerRounder extends FastRounder {
    /** Three products and two sums: at most 4 of 2^−53 of the sum of magnitudes each. */
    private static final double ERROR = 0x1p-50;

    private static final long WORD = 0xffff_ffffL;

    private final double[] grid;
    private final int last;

    PowerRounder(Quantizer quantizer, PowerFormat format) {
        super(quantizer);
        last = Math.toIntExact(format.maxIndex());
        grid = new double[last + 2];
        for (int k = 0; k < grid.length; k++) {
            grid[k] = format.magnitude(k);
        }
    }

    @Override
    public double round(double x, int first, int second, WordSource more) {
        double magnitude = Math.abs(x);
        if (!(magnitude < Double.POSITIVE_INFINITY)) {
            return range.special(x);
        }
        boolean negative = x < 0;
        int k = last + 1;
        if (magnitude < grid[last + 1]) {
            int found = Arrays.binarySearch(grid, magnitude);
            k = found >= 0 ? found : -found - 2;
            if (found < 0 && away(negative, k, magnitude, first, more)) {
                k++;
            }
        }
        if (k > last) {
            if (mode.mayOverflow(negative)) {
                return range.beyond(negative);
            }
            k = last;
        }
        return negative ? 0.0 - grid[k] : grid[k];
    }

    /** Whether v_k + f·w goes to v_(k+1), f in (0, 1). */
    private boolean away(boolean negative, int k, double x, int word, WordSource more) {
        if (mode == Mode.SR) {
            return carries(k, x, word, more);
        }
        if (bits == 0) {
            return mode.away(negative, (k & 1) != 0, sign(2, 1, k, x));
        }
        long radix = 1L << bits;
        long floor = floor(radix, k, x);
        int half = sign(2 * radix, 2 * floor + 1, k, x);
        return mode.awayByBits(bits, floor, half, word);
    }

    /** ⌊radix·f⌋: an estimate, set right by the sign of what it leaves. */
    private long floor(long radix, int k, double x) {
        long floor = (long) ((x - grid[k]) / (grid[k + 1] - grid[k]) * radix);
        while (sign(radix, floor, k, x) < 0) {
            floor--;
        }
        while (sign(radix, floor + 1, k, x) >= 0) {
            floor++;
        }
        return floor;
    }

    /** The carry out of f + U: with u the first word, yes if f·2^32 ≥ 2^32 − u, no if f·2^32 &lt; 2^32 − 1 − u. */
    private boolean carries(int k, double x, int word, WordSource more) {
        long missing = WORD + 1 - (word & WORD);
        if (sign(WORD + 1, missing, k, x) >= 0) {
            return true;
        }
        return sign(WORD + 1, missing - 1, k, x) >= 0 && carries(missing - 1, k, x, more);
    }

    /** The same from level 1 on, in exact decimals: one word in 2^32 comes here. */
    private boolean carries(long digit, int k, double x, WordSource more) {
        BigDecimal radix = new BigDecimal(WORD + 1);
        BigDecimal inner = new BigDecimal(grid[k]);
        BigDecimal width = new BigDecimal(grid[k + 1]).subtract(inner);
        BigDecimal rest =
                new BigDecimal(x).subtract(inner).multiply(radix).subtract(width.multiply(new BigDecimal(digit)));
        for (int level = 1; rest.signum() != 0; level++) {
            rest = rest.multiply(radix);
            BigDecimal missing = new BigDecimal(WORD + 1 - (more.word(0, level) & WORD));
            if (rest.compareTo(width.multiply(missing)) >= 0) {
                return true;
            }
            rest = rest.subtract(width.multiply(missing.subtract(BigDecimal.ONE)));
            if (rest.signum() < 0) {
                return false;
            }
        }
        return false;
    }

    /** Sign of a·r − b·w. */
    private int sign(long a, long b, int k, double x) {
        double outer = b * grid[k + 1];
        double inner = (b - a) * grid[k];
        double point = a * x;
        double sum = point + inner - outer;
        if (Math.abs(sum) > ERROR * (point + Math.abs(inner) + outer)) {
            return sum > 0 ? 1 : -1;
        }
        return new BigDecimal(a)
                .multiply(new BigDecimal(x))
                .add(new BigDecimal(b - a).multiply(new BigDecimal(grid[k])))
                .compareTo(new BigDecimal(b).multiply(new BigDecimal(grid[k + 1])));
    }
}
