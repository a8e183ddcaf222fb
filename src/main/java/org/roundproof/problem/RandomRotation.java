package org.roundproof.problem;

import org.roundproof.random.Gaussians;
import org.roundproof.random.RandomWords;
import org.roundproof.random.Role;

/**
 * A random rotation (an orthogonal matrix under Haar measure), the same doubles everywhere.
 *
 * <p>Source: G. W. Stewart, <i>The efficient generation of random orthogonal matrices</i>, SIAM J. Numer. Anal. 17 (1980)
 * 403–409: A_1 = ±1, A_m = G_m·diag(1, A_{m−1}), where G_m is orthogonal with first column g/‖g‖, g a standard normal of m
 * coordinates. With s = sign(g_1) and v = g/‖g‖ + s·e_1, G_m = −s·(I − v vᵀ/(1 + |g_1|/‖g‖)). Plain loops in a fixed order.
 *
 * <p>The normals are those of role FEATURES, step 0 (a run's steps start at 1), replicate 0, of the rotation's own seed:
 * g_1 … g_m of stage m are elements (m−1)m/2 … (m−1)m/2 + m − 1.
 */
final class RandomRotation {
    private RandomRotation() {}

    /** R, row-major d×d. */
    static double[] of(long seed, int dimension) {
        RandomWords words = new RandomWords(seed);
        double[] matrix = new double[Math.multiplyExact(dimension, dimension)];
        for (int m = 1; m <= dimension; m++) {
            double[] g = new double[m];
            Gaussians.fill(words, Role.FEATURES, 0, 0, (long) (m - 1) * m / 2, g);
            extend(matrix, dimension, g);
        }
        return matrix;
    }

    /** A_m = G_m·diag(1, A_{m−1}) in the lower right corner of the matrix. */
    private static void extend(double[] matrix, int dimension, double[] g) {
        int m = g.length;
        int corner = dimension - m;
        double sumOfSquares = 0;
        for (double value : g) {
            sumOfSquares += value * value;
        }
        double norm = StrictMath.sqrt(sumOfSquares);
        double sign = g[0] < 0 ? -1 : 1;
        double[] v = new double[m];
        for (int i = 0; i < m; i++) {
            v[i] = g[i] / norm;
        }
        double scale = 1 / (1 + StrictMath.abs(v[0]));
        v[0] += sign;
        matrix[corner * dimension + corner] = 1;
        double[] projection = new double[m]; // vᵀ·diag(1, A)
        for (int i = 0; i < m; i++) {
            int row = (corner + i) * dimension + corner;
            double vi = v[i];
            for (int j = 0; j < m; j++) {
                projection[j] += vi * matrix[row + j];
            }
        }
        for (int i = 0; i < m; i++) {
            int row = (corner + i) * dimension + corner;
            double factor = scale * v[i];
            for (int j = 0; j < m; j++) {
                matrix[row + j] = sign * (factor * projection[j] - matrix[row + j]);
            }
        }
    }
}
