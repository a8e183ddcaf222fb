package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.quantizer.VarianceLaw;

/** More variance at any of the four targets never lowers the expected risk: what the enclosures rest on. */
class LawMonotonicityProperties {
    @Provide
    Arbitrary<RationalDesign> designs() {
        return RationalDesign.any();
    }

    @Property(tries = 60)
    void riskIsMonotoneInEachLaw(
            @ForAll("designs") RationalDesign design,
            @ForAll @IntRange(min = 0, max = 3) int target,
            @ForAll @IntRange(min = 0, max = 6) int alpha,
            @ForAll @IntRange(min = 0, max = 6) int beta,
            @ForAll @IntRange(min = 0, max = 2) int more,
            @ForAll @IntRange(min = 1, max = 9) int batch) {
        VarianceLaw below = ProductSetting.law(alpha / 8.0, beta / 8.0, false);
        VarianceLaw above = ProductSetting.law((alpha + more) / 8.0, (beta + 2 - more) / 8.0, false);
        TargetLaws rest = ProductSetting.all(ProductSetting.law(0.125, 0.25, false));
        BigFraction low = design.risk(with(rest, target, below), batch);
        BigFraction high = design.risk(with(rest, target, above), batch);
        assertTrue(high.subtract(low).signum() >= 0, () -> low + " above " + high);
    }

    private static TargetLaws with(TargetLaws rest, int target, VarianceLaw law) {
        return new TargetLaws(
                target == 0 ? law : rest.label(),
                target == 1 ? law : rest.parameter(),
                target == 2 ? law : rest.activation(),
                target == 3 ? law : rest.gradient());
    }
}
