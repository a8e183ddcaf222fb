package org.roundproof.problem;

/** A d×d matrix R, kept transposed so that sums over the second index run along rows and in the order of that index. */
final class Rotation {
    private final int dimension;
    private final double[] transposed;

    /**
     * Wraps a matrix.
     *
     * @param matrix R, row-major d×d
     */
    Rotation(double[] matrix, int dimension) {
        this.dimension = dimension;
        this.transposed = transpose(matrix, dimension);
    }

    /** R, row-major. */
    double[] matrix() {
        return transpose(transposed, dimension);
    }

    /** to_i = Σ_j R_ij·from_j, each sum from +0 in the order of j, for the d values at the offset. */
    void apply(double[] from, double[] to, int offset) {
        for (int i = 0; i < dimension; i++) {
            to[offset + i] = 0;
        }
        for (int j = 0; j < dimension; j++) {
            double factor = from[offset + j];
            int row = j * dimension;
            for (int i = 0; i < dimension; i++) {
                to[offset + i] += transposed[row + i] * factor;
            }
        }
    }

    /** Σ_i R_ij·from_i, in the order of i, for each j. */
    double[] applyTransposed(double[] from) {
        double[] to = new double[dimension];
        for (int j = 0; j < dimension; j++) {
            for (int i = 0; i < dimension; i++) {
                to[j] += transposed[j * dimension + i] * from[i];
            }
        }
        return to;
    }

    private static double[] transpose(double[] matrix, int d) {
        double[] transposed = new double[matrix.length];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                transposed[j * d + i] = matrix[i * d + j];
            }
        }
        return transposed;
    }
}
