package org.roundproof.conformance.vectors;

import java.math.BigInteger;
import java.util.function.DoubleConsumer;
import org.roundproof.format.ExactReal;
import org.roundproof.format.NumberFormat;

/** Every finite value of a format, every midpoint, and the neighbours of both, upwards from the smallest value. */
final class SweptInputs {
    /** Fractions k/1024 of a gap; far from ties of cuts to a few bits, and on them. */
    private static final int[] FRACTIONS = {1, 341, 576, 1023};

    private static final int PARTS = 10;

    private final NumberFormat format;
    private final InputType type;

    SweptInputs(NumberFormat format, InputType type) {
        this.format = format;
        this.type = type;
    }

    /** Calls the consumer with each, perhaps with some twice. */
    void forEach(DoubleConsumer consumer) {
        double value = format.minFinite();
        while (value < format.maxFinite()) {
            double next = format.nextUp(value);
            around(ExactReal.of(value), consumer);
            around(ExactReal.of(value).add(ExactReal.of(next)).scale(-1), consumer);
            value = next;
        }
        around(ExactReal.of(value), consumer);
    }

    /** Points within every gap, for roundings with random words. */
    void forEachFraction(DoubleConsumer consumer) {
        double value = format.minFinite();
        while (value < format.maxFinite()) {
            double next = format.nextUp(value);
            ExactReal low = ExactReal.of(value);
            ExactReal gap = ExactReal.of(next).subtract(low);
            for (int fraction : FRACTIONS) {
                consumer.accept(
                        type.truncate(low.add(gap.multiply(ExactReal.of(BigInteger.valueOf(fraction), -PARTS)))));
            }
            value = next;
        }
    }

    private void around(ExactReal real, DoubleConsumer consumer) {
        for (double x : type.around(real.abs())) {
            consumer.accept(real.signum() < 0 ? -x : x);
        }
    }
}
