package org.roundproof.audit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The dimension sweep at ε = 0.01. */
class RP17Properties {
    private static final double EPSILON = 0.01;

    private static double gap(Setting base, Noise noise) {
        return base.with(Trial.all(noise, EPSILON)).risk() - base.risk();
    }

    @Property(tries = 40)
    void RP_17_additiveGapGrowsWithDimension(
            @ForAll @IntRange(min = 50, max = 400) int dimension,
            @ForAll @IntRange(min = 25, max = 400) int more,
            @ForAll @IntRange(min = 400, max = 1600) int steps) {
        double small = gap(Setting.paper(dimension, steps), Noise.ADDITIVE);
        double large = gap(Setting.paper(dimension + more, steps), Noise.ADDITIVE);
        assertTrue(large > small, () -> small + " at d = " + dimension + ", " + large + " at " + (dimension + more));
    }

    @Property(tries = 40)
    void RP_17_multiplicativeGapStaysFlat(
            @ForAll @IntRange(min = 50, max = 800) int dimension, @ForAll @IntRange(min = 400, max = 1600) int steps) {
        double here = gap(Setting.paper(dimension, steps), Noise.MULTIPLICATIVE);
        double there = gap(Setting.paper(50, steps), Noise.MULTIPLICATIVE);
        assertTrue(Math.abs(here - there) <= 0.02 * there, () -> there + " at d = 50, " + here + " at " + dimension);
    }
}
