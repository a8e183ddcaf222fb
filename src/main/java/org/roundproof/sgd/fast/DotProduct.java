package org.roundproof.sgd.fast;

/** Σ x_i y_i in four interleaved sums, which do not wait for each other's additions. */
public final class DotProduct {
    private DotProduct() {}

    /**
     * The dot product of {@code x[offset] … x[offset + y.length − 1]} and {@code y}, in double: y.length products and y.length − 1
     * additions, in an order that depends on y.length alone.
     */
    public static double of(double[] x, int offset, double[] y) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < y.length; i += 4) {
            s0 += x[offset + i] * y[i];
            s1 += x[offset + i + 1] * y[i + 1];
            s2 += x[offset + i + 2] * y[i + 2];
            s3 += x[offset + i + 3] * y[i + 3];
        }
        for (; i < y.length; i++) {
            s0 += x[offset + i] * y[i];
        }
        return s0 + s1 + (s2 + s3);
    }
}
