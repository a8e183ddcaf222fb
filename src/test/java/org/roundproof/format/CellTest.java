package org.roundproof.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cell of a real, against a scan of the sorted list of values, which knows nothing of exponents. */
class CellTest {
    /** Where in a cell to look: its ends, next to them, the midpoint, thirds. */
    private static final List<BigFraction> FRACTIONS = List.of(
            BigFraction.ZERO,
            BigFraction.of(BigInteger.ONE, BigInteger.ONE.shiftLeft(100)),
            BigFraction.of(1, 3),
            BigFraction.of(1, 2),
            BigFraction.of(BigInteger.ONE.shiftLeft(100).subtract(BigInteger.ONE), BigInteger.ONE.shiftLeft(100)));

    static Stream<NumberFormat> formats() {
        return CodePointsTest.small().filter(format -> format.bits() <= 10 && format.hasZero());
    }

    @ParameterizedTest
    @MethodSource("formats")
    void cellIsThatOfTheSortedMagnitudes(NumberFormat format) {
        double[] magnitudes = Arrays.stream(CodePointsTest.finiteValues(format))
                .map(Math::abs)
                .map(v -> v + 0.0)
                .distinct()
                .sorted()
                .toArray();
        for (int i = 0; i + 1 < magnitudes.length; i++) {
            BigFraction low = BigFraction.from(magnitudes[i]);
            BigFraction high = BigFraction.from(magnitudes[i + 1]);
            for (BigFraction f : FRACTIONS) {
                BigFraction x = low.add(high.subtract(low).multiply(f));
                // both signs, alternately
                Cell cell = format.cell(ExactReal.of(i % 2 == 0 ? x : x.negate()));
                assertEquals(low, cell.towardZero().toFraction());
                assertEquals(high, cell.awayFromZero().toFraction());
                assertEquals(f, cell.fraction().toFraction());
                assertEquals(even(format, i), cell.towardZeroIsEven(), () -> format + " " + x);
            }
        }
    }

    /**
     * The magnitudes of the grid are counted from zero, and the parity of the count is that of the last significand bit;
     * without subnormal numbers, 2^emin comes first after zero and has an even significand for all that.
     */
    private static boolean even(NumberFormat format, int position) {
        boolean gap = format instanceof FloatFormat f && !f.subnormals() && f.precision() > 1;
        return gap && position > 0 ? position % 2 == 1 : position % 2 == 0;
    }

    /** Beyond the largest value the grid goes on as in a format with a larger exponent. */
    @ParameterizedTest
    @MethodSource("formats")
    void gridGoesOnPastTheLargestValue(NumberFormat format) {
        double max = Math.max(format.maxFinite(), -format.minFinite());
        if (format instanceof UniformFormat uniform) {
            Cell cell = format.cell(ExactReal.of(max).scale(1));
            assertEquals(ExactReal.of(max).scale(1), cell.towardZero());
            assertEquals(ExactReal.of(max).scale(1).add(ExactReal.of(uniform.step())), cell.awayFromZero());
            return;
        }
        if (format instanceof PowerFormat power) {
            ExactReal first = ExactReal.of(power.magnitude(power.maxIndex() + 1));
            ExactReal step = first.subtract(ExactReal.of(max));
            Cell beyond = format.cell(first.add(step.scale(2)).add(step.scale(-2)));
            assertEquals(first.add(step.scale(2)), beyond.towardZero());
            assertEquals(first.add(step.scale(2)).add(step), beyond.awayFromZero());
            assertEquals(ExactReal.of(0.25), beyond.fraction());
            return;
        }
        FloatFormat narrow = (FloatFormat) format;
        if (narrow.maxExponent() > 1019) {
            assertTrue(Double.isFinite(
                    narrow.cell(ExactReal.of(max)).awayFromZero().toDouble()));
            return;
        }
        NumberFormat wide = Formats.parse("float(p=" + narrow.precision() + ",emin=" + narrow.minExponent() + ",emax="
                + (narrow.maxExponent() + 3) + ",subnormals=" + narrow.subnormals() + ")");
        for (double x = max; x <= wide.maxFinite() / 2; x = wide.nextUp(x)) {
            for (BigFraction f : FRACTIONS) {
                BigFraction up = BigFraction.from(wide.nextUp(x));
                BigFraction point =
                        BigFraction.from(x).add(up.subtract(BigFraction.from(x)).multiply(f));
                Cell cell = format.cell(ExactReal.of(point));
                assertEquals(wide.cell(ExactReal.of(point)), cell);
                assertEquals(BigFraction.from(x), cell.towardZero().toFraction());
                assertEquals(up, cell.awayFromZero().toFraction());
                assertEquals(wide.encode(x) % 2 == 0, cell.towardZeroIsEven());
            }
        }
    }
}
