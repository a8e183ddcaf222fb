package org.roundproof.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.function.DoublePredicate;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import org.roundproof.format.ExactReal;
import org.roundproof.format.Formats;
import org.roundproof.format.NumberFormat;

/** The generators reach what they promise to reach. */
class CornerDoublesTest {
    private static final int SAMPLES = 4000;

    @Example
    void cornersOfE4m3AreAllReached() {
        NumberFormat format = Formats.parse("e4m3");
        List<Double> xs = samples(CornerDoubles.of(format));
        assertReached(xs, "values", x -> format.contains(x));
        assertReached(xs, "midpoints", x -> fraction(format, x) == 0.5);
        assertReached(xs, "just above a midpoint", x -> fraction(format, Math.nextDown(Math.abs(x))) == 0.5);
        assertReached(xs, "just below a midpoint", x -> fraction(format, Math.nextUp(Math.abs(x))) == 0.5);
        assertReached(xs, "just above a value", x -> fraction(format, x) > 0 && fraction(format, x) < 1e-6);
        assertReached(xs, "overflow threshold", x -> Math.abs(x) == 464);
        assertReached(xs, "beyond the largest", x -> Math.abs(x) > 480);
        assertReached(xs, "subnormal", x -> x != 0 && Math.abs(x) < 0x1p-6);
        assertReached(xs, "below half the smallest", x -> x != 0 && Math.abs(x) < 0x1p-10);
        assertReached(xs, "negative zero", x -> Double.compare(x, -0.0) == 0);
        assertReached(xs, "negative", x -> x < 0);
        assertTrue(xs.stream().allMatch(x -> Double.isFinite(x)));
    }

    private static double fraction(NumberFormat format, double x) {
        return format.cell(ExactReal.of(x)).fraction().toDouble();
    }

    private static void assertReached(List<Double> xs, String what, DoublePredicate corner) {
        assertTrue(xs.stream().anyMatch(corner::test), what);
    }

    @Example
    void specialValuesAreReachedWhenAskedFor() {
        List<Double> xs = samples(CornerDoubles.withSpecials(Formats.parse("e2m1")));
        assertReached(xs, "NaN", Double::isNaN);
        assertReached(xs, "infinities", x -> x == Double.POSITIVE_INFINITY);
        assertReached(xs, "infinities", x -> x == Double.NEGATIVE_INFINITY);
    }

    @Example
    void realsBetweenDoublesAreReached() {
        List<ExactReal> xs = samples(CornerReals.of(Formats.parse("e4m3")));
        assertTrue(xs.stream().anyMatch(x -> !x.isDouble() && x.denominator().bitLength() == 1));
        assertTrue(xs.stream().anyMatch(x -> x.denominator().bitLength() > 1));
    }

    @Example
    void everyKindOfFormatIsReached() {
        List<NumberFormat> formats = samples(FormatArbitraries.all());
        for (String kind : List.of("float(", "p3109(", "int", "uint", "fixed(", "power(", "e4m3", "binary16")) {
            assertTrue(formats.stream().anyMatch(f -> f.expression().startsWith(kind)), kind);
        }
        assertTrue(formats.stream().anyMatch(f -> f.expression().contains("subnormals=false")));
        assertTrue(formats.stream().anyMatch(f -> f.expression().contains("symmetric=true")));
    }

    @Example
    void allP3109FormatsOfEightBitsOrLess() {
        // for each K: 2 domains × (K − 1 signed + K unsigned precisions)
        assertEquals(
                2 * (5 + 7 + 9 + 11 + 13 + 15), FormatArbitraries.allP3109(8).size());
    }

    private static <T> List<T> samples(Arbitrary<T> arbitrary) {
        return arbitrary.generator(SAMPLES).stream(new Random(1))
                .limit(SAMPLES)
                .map(s -> s.value())
                .toList();
    }
}
