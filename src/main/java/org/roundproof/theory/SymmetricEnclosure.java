package org.roundproof.theory;

/**
 * A set of symmetric matrices: all that lie within {@code radius} of {@code centre} in the spectral norm.
 *
 * @param dimension d
 * @param centre row-major d×d, symmetric
 * @param radius at least 0
 */
public record SymmetricEnclosure(int dimension, double[] centre, double radius) {
    /** A single matrix. */
    public static SymmetricEnclosure of(double[] symmetric, int dimension) {
        return new SymmetricEnclosure(dimension, symmetric.clone(), 0);
    }

    /** Every symmetric matrix whose entries lie in the given intervals: ‖A − centre‖₂ ≤ max_i Σ_j radius_ij. */
    public static SymmetricEnclosure of(FieldMatrix<Interval> entries) {
        int d = entries.rows();
        double[] centre = new double[d * d];
        double radius = 0;
        for (int i = 0; i < d; i++) {
            double row = 0;
            for (int j = 0; j < d; j++) {
                Interval entry = entries.get(Math.max(i, j), Math.min(i, j));
                double middle = entry.midpoint();
                centre[i * d + j] = middle;
                row += Math.max(Math.nextUp(entry.upper() - middle), Math.nextUp(middle - entry.lower()));
            }
            radius = Math.max(radius, row);
        }
        return new SymmetricEnclosure(d, centre, radius * (1 + d * 0x1p-52));
    }

    /**
     * Every symmetric matrix whose entries differ from those of {@code centre} by at most {@code errors}, both row-major d×d
     * and symmetric.
     */
    static SymmetricEnclosure of(double[] centre, double[] errors, int dimension) {
        double radius = 0;
        for (int i = 0; i < dimension; i++) {
            double row = 0;
            for (int j = 0; j < dimension; j++) {
                row += errors[i * dimension + j];
            }
            radius = Math.max(radius, row);
        }
        return new SymmetricEnclosure(dimension, centre, radius * (1 + dimension * 0x1p-52));
    }

    /** The same set, grown by {@code extra}. */
    public SymmetricEnclosure widened(double extra) {
        return new SymmetricEnclosure(dimension, centre, Math.nextUp(radius + extra));
    }
}
