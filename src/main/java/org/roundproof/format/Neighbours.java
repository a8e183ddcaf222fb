package org.roundproof.format;

/** The finite values of a format at or next to a double, on each side. */
public final class Neighbours {
    private Neighbours() {}

    /** The greatest finite value that is not above x; −∞ where there is none, NaN for NaN. */
    public static double below(NumberFormat format, double x) {
        if (Double.isNaN(x)) {
            return x;
        } else if (x >= format.maxFinite()) {
            return format.maxFinite();
        } else if (x < format.minFinite()) {
            return Double.NEGATIVE_INFINITY;
        }
        Cell cell = format.cell(ExactReal.of(x));
        boolean exact = cell.fraction().signum() == 0;
        return x >= 0 ? plain(cell.towardZero()) : negated(exact ? cell.towardZero() : cell.awayFromZero());
    }

    /** The least finite value that is not below x; ∞ where there is none, NaN for NaN. */
    public static double above(NumberFormat format, double x) {
        if (Double.isNaN(x)) {
            return x;
        } else if (x <= format.minFinite()) {
            return format.minFinite();
        } else if (x > format.maxFinite()) {
            return Double.POSITIVE_INFINITY;
        }
        Cell cell = format.cell(ExactReal.of(x));
        boolean exact = cell.fraction().signum() == 0;
        return x < 0 ? negated(cell.towardZero()) : plain(exact ? cell.towardZero() : cell.awayFromZero());
    }

    private static double plain(ExactReal magnitude) {
        return magnitude.toDouble();
    }

    /** −m, but 0 for 0. */
    private static double negated(ExactReal magnitude) {
        return 0 - magnitude.toDouble();
    }
}
