package org.roundproof.theory;

import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A closed interval of reals [lower, upper] with double ends. Operations round outwards, so the result holds every result of
 * the exact operation on members of the operands.
 *
 * @param lower lower end
 * @param upper upper end, at least {@code lower}
 */
public record Interval(double lower, double upper) {
    /** [0, 0]. */
    public static final Interval ZERO = new Interval(0.0, 0.0);

    public Interval {
        if (!(lower <= upper)) {
            throw new IllegalArgumentException("[" + lower + ", " + upper + "] is no interval");
        }
    }

    /** The double itself. */
    public static Interval of(double value) {
        return new Interval(value, value);
    }

    /** Every real within {@code radius} of {@code centre}, outward rounded. */
    public static Interval around(double centre, double radius) {
        return radius == 0 ? of(centre) : new Interval(Math.nextDown(centre - radius), Math.nextUp(centre + radius));
    }

    /** Whether {@code value} is a member. */
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }

    /** Whether the rational {@code value} is a member, decided exactly. */
    public boolean contains(BigFraction value) {
        return (lower == Double.NEGATIVE_INFINITY
                        || value.subtract(BigFraction.from(lower)).signum() >= 0)
                && (upper == Double.POSITIVE_INFINITY
                        || BigFraction.from(upper).subtract(value).signum() >= 0);
    }

    /** Whether it is one double. */
    public boolean isPoint() {
        return lower == upper;
    }

    /** A double nearest to the centre. */
    public double midpoint() {
        return lower + 0.5 * (upper - lower);
    }

    /** upper − lower, rounded upwards. */
    public double width() {
        return isPoint() ? 0.0 : Math.nextUp(upper - lower);
    }

    /** How far a member can be from {@code value}, rounded upwards. */
    double distance(double value) {
        double most = Math.max(upper - value, value - lower);
        return most == 0 ? 0 : Math.nextUp(most);
    }

    /** The least interval that holds both. */
    public Interval hull(Interval other) {
        return new Interval(Math.min(lower, other.lower), Math.max(upper, other.upper));
    }

    @Override
    public String toString() {
        return "[" + lower + ", " + upper + "]";
    }
}
