package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.quantizer.VarianceLaw;

/** RP-08: additive label, activation and gradient noise adds ε·c(B)/B. */
class RP08Properties {
    @Provide
    Arbitrary<RationalDesign> designs() {
        return RationalDesign.any();
    }

    private static TargetLaws only(int target, VarianceLaw law) {
        VarianceLaw none = VarianceLaw.NONE;
        return new TargetLaws(target == 0 ? law : none, none, target == 1 ? law : none, target == 2 ? law : none);
    }

    @Property(tries = 60)
    void RP_08_additiveNoiseFallsAsOneOverB(
            @ForAll("designs") RationalDesign design,
            @ForAll @IntRange(min = 0, max = 2) int target,
            @ForAll @IntRange(min = 1, max = 9) int eighths) {
        BigFraction epsilon = BigFraction.of(eighths, 8);
        TargetLaws laws = only(target, new VarianceLaw(epsilon, BigFraction.ZERO, false));
        TargetLaws unitLabel = only(0, new VarianceLaw(BigFraction.ONE, BigFraction.ZERO, false));
        BigFraction before = null;
        for (int batch : new int[] {1, 2, 3, 16, 1 << 20}) {
            BigFraction scaled = design.extra(laws, batch).multiply(batch);
            // linear in ε, the same for the three targets
            assertEquals(design.extra(unitLabel, batch).multiply(epsilon).multiply(batch), scaled);
            assertTrue(scaled.signum() > 0);
            BigFraction last = before;
            assertTrue(last == null || scaled.subtract(last).signum() <= 0, () -> last + " then " + scaled);
            before = scaled;
        }
    }
}
