package org.roundproof.theory;

import java.util.Arrays;

/** The product of two square matrices in double: plain loops that run along rows. */
final class SquareProduct {
    private SquareProduct() {}

    /** {@code out} = AB, all row-major d×d; {@code out} is neither of the factors. */
    static void of(double[] a, double[] b, double[] out, int d) {
        Arrays.fill(out, 0.0);
        for (int i = 0; i < d; i++) {
            for (int k = 0; k < d; k++) {
                double factor = a[i * d + k];
                for (int j = 0; j < d; j++) {
                    out[i * d + j] += factor * b[k * d + j];
                }
            }
        }
    }
}
