package org.roundproof.sgd.certified;

import org.roundproof.sgd.fast.DotProduct;

/**
 * The dot products x̃·p of the rows of a batch, each with a bound of its error: 0 where the grids of x̃ and p show that every
 * product and every partial sum was a double ({@code proofs-notes/certified.md}, section 4).
 */
final class RowProducts {
    /** x̃·p of each row, in double. */
    final double[] values;
    /** |values − x̃·p| is at most this; infinite or NaN where nothing is known. */
    final double[] errors;

    private final int columns;
    private final DyadicGrid data;
    private final DyadicGrid products;
    private final double limit;
    private final double relative;
    private final double slack;

    /**
     * Products of given shapes.
     *
     * @param data what the x̃ are multiples of
     * @param parameter what the p are multiples of
     * @param slack 1, or the factor by which a test makes the bounds smaller
     */
    RowProducts(int rows, int columns, DyadicGrid data, DyadicGrid parameter, double slack) {
        values = new double[rows];
        errors = new double[rows];
        this.columns = columns;
        this.data = data;
        this.slack = slack;
        products = data.times(parameter);
        limit = products.known() ? Exactness.limit(products.unit()) : 0;
        relative = (columns + 4) * Exactness.UNIT_ROUNDOFF;
    }

    /**
     * Computes all products. The error is 0 where A = Σ|x̃_i p_i| &lt; 2^53 units, or max|x̃|·Σ|p| in its place; otherwise (d + 4)u·A(1 +
     * (d + 4)u), and d·2^−1022 more where no grid is known.
     *
     * @param x x̃, rows·columns, row-major
     * @param p columns
     */
    void compute(double[] x, double[] p) {
        boolean exact = products.known() && data.largest() * magnitudes(p) * (1 + 0x1p-20) <= limit;
        for (int r = 0; r < values.length; r++) {
            if (exact) {
                values[r] = DotProduct.of(x, r * columns, p) + 0.0;
                errors[r] = 0;
            } else {
                dotAndSizes(r, x, p);
            }
        }
    }

    /** Adds what comes of p_i that are only known to lie between low_i and high_i: Σ|x̃_i|(high_i − low_i) for each row. */
    void addInherited(double[] x, double[] low, double[] high) {
        for (int r = 0; r < values.length; r++) {
            double inherited = 0;
            for (int i = 0; i < columns; i++) {
                inherited += Math.abs(x[r * columns + i]) * (high[i] - low[i]);
            }
            errors[r] += inherited * (1 + relative);
        }
    }

    private double error(double sizes) {
        if (products.known()) {
            return sizes <= limit ? 0 : sizes * (relative * (1 + relative)) * slack;
        }
        return sizes * (relative * (1 + relative)) * slack + columns * Double.MIN_NORMAL;
    }

    private static double magnitudes(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += Math.abs(value);
        }
        return sum;
    }

    /** {@link DotProduct} of a row and, in the same pass and order, its error from Σ|x_i p_i|. */
    private void dotAndSizes(int r, double[] x, double[] p) {
        int offset = r * columns;
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double a0 = 0;
        double a1 = 0;
        double a2 = 0;
        double a3 = 0;
        int i = 0;
        for (; i + 3 < columns; i += 4) {
            double p0 = x[offset + i] * p[i];
            double p1 = x[offset + i + 1] * p[i + 1];
            double p2 = x[offset + i + 2] * p[i + 2];
            double p3 = x[offset + i + 3] * p[i + 3];
            s0 += p0;
            s1 += p1;
            s2 += p2;
            s3 += p3;
            a0 += Math.abs(p0);
            a1 += Math.abs(p1);
            a2 += Math.abs(p2);
            a3 += Math.abs(p3);
        }
        for (; i < columns; i++) {
            s0 += x[offset + i] * p[i];
            a0 += Math.abs(x[offset + i] * p[i]);
        }
        values[r] = s0 + s1 + (s2 + s3) + 0.0;
        errors[r] = error(a0 + a1 + (a2 + a3));
    }
}
