package org.roundproof.theory;

/**
 * A set of symmetric matrices, known to about twice the working precision: A = high + low + E + F with |E_ij| ≤ errors_ij and
 * ‖F‖₂ ≤ spread, E and F symmetric.
 *
 * @param dimension d
 * @param high row-major d×d, symmetric
 * @param low the same, small beside high
 * @param errors the same, at least 0
 * @param spread at least 0
 */
record SplitMatrix(int dimension, double[] high, double[] low, double[] errors, double spread) {
    private static final double U = CompensatedDot.UNIT_ROUNDOFF;

    /** A single matrix of doubles. */
    static SplitMatrix of(double[] symmetric, int dimension) {
        return new SplitMatrix(
                dimension, symmetric.clone(), new double[symmetric.length], new double[symmetric.length], 0);
    }

    /** The same set, grown by {@code extra} in the spectral norm. */
    SplitMatrix widened(double extra) {
        return new SplitMatrix(dimension, high, low, errors, Math.nextUp(spread + extra));
    }

    /** The same set with other entries on the diagonal. */
    SplitMatrix withDiagonal(Diagonal diagonal) {
        SplitMatrix changed = new SplitMatrix(dimension, high.clone(), low.clone(), errors.clone(), spread);
        for (int i = 0; i < dimension; i++) {
            changed.put(i * dimension + i, diagonal.at(i));
        }
        return changed;
    }

    /** An entry of the diagonal. */
    @FunctionalInterface
    interface Diagonal {
        Interval at(int i);
    }

    /** The same set with intervals added on the diagonal. */
    SplitMatrix plusDiagonal(Diagonal diagonal) {
        SplitMatrix sum = new SplitMatrix(dimension, high.clone(), low.clone(), errors.clone(), spread);
        for (int i = 0; i < dimension; i++) {
            sum.add(i * dimension + i, diagonal.at(i));
        }
        return sum;
    }

    private void add(int at, Interval value) {
        double middle = value.midpoint();
        double sum = high[at] + middle;
        double back = sum - high[at];
        low[at] += (high[at] - (sum - back)) + (middle - back);
        high[at] = sum;
        // 0 where the interval is a point
        double around = Math.max(value.upper() - middle, middle - value.lower()) * (1 + 0x1p-50);
        errors[at] = (errors[at] + around + U * Math.abs(low[at])) * (1 + 0x1p-50) + Double.MIN_VALUE;
    }

    /** (f + g)A, f + g unevaluated with |g| ≤ u|f|: f·high is split exactly, and the rest rounded. */
    SplitMatrix times(double f, double g) {
        SplitMatrix product =
                new SplitMatrix(dimension, high.clone(), low.clone(), errors.clone(), (Math.abs(f) * 2) * spread);
        for (int k = 0; k < high.length; k++) {
            double head = f * high[k];
            double tail = Math.fma(f, high[k], -head);
            double first = f * low[k];
            double second = g * high[k];
            product.high[k] = head;
            product.low[k] = tail + (first + second);
            double rounding = 4 * U * (Math.abs(tail) + Math.abs(first) + Math.abs(second)) + Math.abs(g * low[k]);
            product.errors[k] =
                    (2 * Math.abs(f) * errors[k] + rounding) * (1 + 0x1p-50) + (high[k] == 0 ? 0 : 0x1p-1060);
        }
        return product;
    }

    private void put(int at, Interval entry) {
        double middle = entry.midpoint();
        high[at] = middle;
        low[at] = 0;
        errors[at] = Math.max(Math.nextUp(entry.upper() - middle), Math.nextUp(middle - entry.lower()));
    }

    /** The interval of an entry, without the spread. */
    Interval entry(int i, int j) {
        int at = i * dimension + j;
        return Interval.around(high[at], (Math.abs(low[at]) + errors[at]) * (1 + 0x1p-50) + Double.MIN_VALUE);
    }

    /** An upper bound of ‖A − high − low‖₂. */
    double radius() {
        return Math.nextUp(SymmetricEnclosure.of(high, errors, dimension).radius() + spread);
    }

    /** The same set or more, around {@code high}. */
    SymmetricEnclosure rounded() {
        return SymmetricEnclosure.of(high, around(), dimension).widened(spread);
    }

    /** The same set or more, entry by entry around {@code high}, without the spread. */
    BallMatrix ball() {
        return new BallMatrix(dimension, high, around());
    }

    private double[] around() {
        double[] around = new double[errors.length];
        for (int k = 0; k < around.length; k++) {
            around[k] = (errors[k] + Math.abs(low[k])) * (1 + 0x1p-50);
        }
        return around;
    }
}
