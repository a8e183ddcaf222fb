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
    private double[] value = {};
    private final double[] row;

    private final DyadicGrid terms;
    private final double limit;
    /** What may still be added to any sum before the largest is looked up again. */
    private double room;

    /**
     * Sums of zero.
     *
     * @param terms what every term is a multiple of
     */
    ExactSums(int size, DyadicGrid terms) {
        head = new double[size];
        row = new double[size];
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
        value = new double[head.length];
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
        System.arraycopy(x, offset, row, 0, row.length);
        if (!isWide()) {
            addNarrow(head, row, f);
        } else {
            boolean exact = exactProducts && terms.known();
            if (!exact) {
                requireSafe(f);
            }
            for (int i = 0; i < row.length; i++) {
                value[i] = row[i] * f;
            }
            addWide();
            if (!exact) {
                for (int i = 0; i < row.length; i++) {
                    value[i] = Math.fma(row[i], f, -(row[i] * f));
                }
                addWide();
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
            addNarrow(head, other.head, 1);
            return;
        }
        addWide(other.head);
        if (other.isWide()) {
            addWide(other.low);
            addWide(other.tail);
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

    private void requireSafe(double f) {
        for (double x : row) {
            if (Math.abs(x * f) < Exactness.SAFE && x != 0) {
                throw new Abandoned("a product of " + x + " and " + f + " is too small for its error to be a double");
            }
        }
    }

    private void addWide(double[] terms) {
        System.arraycopy(terms, 0, value, 0, value.length);
        addWide();
    }

    // short loops over arrays with one common index: C2 makes vectors of them

    private static void addNarrow(double[] head, double[] x, double f) {
        for (int i = 0; i < head.length; i++) {
            head[i] += x[i] * f;
        }
    }

    /** Adds {@code value}, which it consumes, to head + low + tail. */
    private void addWide() {
        twoSum(head, value);
        twoSum(low, value);
        twoSum(tail, value);
        for (int i = 0; i < value.length; i++) {
            lost[i] += Math.abs(value[i]);
        }
    }

    /** (a_i, b_i) ← (fl(a_i + b_i), a_i + b_i − fl(a_i + b_i)). */
    private static void twoSum(double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            double x = a[i];
            double y = b[i];
            double s = x + y;
            double t = s - x;
            a[i] = s;
            b[i] = (x - (s - t)) + (y - t);
        }
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
