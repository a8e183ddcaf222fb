package org.roundproof.quantizer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.roundproof.InputException;
import org.roundproof.format.ExactReal;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.ValueClass;
import org.roundproof.quantizer.GridOracle.Point;
import org.roundproof.quantizer.Rounding.Deterministic;

/** Every deterministic rounding and overflow policy of every small format against {@link GridOracle}, cell by cell. */
class DeterministicRoundingTest {
    @TestFactory
    Stream<DynamicTest> everyCellOfEverySmallFormatAgreesWithTheScan() {
        return TestFormats.small().stream()
                .map(format -> DynamicTest.dynamicTest(format.expression(), () -> agrees(format)));
    }

    private static void agrees(NumberFormat format) {
        GridOracle oracle = new GridOracle(format);
        List<Quantizer> quantizers = everyQuantizer(format);
        for (Point point : oracle.points()) {
            ExactReal x = ExactReal.of(point.x());
            for (Quantizer q : quantizers) {
                double expected = oracle.round(point, (Deterministic) q.rounding(), q.overflow());
                double actual = q.quantize(x, Words.NONE);
                if (Double.compare(expected, actual) != 0) {
                    assertEquals(expected, actual, q.expression() + " at " + point.x());
                }
            }
            Quantizer last = quantizers.get(quantizers.size() - 1);
            double expected = oracle.round(point, (Deterministic) last.rounding(), last.overflow());
            assertEquals(BigFraction.ONE, last.distribution(x).probability(expected));
        }
    }

    private static List<Quantizer> everyQuantizer(NumberFormat format) {
        List<Quantizer> quantizers = new ArrayList<>();
        for (Deterministic rounding : Deterministic.values()) {
            for (Overflow overflow : Overflow.values()) {
                try {
                    quantizers.add(new Quantizer(format, rounding, overflow));
                } catch (InputException notForThisFormat) {
                    assertEquals(Overflow.WRAP, overflow);
                }
            }
        }
        return quantizers;
    }

    @TestFactory
    Stream<DynamicTest> valuesOfTheFormatStay() {
        return TestFormats.small().stream()
                .map(format -> DynamicTest.dynamicTest(format.expression(), () -> {
                    for (Deterministic rounding : Deterministic.values()) {
                        Quantizer q = new Quantizer(format, rounding, Overflow.SAT_PROPAGATE);
                        for (long code = 0; code < 1L << format.bits(); code++) {
                            if (format.classify(code) == ValueClass.UNUSED) {
                                continue;
                            }
                            double value = format.decode(code);
                            assertEquals(value, q.quantize(value, Words.NONE), q.expression());
                        }
                    }
                }));
    }
}
