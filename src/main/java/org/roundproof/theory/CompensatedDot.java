package org.roundproof.theory;

/**
 * Dot products as if in twice the working precision: Dot2 of Ogita, Rump and Oishi, <i>Accurate sum and dot product</i>,
 * SIAM J. Sci. Comput. 26 (2005), with the error-free product by fused multiply-add.
 */
final class CompensatedDot {
    /** Half an ulp of 1. */
    static final double UNIT_ROUNDOFF = 0x1p-53;

    private final double sum;
    private final double correction;

    private CompensatedDot(
            double start, double[] a, int aOffset, int aStride, double[] b, int bOffset, int bStride, int n) {
        double reached = start;
        double missing = 0;
        for (int k = 0; k < n; k++) {
            double x = a[aOffset + k * aStride];
            double y = b[bOffset + k * bStride];
            double product = x * y;
            double productError = Math.fma(x, y, -product);
            double next = reached + product;
            double back = next - reached;
            double sumError = (reached - (next - back)) + (product - back);
            reached = next;
            missing += sumError + productError;
        }
        this.sum = reached;
        this.correction = missing;
    }

    /** Σ_k a[aOffset + k·aStride]·b[bOffset + k·bStride] over {@code n} terms, started from {@code start}. */
    static double of(double start, double[] a, int aOffset, int aStride, double[] b, int bOffset, int bStride, int n) {
        return new CompensatedDot(start, a, aOffset, aStride, b, bOffset, bStride, n).rounded();
    }

    /** Σ_k a[aOffset + k]·b[bOffset + k] over {@code n} terms, before it is rounded to one double. */
    static CompensatedDot split(double[] a, int aOffset, double[] b, int bOffset, int n) {
        return new CompensatedDot(0.0, a, aOffset, 1, b, bOffset, 1, n);
    }

    /** The sum as a double. */
    double rounded() {
        return sum + correction;
    }

    /** What {@link #rounded} leaves out, exactly. */
    double rest() {
        double rounded = sum + correction;
        double back = rounded - sum;
        return (sum - (rounded - back)) + (correction - back);
    }

    /**
     * Upper bound of |computed − exact| for a dot product of n terms (a start value counts as one): u|result| + γ_n² Σ|a_k
     * b_k|, γ_n = nu/(1 − nu) (Proposition 5.5 there), with room for its own rounding and for underflow.
     *
     * @param result the computed value
     * @param magnitude an upper bound of Σ|a_k b_k|
     */
    static double error(double result, double magnitude, int n) {
        return UNIT_ROUNDOFF * Math.abs(result) * (1 + 0x1p-40) + splitError(magnitude, n);
    }

    /** The same for {@code rounded() + rest()}: the bound without its first term. */
    static double splitError(double magnitude, int n) {
        double nu = (n + 2) * UNIT_ROUNDOFF;
        return 2 * nu * nu * magnitude * (1 + 0x1p-40) + (n + 2) * 0x1p-1060;
    }
}
