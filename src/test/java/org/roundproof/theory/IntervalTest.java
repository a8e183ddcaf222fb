package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

/** Intervals hold the exact result and are no wider than one double at each end makes them. */
class IntervalTest {
    private static final IntervalField FIELD = IntervalField.INSTANCE;
    private static final MathContext DIGITS = new MathContext(400);

    /** Intervals of either sign, about zero, and points. */
    @Provide
    Arbitrary<Interval> intervals() {
        Arbitrary<Double> ends = Arbitraries.oneOf(
                Arbitraries.doubles().between(-1e6, 1e6), Arbitraries.of(-3.0, -1.0, 0.0, 0.1, 1.0, 7.0));
        return Combinators.combine(ends, ends).as((a, b) -> new Interval(Math.min(a, b), Math.max(a, b)));
    }

    @Property
    void sumDifferenceProductAndQuotientAreTight(@ForAll("intervals") Interval a, @ForAll("intervals") Interval b) {
        assertTight(FIELD.add(a, b), a, b, BigDecimal::add);
        assertTight(FIELD.subtract(a, b), a, b, BigDecimal::subtract);
        assertTight(FIELD.multiply(a, b), a, b, BigDecimal::multiply);
        if (b.lower() > 0 || b.upper() < 0) {
            assertTight(FIELD.divide(a, b), a, b, (x, y) -> x.divide(y, DIGITS));
        }
    }

    /** All four operations are monotone in each operand, so that the ends of the exact result are among the ends' results. */
    private static void assertTight(Interval result, Interval a, Interval b, BinaryOperator<BigDecimal> operation) {
        List<BigDecimal> corners = Stream.of(a.lower(), a.upper())
                .map(BigDecimal::new)
                .flatMap(x -> Stream.of(b.lower(), b.upper()).map(y -> operation.apply(x, new BigDecimal(y))))
                .sorted()
                .toList();
        assertEnd(result.lower(), corners.get(0), Math.nextUp(Math.nextUp(result.lower())), result);
        assertEnd(Math.nextDown(Math.nextDown(result.upper())), corners.get(3), result.upper(), result);
    }

    private static void assertEnd(double least, BigDecimal exact, double greatest, Interval result) {
        assertTrue(new BigDecimal(least).compareTo(exact) <= 0, () -> result + " against " + exact);
        assertTrue(exact.compareTo(new BigDecimal(greatest)) <= 0, () -> result + " against " + exact);
    }

    /** Zero rounds nothing: a ± 0 and 0·a are exact, and so is 0/a. */
    @Test
    void exactZerosStayExact() {
        Interval a = new Interval(0.1, 0.7);
        assertEquals(a, FIELD.add(a, Interval.ZERO));
        assertEquals(a, FIELD.add(Interval.ZERO, a));
        assertEquals(a, FIELD.subtract(a, Interval.ZERO));
        assertEquals(Interval.ZERO, FIELD.multiply(a, Interval.ZERO));
        assertEquals(Interval.ZERO, FIELD.multiply(Interval.ZERO, a));
        assertEquals(Interval.ZERO, FIELD.divide(Interval.ZERO, a));
        // an interval that only touches zero is none
        Interval touches = new Interval(0, 1);
        assertEquals(new Interval(Math.nextDown(0.1), Math.nextUp(1.7)), FIELD.add(a, touches));
        assertEquals(new Interval(-Double.MIN_VALUE, Math.nextUp(0.7)), FIELD.multiply(touches, a));
        assertEquals(new Interval(-Double.MIN_VALUE, Math.nextUp(1 / 0.1)), FIELD.divide(touches, a));
    }

    @Test
    void nothingIsDividedByWhatMayBeZero() {
        for (Interval b : List.of(Interval.ZERO, new Interval(0, 1), new Interval(-1, 0), new Interval(-1, 1))) {
            assertThrows(ArithmeticException.class, () -> FIELD.divide(Interval.of(1), b));
        }
    }

