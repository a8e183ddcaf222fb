package org.roundproof.problem;

/**
 * A path from the identity to a rotation: R is a product of plane rotations and of a sign, R = G_1(θ_1) ⋯ G_m(θ_m)·S, and
 *
 * <pre>R(t) = G_1(tθ_1) ⋯ G_m(tθ_m)·S,   m = d(d−1)/2,   S = diag(1, …, 1, det R)</pre>
 *
 * R(0) = S, which no spectrum and no odd quantizer tells from the identity; R(1) = R up to rounding. The planes are those of
 * the coordinates (j, i), j &lt; i, in the order j = 1 … d−1 and within it i = j+1 … d; θ ∈ [−π, π] is the angle that
 * brings entry (i, j) of what is left of R into entry (j, j) ≥ 0. {@code StrictMath} and plain loops in a fixed order.
 *
 * <p>Source: G. H. Golub, C. F. Van Loan, <i>Matrix Computations</i>, section 5.2.5 (QR by Givens rotations).
 */
final class PartialRotation {
    private PartialRotation() {}

    /**
     * R(t).
     *
     * @param rotation R, row-major d×d, orthogonal up to rounding
     * @param part t
     */
    static double[] of(double[] rotation, int d, double part) {
        double[] left = rotation.clone();
        double[] angles = new double[d * (d - 1) / 2];
        int plane = 0;
        for (int j = 0; j < d; j++) {
            for (int i = j + 1; i < d; i++) {
                double angle = StrictMath.atan2(left[i * d + j], left[j * d + j]);
                angles[plane++] = angle;
                turn(left, d, j, i, -angle);
            }
        }
        double[] turned = new double[d * d];
        for (int i = 0; i < d; i++) {
            turned[i * d + i] = left[i * d + i] < 0 ? -1 : 1;
        }
        for (int j = d - 1; j >= 0; j--) {
            for (int i = d - 1; i > j; i--) {
                turn(turned, d, j, i, part * angles[--plane]);
            }
        }
        return turned;
    }

    /** Rows (j, i) by the angle: (cos·r_j − sin·r_i, sin·r_j + cos·r_i). */
    private static void turn(double[] matrix, int d, int j, int i, double angle) {
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        for (int k = 0; k < d; k++) {
            double upper = matrix[j * d + k];
            double lower = matrix[i * d + k];
            matrix[j * d + k] = cos * upper - sin * lower;
            matrix[i * d + k] = sin * upper + cos * lower;
        }
    }
}
