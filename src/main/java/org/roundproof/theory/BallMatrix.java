package org.roundproof.theory;

/**
 * A set of d×d matrices: every entry within {@code radius} of {@code centre}. Operations hold every result of the exact
 * operation on members.
 *
 * <p>Source: S. M. Rump, <i>Fast and parallel interval arithmetic</i>, BIT 39 (1999) 534–554: a product costs three products of
 * doubles.
 *
 * @param dimension d
 * @param centre row-major
 * @param radius row-major, entries at least 0
 */
record BallMatrix(int dimension, double[] centre, double[] radius) {
    private static final double U = CompensatedDot.UNIT_ROUNDOFF;

    /** Room for underflow of a product. */
    private static final double TINY = 0x1p-1000;

    /** A single matrix. */
    static BallMatrix of(double[] matrix, int dimension) {
        return new BallMatrix(dimension, matrix, new double[matrix.length]);
    }

    /** The interval of an entry. */
    Interval entry(int i, int j) {
        int k = i * dimension + j;
        return Interval.around(centre[k], radius[k]);
    }

    /**
     * A·B. The centre is A₀B₀ in double, each entry off by at most (d+2)u Σ_k |A₀||B₀|, and the spread is |A₀|r_B + r_A(|B₀| +
     * r_B).
     */
    BallMatrix times(BallMatrix other) {
        int d = dimension;
        double[] middle = new double[d * d];
        double[] spread = new double[d * d];
        double step = (d + 4) * U * (1 + 0x1p-20);
        for (int i = 0; i < d; i++) {
            for (int k = 0; k < d; k++) {
                double a = centre[i * d + k];
                double magnitude = Math.abs(a);
                double r = radius[i * d + k];
                for (int j = 0; j < d; j++) {
                    double b = other.centre[k * d + j];
                    double s = other.radius[k * d + j];
                    middle[i * d + j] += a * b;
                    spread[i * d + j] += magnitude * (s + step * Math.abs(b)) + r * (Math.abs(b) + s);
                }
            }
        }
        return new BallMatrix(d, middle, inflated(spread));
    }

    private double[] inflated(double[] spread) {
        for (int k = 0; k < spread.length; k++) {
            spread[k] = spread[k] * (1 + (dimension + 8) * 0x1p-50) + TINY;
        }
        return spread;
    }

    /** A + f·B for every f of an interval. */
    BallMatrix plus(Interval factor, BallMatrix other) {
        double f = factor.midpoint();
        double half = factor.width();
        double[] middle = new double[centre.length];
        double[] spread = new double[centre.length];
        for (int k = 0; k < middle.length; k++) {
            double product = f * other.centre[k];
            middle[k] = centre[k] + product;
            spread[k] = radius[k]
                    + (Math.abs(f) + half) * other.radius[k]
                    + half * Math.abs(other.centre[k])
                    + U * (Math.abs(product) + Math.abs(middle[k]));
        }
        return new BallMatrix(dimension, middle, inflated(spread));
    }

    BallMatrix transpose() {
        int d = dimension;
        double[] middle = new double[d * d];
        double[] spread = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                middle[j * d + i] = centre[i * d + j];
                spread[j * d + i] = radius[i * d + j];
            }
        }
        return new BallMatrix(d, middle, spread);
    }

    /** Every symmetric member: the mirrored lower triangle, to within the largest row sum of the radii. */
    SymmetricEnclosure symmetric() {
        int d = dimension;
        double[] middle = new double[d * d];
        double[] spread = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                middle[i * d + j] = centre[i * d + j];
                middle[j * d + i] = centre[i * d + j];
                spread[i * d + j] = radius[i * d + j];
                spread[j * d + i] = radius[i * d + j];
            }
        }
        return SymmetricEnclosure.of(middle, spread, d);
    }
}
