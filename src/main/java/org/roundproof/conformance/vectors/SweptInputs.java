package org.roundproof.conformance.vectors;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;
import org.roundproof.format.ExactReal;
import org.roundproof.format.NumberFormat;

/** Every finite value of a format, every midpoint, and the neighbours of both, upwards from the smallest value. */
final class SweptInputs {
    /** Fractions of a gap that are interesting to every rounding with words: 1/1024, 341/1024, 1023/1024. */
    private static final List<ExactReal> FRACTIONS =
            Stream.of(1, 341, 1023).map(k -> fraction(k, 10)).toList();

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

    /** Fractions halfway between two multiples of 2^−R, the lower one even and odd (or the reverse), near 1/3. */
    static List<ExactReal> cutTies(int bits) {
        long third = (1L << bits) / 3;
        return List.of(fraction(2 * third + 1, bits + 1), fraction(2 * third + 3, bits + 1));
    }

    private static ExactReal fraction(long numerator, int bits) {
        return ExactReal.of(BigInteger.valueOf(numerator), -bits);
    }

    /**
     * Points within every gap, for roundings with random words.
     *
     * @param bits R of {@code sr(R)}, whose cuts have ties; 0 for other roundings
     */
    void forEachFraction(int bits, DoubleConsumer consumer) {
        List<ExactReal> fractions = new ArrayList<>(FRACTIONS);
        if (bits > 0) {
            fractions.addAll(cutTies(bits));
        }
        double value = format.minFinite();
        while (value < format.maxFinite()) {
            double next = format.nextUp(value);
            ExactReal low = ExactReal.of(value);
            ExactReal gap = ExactReal.of(next).subtract(low);
            for (ExactReal fraction : fractions) {
                consumer.accept(type.truncate(low.add(gap.multiply(fraction))));
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
