package org.roundproof.theory;

/**
 * A set of vectors: all within {@code radius} of {@code centre} in the Euclidean norm.
 *
 * @param centre entries
 * @param radius at least 0
 */
record VectorEnclosure(double[] centre, double radius) {
    /** Every vector whose entries lie in the given intervals. */
    static VectorEnclosure of(FieldMatrix<Interval> entries) {
        double[] centre = new double[entries.rows()];
        double[] half = new double[centre.length];
        for (int i = 0; i < centre.length; i++) {
            centre[i] = entries.get(i).midpoint();
            half[i] = entries.get(i).width();
        }
        return new VectorEnclosure(centre, norm(half));
    }

    /** A·x + start for every A of the set, and every start of its set. */
    static VectorEnclosure affine(VectorEnclosure start, SymmetricEnclosure a, double[] x) {
        int d = x.length;
        double length = norm(x);
        double[] centre = new double[d];
        double[] errors = new double[d];
        for (int i = 0; i < d; i++) {
            double row = 0;
            for (int j = 0; j < d; j++) {
                row = Math.max(row, Math.abs(a.centre()[i * d + j]));
            }
            // Σ_j |A_ij x_j| ≤ max_j |A_ij| √d ‖x‖
            double magnitude = (row * Math.sqrt(d) * length + Math.abs(start.centre()[i])) * (1 + 0x1p-40);
            centre[i] = CompensatedDot.of(start.centre()[i], a.centre(), i * d, 1, x, 0, 1, d);
            errors[i] = CompensatedDot.error(centre[i], magnitude, d + 1);
        }
        double radius = norm(errors) + a.radius() * length + start.radius();
        return new VectorEnclosure(centre, radius * (1 + 0x1p-40));
    }

    /** The origin of d dimensions. */
    static VectorEnclosure zero(int d) {
        return new VectorEnclosure(new double[d], 0);
    }

    /** Members of this less members of the other. */
    VectorEnclosure minus(VectorEnclosure other) {
        double[] difference = new double[centre.length];
        double[] errors = new double[centre.length];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = centre[i] - other.centre[i];
            errors[i] = CompensatedDot.UNIT_ROUNDOFF * Math.abs(difference[i]);
        }
        return new VectorEnclosure(difference, (norm(errors) + radius + other.radius) * (1 + 0x1p-40));
    }

    /** An upper bound of the norm of every member. */
    double length() {
        return (norm(centre) + radius) * (1 + 0x1p-50);
    }

    /** ⟨v, x⟩ for every member v and every x within {@code around} of the given one. */
    Interval dot(double[] x, double around) {
        double value = CompensatedDot.of(0.0, centre, 0, 1, x, 0, 1, x.length);
        double magnitude = norm(centre) * norm(x) * (1 + 0x1p-40);
        double error = CompensatedDot.error(value, magnitude, x.length) + radius * norm(x) + length() * around;
        return Interval.around(value, error * (1 + 0x1p-40));
    }

    /** An upper bound of the Euclidean norm. */
    static double norm(double[] x) {
        double sum = 0;
        for (double entry : x) {
            sum += entry * entry;
        }
        return sum == 0 && max(x) == 0 ? 0 : Math.sqrt(sum) * (1 + x.length * 0x1p-52) + 0x1p-500;
    }

    private static double max(double[] x) {
        double greatest = 0;
        for (double entry : x) {
            greatest = Math.max(greatest, Math.abs(entry));
        }
        return greatest;
    }
}
