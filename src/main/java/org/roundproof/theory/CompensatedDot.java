package org.roundproof.theory;

/**
 * Dot products as if in twice the working precision: Dot2 of Ogita, Rump and Oishi, <i>Accurate sum and dot product</i>,
 * SIAM J. Sci. Comput. 26 (2005), with the error-free product by fused multiply-add.
 */
final class CompensatedDot {
    /** Half an ulp of 1. */
    static final double UNIT_ROUNDOFF = 0x1p-53;

    private CompensatedDot() {}

    /** Σ_k a[aOffset + k·aStride]·b[bOffset + k·bStride] over {@code n} terms, started from {@code start}. */
    static double of(double start, double[] a, int aOffset, int aStride, double[] b, int bOffset, int bStride, int n) {
        double sum = start;
        double correction = 0;
        for (int k = 0; k < n; k++) {
            double x = a[aOffset + k * aStride];
            double y = b[bOffset + k * bStride];
            double product = x * y;
            double productError = Math.fma(x, y, -product);
            double next = sum + product;
            double back = next - sum;
            double sumError = (sum - (next - back)) + (product - back);
            sum = next;
            correction += sumError + productError;
        }
        return sum + correction;
    }

    /**
     * Upper bound of |computed − exact| for a dot product of n terms (a start value counts as one): u|result| + γ_n² Σ|a_k
     * b_k|, γ_n = nu/(1 − nu) (Proposition 5.5 there), with room for its own rounding and for underflow.
     *
     * @param result the computed value
     * @param magnitude an upper bound of Σ|a_k b_k|
     */
    static double error(double result, double magnitude, int n) {
        double nu = (n + 2) * UNIT_ROUNDOFF;
        return (UNIT_ROUNDOFF * Math.abs(result) + 2 * nu * nu * magnitude) * (1 + 0x1p-40) + (n + 2) * 0x1p-1060;
    }
}