    @Test
    void fractionsThatAreDoublesArePoints() {
        assertEquals(Interval.of(0.375), FIELD.of(BigFraction.of(3, 8)));
        assertEquals(Interval.of(0.1), FIELD.of(0.1));
        Interval third = FIELD.of(BigFraction.of(1, 3));
        assertEquals(new Interval(Math.nextDown(1 / 3.0), Math.nextUp(1 / 3.0)), third);
    }

    @Test
    void endsAreMembersAndNothingBeyond() {
        Interval a = new Interval(-1, 3);
        assertTrue(a.contains(-1) && a.contains(3) && a.contains(0));
        assertFalse(a.contains(Math.nextDown(-1.0)) || a.contains(Math.nextUp(3.0)) || a.contains(Double.NaN));
        assertEquals(1.0, a.midpoint());
        assertEquals(Math.nextUp(4.0), a.width());
        assertEquals(0.0, Interval.of(5).width());
        assertTrue(Interval.of(5).isPoint());
        assertFalse(a.isPoint());
        assertEquals(new Interval(-1, 7), a.hull(new Interval(2, 7)));
        assertEquals(new Interval(-4, 3), a.hull(new Interval(-4, 0)));
        assertEquals("[-1.0, 3.0]", a.toString());
        assertThrows(IllegalArgumentException.class, () -> new Interval(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Interval(Double.NaN, 0));
    }

    @Test
    void aroundACentre() {
        assertEquals(Interval.of(0.1), Interval.around(0.1, 0));
        assertEquals(new Interval(Math.nextDown(0.75), Math.nextUp(1.25)), Interval.around(1, 0.25));
    }

    @Test
    void otherFieldsAreWhatTheySay() {
        assertEquals(0.25, DoubleField.INSTANCE.divide(1.0, 4.0));
        assertEquals(3.0, DoubleField.INSTANCE.subtract(5.0, 2.0));
        RationalField rationals = RationalField.INSTANCE;
        BigFraction third = rationals.divide(rationals.one(), rationals.of(3));
        assertEquals(BigFraction.of(1, 3), third);
        assertEquals(BigFraction.of(-1, 6), rationals.subtract(BigFraction.of(1, 6), third));
    }

    @Test
    void rationalNumbersLieBetweenTheirEnds() {
        RationalField field = RationalField.INSTANCE;
        BigFraction third = BigFraction.of(1, 3);
        assertTrue(new Interval(field.lower(third), field.upper(third)).contains(third));
        assertEquals(1.0 / 3, field.lower(third), 1e-15);
        assertEquals(1.0 / 3, field.upper(third), 1e-15);
    }

    @Test
    void distanceIsToTheFartherEndRoundedUp() {
        Interval a = new Interval(1, 3);
        assertEquals(Math.nextUp(1.5), a.distance(1.5));
        assertEquals(Math.nextUp(1.75), a.distance(2.75));
        assertEquals(Math.nextUp(4.0), a.distance(5));
        assertEquals(0, Interval.of(7).distance(7));
    }

    @Test
    void rationalMembershipIsExact() {
        BigFraction third = BigFraction.of(1, 3);
        Interval half = new Interval(third.doubleValue(), 0.5); // the double is below ⅓
        assertTrue(half.contains(third)
                && half.contains(BigFraction.of(1, 2))
                && half.contains(BigFraction.from(half.lower())));
        assertFalse(half.contains(BigFraction.of(1, 4)) || half.contains(BigFraction.of(2, 3)));
        assertFalse(new Interval(Math.nextUp(third.doubleValue()), 0.5).contains(third));
        Interval low = new Interval(Double.NEGATIVE_INFINITY, 0);
        Interval high = new Interval(0, Double.POSITIVE_INFINITY);
        assertTrue(low.contains(third.negate()) && high.contains(third));
        assertFalse(low.contains(third) || high.contains(third.negate()));
    }
}
