package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.quantizer.VarianceLaw;

/** RP-09: multiplicative activation and gradient noise, elementwise and shared by the batch. */
class RP09Properties {
    private static final int[] BATCHES = {1, 2, 5, 64, 1 << 20};

    @Provide
    Arbitrary<RationalDesign> designs() {
        return RationalDesign.any();
    }

    private static TargetLaws only(boolean activation, VarianceLaw law) {
        VarianceLaw none = VarianceLaw.NONE;
        return new TargetLaws(none, none, activation ? law : none, activation ? none : law);
    }

    @Property(tries = 60)
    void RP_09_elementwiseNoiseFallsSharedNoiseStays(
            @ForAll("designs") RationalDesign design,
            @ForAll boolean activation,
            @ForAll @IntRange(min = 1, max = 9) int eighths) {
        BigFraction beta = BigFraction.of(eighths, 8);
        BigFraction zero = BigFraction.ZERO;
        TargetLaws elementwise = only(activation, new VarianceLaw(zero, beta, false));
        TargetLaws shared = only(activation, new VarianceLaw(zero, beta, true));
        BigFraction floor = design.riskWithoutSampling(
                        VarianceLaw.NONE, activation ? beta : zero, activation ? zero : beta)
                .subtract(design.riskWithoutSampling(VarianceLaw.NONE, zero, zero));
        BigFraction scaledBefore = null;
        BigFraction sharedBefore = null;
        for (int batch : BATCHES) {
            BigFraction scaled = design.extra(elementwise, batch).multiply(batch);
            BigFraction stays = design.extra(shared, batch);
            assertTrue(scaled.signum() >= 0);
            assertTrue(stays.subtract(floor).signum() >= 0, () -> stays + " below " + floor);
            assertTrue(scaledBefore == null || scaled.subtract(scaledBefore).signum() <= 0);
            assertTrue(sharedBefore == null || stays.subtract(sharedBefore).signum() <= 0);
            scaledBefore = scaled;
            sharedBefore = stays;
        }
        // the floor is the limit, approached as 1/B
        BigFraction gap = design.extra(shared, BATCHES[BATCHES.length - 1]).subtract(floor);
        BigFraction first = design.extra(shared, 1);
        assertTrue(gap.multiply(BATCHES[BATCHES.length - 1])
                        .subtract(first.multiply(1 << 10))
                        .signum()
                <= 0);
    }
}
