package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Enclosures of the threshold of one feature: m2 and m4 known exactly, roughly, or not at all. */
class ProductThresholdTest {
    private static Interval threshold(Interval m2, Interval m4) {
        IntervalField field = IntervalField.INSTANCE;
        CoordinateMoments<Interval> c = new CoordinateMoments<>(m2, Interval.of(1), m2, m2, m4, m4, m4);
        return ProductThreshold.of(
                new ProductMoments<>(List.of(c), PairFactors.independent(field), Interval.of(1)), TargetLaws.NONE, 1);
    }

    /** γ* = 2 m2/m4; the two ends differ by the roundings of one evaluation. */
    @Test
    void knownMomentsGiveTwoNeighbours() {
        Interval found = threshold(Interval.of(1), Interval.of(3));
        assertTrue(found.lower() < 2.0 / 3 && 2.0 / 3 < found.upper(), found::toString);
        assertEquals(2.0 / 3, found.lower(), 1e-15);
        assertEquals(2.0 / 3, found.upper(), 1e-15);
    }

    /**
     * m2 in [1, 3/2], m4 in [3, 27/4]: q = m4 − m2² in [3/4, 23/4] and g in [1, 9/4]. Certainly stable where 9/4 γ < 2 − 23/4 γ,
     * certainly not where γ ≥ 3 − 3/4 γ; between, where the room 2 m2 − γq may be negative, nothing is known.
     */
    @Test
    void roughMomentsGiveWhatIsCertain() {
        Interval found = threshold(new Interval(1, 1.5), new Interval(3, 6.75));
        assertEquals(0.25, found.lower(), 1e-14);
        assertEquals(12.0 / 7, found.upper(), 1e-14);
    }

    /** 2/(3λ) is beyond the doubles, but it is a number: the lower end is one. */
    @Test
    void thresholdsBeyondTheDoubles() {
        Interval found = threshold(Interval.of(1e-309), new Interval(0, Double.MIN_VALUE));
        assertTrue(found.lower() < Double.POSITIVE_INFINITY, found::toString);
        assertEquals(Double.POSITIVE_INFINITY, found.upper());
    }

    @Test
    void featuresThatMayVanishHaveNone() {
        assertThrows(ArithmeticException.class, () -> threshold(new Interval(0, 1), new Interval(0, 3)));
    }
}
