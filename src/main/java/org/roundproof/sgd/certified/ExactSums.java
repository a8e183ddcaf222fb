package org.roundproof.sgd.certified;

import org.roundproof.format.ExactReal;

/**
 * A vector of running sums Σ x·f that are exact at every moment.
 *
 * <p>While every term is a multiple of 2^unit and every sum stays within 2^(53+unit), one double holds a sum (<em>narrow</em>
 * form). Beyond that a sum is head + low + tail (<em>wide</em> form): TwoSum gives the rounding error of the addition to
 * {@code head} exactly, which is added to {@code low} in the same way, and its error to {@code tail} (Knuth 1969; the
 * cascade is that of Ogita, Rump and Oishi, Accurate sum and dot product, SIAM J. Sci. Comput. 26, 2005, with three
 * components). What is lost beyond {@code tail} is noted in {@code lost}: as long as it is zero, the sum is exact.
 */
final class ExactSums {
    final double[] head;
    double[] low = {};
    double[] tail = {};
    private double[] lost = {};

    private final Grid terms;
    private final double limit;
    /** What may still be added to any sum before the largest is looked up again. */
    private double room;

    /**
     * Sums of zero.
     *
     * @param terms what every term is a multiple of
     */
    ExactSums(int size, Grid terms) {
        head = new double[size];
        this.terms = terms;
        limit = terms.known() ? Exactness.limit(terms.unit()) : 0;
        room = limit;
        if (!terms.known()) {
            widen();
        }
    }

    boolean isWide() {
        return low.length > 0;
    }

    private void widen() {
        low = new double[head.length];
        tail = new double[head.length];
        lost = new double[head.length];
    }

    /**
     * Σ_i ← Σ_i + x_i·f.
     *
     * @param x at least offset + size elements, x_i from {@code offset} on
     * @param xLargest largest |x_i| that is possible
     * @param exactProducts whether every x_i·f is a double
     */
    void addProducts(double[] x, int offset, double f, double xLargest, boolean exactProducts) {
        if (f == 0) {
            return;
        }
        if (!isWide() && !hasRoom(x, offset, Math.abs(f), xLargest)) {
            widen();
        }
        if (!isWide()) {
            for (int i = 0; i < head.length; i++) {
                head[i] += x[offset + i] * f;
            }
        } else if (exactProducts && terms.known()) {
            for (int i = 0; i < head.length; i++) {
                add(i, x[offset + i] * f);
            }
        } else {
            for (int i = 0; i < head.length; i++) {
                addProduct(i, x[offset + i], f);
            }
        }
    }

    private boolean hasRoom(double[] x, int offset, double f, double xLargest) {
        double used = xLargest * f;
        if (used > room) {
            room = limit - largest(head, 0, head.length);
            if (used > room) {
                // f times the largest x is an exact product where it matters: a multiple of 2^unit within the limit
                used = largest(x, offset, head.length) * f;
            }
        }
        room -= used;
        return room >= 0;
    }

    /** Σ_i ← Σ_i + other_i, the other sums of the same terms. */
    void addAll(ExactSums other) {
        if (!isWide() && (other.isWide() || !hasRoom(other))) {
            widen();
        }
        if (!isWide()) {
            for (int i = 0; i < head.length; i++) {
                head[i] += other.head[i];
            }
            return;
        }
        for (int i = 0; i < head.length; i++) {
            add(i, other.head[i]);
        }
        if (other.isWide()) {
            for (int i = 0; i < head.length; i++) {
                add(i, other.low[i]);
                add(i, other.tail[i]);
            }
        }
    }

    private boolean hasRoom(ExactSums other) {
        // no sum passes limit − room
        double used = other.limit - other.room;
        if (used > room) {
            room = limit - largest(head, 0, head.length);
            used = largest(other.head, 0, head.length);
        }
        room -= used;
        return room >= 0;
    }

    private static double largest(double[] values, int offset, int length) {
        double largest = 0;
        for (int i = offset; i < offset + length; i++) {
            largest = Math.max(largest, Math.abs(values[i]));
        }
        return largest;
    }

    private void addProduct(int i, double x, double f) {
        double product = x * f;
        if (Math.abs(product) < Exactness.SAFE && x != 0) {
            throw new Abandoned("a product of " + x + " and " + f + " is too small for its error to be a double");
        }
        add(i, product);
        add(i, Math.fma(x, f, -product));
    }

    private void add(int i, double value) {
        double h = head[i];
        double s = h + value;
        double b = s - h;
        double e = (h - (s - b)) + (value - b);
        head[i] = s;
        double l = low[i];
        double t = l + e;
        b = t - l;
        e = (l - (t - b)) + (e - b);
        low[i] = t;
        double m = tail[i];
        double r = m + e;
        b = r - m;
        lost[i] += Math.abs((m - (r - b)) + (e - b));
        tail[i] = r;
    }

    /**
     * Holds that nothing was lost.
     *
     * @throws Abandoned if anything was
     */
    void requireExact() {
        for (double l : lost) {
            if (!(l == 0)) {
                throw new Abandoned("the sums of x·o outgrew three doubles");
            }
        }
    }

    /** Σ_i. */
    ExactReal exact(int i) {
        if (!Double.isFinite(head[i])) {
            throw new Abandoned("the sums of x·o outgrew the doubles");
        }
        ExactReal sum = ExactReal.of(head[i]);
        return isWide() ? sum.add(ExactReal.of(low[i])).add(ExactReal.of(tail[i])) : sum;
    }
}
