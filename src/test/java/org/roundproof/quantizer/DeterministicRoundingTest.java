package org.roundproof.quantizer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.roundproof.InputException;
import org.roundproof.format.ExactReal;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.ValueClass;
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
        for (Deterministic rounding : Deterministic.values()) {
            for (Overflow overflow : Overflow.values()) {
                Quantizer q;
                try {
                    q = new Quantizer(format, rounding, overflow);
                } catch (InputException notForThisFormat) {
                    assertEquals(Overflow.WRAP, overflow);
                    continue;
                }
                for (BigFraction x : oracle.points()) {
                    double expected = oracle.round(x, rounding, overflow);
                    double actual = q.quantize(ExactReal.of(x), Words.NONE);
                    if (Double.compare(expected, actual) != 0) {
                        assertEquals(expected, actual, q.expression() + " at " + x);
                    }
                    Distribution distribution = q.distribution(ExactReal.of(x));
                    assertEquals(BigFraction.ONE, distribution.probability(expected));
                }
            }
        }
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
