package org.roundproof.audit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;

/** The error level sweep. */
class RP16Properties {
    @Property(tries = 60)
    void RP_16_riskIncreasesWithTheErrorLevel(
            @ForAll Noise noise,
            @ForAll @IntRange(min = 100, max = 1600) int steps,
            @ForAll @Scale(5) @DoubleRange(min = 1e-4, max = 1e-2) double one,
            @ForAll @Scale(5) @DoubleRange(min = 1e-4, max = 1e-2) double other) {
        Setting base = Setting.paper(200, steps);
        double low = base.with(Trial.all(noise, Math.min(one, other))).risk();
        double high = base.with(Trial.all(noise, Math.max(one, other))).risk();
        assertTrue(base.risk() < low && low <= high, () -> base.risk() + ", " + low + ", " + high);
    }

    /** The bound of the claim at every level, not only at those of its table. */
    @Property(tries = 60)
    void RP_16_multiplicativeRatioStaysNearOne(
            @ForAll @IntRange(min = 100, max = 3200) int steps,
            @ForAll @Scale(5) @DoubleRange(min = 1e-4, max = 1e-2) double epsilon) {
        Setting base = Setting.paper(200, steps);
        double clean = base.risk();
        double multiplicative =
                base.with(Trial.all(Noise.MULTIPLICATIVE, epsilon)).risk();
        double additive = base.with(Trial.all(Noise.ADDITIVE, epsilon)).risk();
        assertTrue(multiplicative <= (1 + 3 * epsilon) * clean, () -> multiplicative / clean + " at " + epsilon);
        assertTrue(additive > multiplicative, () -> additive + " not above " + multiplicative);
    }

    /** A theorem (note of RP-19): more variance after the data never lowers the expected risk. */
    @Property
    void RP_16_noiseAfterTheDataNeverHelps(
            @ForAll Noise noise,
            @ForAll @IntRange(min = 1, max = 4) int target,
            @ForAll @DoubleRange(min = 0.5, max = 3) double exponent,
            @ForAll @IntRange(min = 1, max = 100) int steps,
            @ForAll @IntRange(min = 1, max = 5) int batch,
            @ForAll @DoubleRange(min = 0, max = 1) double epsilon) {
        Setting base = new Setting(exponent, 12, steps, batch, 0.1, TargetOperators.NONE);
        double clean = base.risk();
        double noisy = base.with(base.operators().with(Target.values()[target], noise.of(epsilon)))
                .risk();
        assertTrue(noisy >= clean * (1 - 1e-12), () -> noisy + " below " + clean);
    }
}
