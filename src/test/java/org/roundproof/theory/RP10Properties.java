package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.sgd.Averaging;

/** RP-10: parameter noise keeps a floor in B. */
class RP10Properties {
    @Provide
    Arbitrary<RationalDesign> designs() {
        return RationalDesign.any();
    }

    @Property(tries = 60)
    void RP_10_parameterNoiseKeepsAFloor(
            @ForAll("designs") RationalDesign design,
            @ForAll boolean additive,
            @ForAll @IntRange(min = 1, max = 9) int eighths) {
        BigFraction level = BigFraction.of(eighths, 8);
        BigFraction zero = BigFraction.ZERO;
        VarianceLaw law = new VarianceLaw(additive ? level : zero, additive ? zero : level, false);
        TargetLaws laws = new TargetLaws(VarianceLaw.NONE, law, VarianceLaw.NONE, VarianceLaw.NONE);
        BigFraction floor = design.riskWithoutSampling(law, zero, zero)
                .subtract(design.riskWithoutSampling(VarianceLaw.NONE, zero, zero));
        // additive noise enters w_1, multiplicative noise w_2 (w_0 = 0); an average to w_{N−1} must hold that iterate
        int reached = design.averaging() instanceof Averaging.Last ? design.steps() : design.steps() - 1;
        assertTrue(floor.signum() >= (reached >= (additive ? 1 : 2) ? 1 : 0), () -> "floor " + floor);
        BigFraction before = null;
        for (int batch : new int[] {1, 2, 5, 64, 1 << 20}) {
            BigFraction extra = design.extra(laws, batch);
            BigFraction last = before;
            assertTrue(extra.subtract(floor).signum() >= 0, () -> extra + " below " + floor);
            assertTrue(last == null || extra.subtract(last).signum() <= 0, () -> last + " then " + extra);
            before = extra;
        }
    }
}
