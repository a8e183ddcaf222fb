package org.roundproof.sgd.certified;

import java.math.BigInteger;
import org.roundproof.format.ExactReal;

/**
 * The weights w = γV/B of exact sums V: exactly, one at a time; or all of them in double, with an error that is relative
 * ({@link #estimate}) or an interval for each ({@link #enclose}). Proofs: proofs-notes/certified.md, section 3.
 */
final class Weights {
    /** ŵ, after {@link #estimate} or {@link #enclose}. */
    final double[] estimates;
    /** At most w, after {@link #enclose}. */
    final double[] low;
    /** At least w, after {@link #enclose}. */
    final double[] high;

    private final ExactSums sums;
    private final double gamma;
    private final int rows;
    private final boolean batchIsPowerOfTwo;
    private final double slack;

    /**
     * Weights of sums that go on growing.
     *
     * @param sums V
     * @param gamma γ
     * @param rows B
     * @param slack 1; a test makes it smaller to see that the error bounds matter
     */
    Weights(ExactSums sums, double gamma, int rows, double slack) {
        this.sums = sums;
        this.gamma = gamma;
        this.rows = rows;
        this.slack = slack;
        batchIsPowerOfTwo = Integer.bitCount(rows) == 1;
        estimates = new double[sums.head.length];
        low = new double[estimates.length];
        high = new double[estimates.length];
    }

    /** w_i. */
    ExactReal exact(int i) {
        return scaled(sums.exact(i), 1);
    }

    /** γ·sum/(B·count). */
    ExactReal scaled(ExactReal sum, int count) {
        return sum.multiply(ExactReal.of(gamma)).divide(BigInteger.valueOf(rows).multiply(BigInteger.valueOf(count)));
    }

    /**
     * ŵ = fl(fl(γ·V̂)/B) with |ŵ − w| ≤ 2^−51|ŵ| (narrow sums) or 2^−49|ŵ| (wide ones), and 2^−900 for underflow; infinite or
     * NaN where that does not hold, which for wide sums is where |fl(low + tail)| ≥ |V̂|. ŵ has the sign of w, and is +0 for 0.
     * See {@link #enclose}.
     *
     * @return the relative error
     */
    double estimate() {
        double divisor = rows;
        double[] head = sums.head;
        if (!sums.isWide()) {
            for (int i = 0; i < estimates.length; i++) {
                estimates[i] = gamma * head[i] / divisor;
            }
        } else {
            double[] second = sums.low;
            double[] third = sums.tail;
            for (int i = 0; i < estimates.length; i++) {
                double rest = second[i] + third[i];
                double sum = head[i] + rest;
                // (additions with a subnormal result are exact, whatever the quotient says); x + −0 is x, for −0 too
                double cancelled = Math.floor(Math.abs(rest) / (Math.abs(sum) + Double.MIN_VALUE));
                estimates[i] = gamma * sum / divisor + cancelled * 0x1p1000 * 0x1p1000 * -0.0;
            }
        }
        return (sums.isWide() ? 0x1p-49 : 0x1p-51) * slack;
    }

    /**
     * ŵ = fl(fl(γ·V̂)/B) and low ≤ w ≤ high.
     *
     * <p>Narrow sums: V̂ = V. With e = γV − fl(γV), a double, w = ŵ where e = 0 and B is a power of two; otherwise |ŵ − w| ≤
     * 2u|ŵ|(1 + 2u), less than 2^−51|ŵ|. Wide sums: V̂ = fl(head + fl(low + tail)), |V̂ − V| ≤ u|V̂| + u|fl(low + tail)|,
     * and |ŵ − w| ≤ 2^−50|ŵ| + 2^−52|fl(γ·fl(low + tail)/B)|.
     */
    void enclose() {
        double divisor = rows;
        if (!sums.isWide()) {
            double[] head = sums.head;
            for (int i = 0; i < estimates.length; i++) {
                double product = gamma * head[i];
                double error = Math.abs(Math.fma(gamma, head[i], -product));
                double w = product / divisor;
                double bound = Math.abs(w) * (0x1p-51 * slack);
                // a nonzero error is at least 2^−106 of the product: 2^60 times as much is beyond the bound
                bound = batchIsPowerOfTwo ? Math.min(error * 0x1p60, bound) : bound;
                estimates[i] = w;
                low[i] = w - bound;
                high[i] = w + bound;
            }
        } else {
            for (int i = 0; i < estimates.length; i++) {
                double rest = sums.low[i] + sums.tail[i];
                double w = gamma * (sums.head[i] + rest) / divisor;
                double bound = (Math.abs(w) * 0x1p-50 + Math.abs(gamma * rest / divisor) * 0x1p-52) * slack;
                estimates[i] = w;
                low[i] = w - bound;
                high[i] = w + bound;
            }
        }
        for (int i = 0; i < estimates.length; i++) {
            // bounds relative to ŵ say nothing where ŵ may have lost bits to underflow, or overflowed
            double size = Math.abs(estimates[i]);
            if (size < Exactness.SAFE && !isZero(i) || !(size <= Double.MAX_VALUE)) {
                low[i] = -Double.MAX_VALUE;
                high[i] = Double.MAX_VALUE;
            } else {
                low[i] += 0.0;
                high[i] += 0.0;
            }
        }
    }

    private boolean isZero(int i) {
        return sums.head[i] == 0 && (!sums.isWide() || sums.low[i] == 0 && sums.tail[i] == 0);
    }
}
