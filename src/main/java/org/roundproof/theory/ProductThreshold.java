package org.roundproof.theory;

/**
 * A rigorous enclosure of the stability threshold γ* of {@link Stability}: its two conditions, min_i (2 m2_i − γ q_i) &gt; 0 and
 * γ Σ_i g_i/(2 m2_i − γ q_i) &lt; 1, in interval arithmetic. A step size at which they certainly hold is below γ*, one at which
 * either certainly fails is not; bisection finds the greatest and the least of these.
 */
public final class ProductThreshold {
    private static final IntervalField FIELD = IntervalField.INSTANCE;

    private final StabilityCoefficients<Interval> numbers;

    private ProductThreshold(StabilityCoefficients<Interval> numbers) {
        this.numbers = numbers;
    }

    /**
     * An interval that holds γ*.
     *
     * @param moments of the features, every E x̃_i² positive
     */
    public static Interval of(ProductMoments<Interval> moments, TargetLaws laws, int batch) {
        StabilityCoefficients<Interval> numbers = StabilityCoefficients.of(FIELD, moments, laws, batch);
        if (numbers.m2().stream().anyMatch(m2 -> !(m2.lower() > 0))) {
            throw new ArithmeticException("a feature may vanish");
        }
        ProductThreshold threshold = new ProductThreshold(numbers);
        return new Interval(threshold.bisect(Answer.STABLE), threshold.bisect(Answer.UNSTABLE));
    }

    private enum Answer {
        STABLE,
        UNSTABLE,
        UNKNOWN
    }

    /** The greatest double found stable, or the least one found unstable. */
    private double bisect(Answer wanted) {
        double low = 0;
        double high = 1;
        while (at(high) == Answer.STABLE) {
            low = high;
            high *= 2;
            if (high == Double.POSITIVE_INFINITY) {
                return wanted == Answer.STABLE ? low : high;
            }
        }
        while (wanted == Answer.UNSTABLE && at(high) != Answer.UNSTABLE) {
            high *= 2;
            if (high == Double.POSITIVE_INFINITY) {
                return high;
            }
        }
        while (true) {
            double middle = low + 0.5 * (high - low);
            if (middle <= low || middle >= high) {
                return wanted == Answer.STABLE ? low : high;
            }
            Answer answer = at(middle);
            if (answer == Answer.STABLE || (wanted == Answer.UNSTABLE && answer == Answer.UNKNOWN)) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }

    private Answer at(double stepSize) {
        Interval gamma = Interval.of(stepSize);
        Interval sum = Interval.ZERO;
        boolean unknown = false;
        for (int i = 0; i < numbers.m2().size(); i++) {
            Interval twice = FIELD.multiply(Interval.of(2.0), numbers.m2().get(i));
            Interval room =
                    FIELD.subtract(twice, FIELD.multiply(gamma, numbers.q().get(i)));
            if (room.upper() <= 0) {
                return Answer.UNSTABLE;
            }
            unknown |= room.lower() <= 0;
            // where the room may vanish, the least that the term can be
            Interval divisor = room.lower() <= 0 ? Interval.of(room.upper()) : room;
            sum = FIELD.add(sum, FIELD.divide(numbers.g().get(i), divisor));
        }
        Interval secular = FIELD.multiply(gamma, sum);
        if (secular.lower() >= 1) {
            return Answer.UNSTABLE;
        }
        return !unknown && secular.upper() < 1 ? Answer.STABLE : Answer.UNKNOWN;
    }
}
