package org.roundproof.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.quantizer.Distribution;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.testkit.CornerDoubles;

/** The example of README.md; ReadmeTest holds the two together. */
class MyQuantizerProperties {
    private static final Quantizer ORACLE =
            (Quantizer) OperatorExpression.parse("e4m3:sr(20,floor)").resolve();

    /** The quantizer under test: stochastic rounding of normal numbers on the bits of a float. */
    static double mine(float x, int word) {
        int bits = Float.floatToRawIntBits(x) + (word >>> 12);
        return Float.intBitsToFloat(bits & -(1 << 20));
    }

    /** Code points, midpoints, their neighbours and more, where the quantizer under test claims to be right. */
    @Provide
    Arbitrary<Float> corners() {
        return CornerDoubles.of(ORACLE.format())
                .map(Double::floatValue)
                .filter(x -> Math.abs(x) >= 0x1p-6 && Math.abs(x) <= 448);
    }

    @Property
    void sameWordSameResult(@ForAll("corners") float x, @ForAll int word) {
        assertEquals(ORACLE.quantize(x, (use, level) -> word), mine(x, word));
    }

    @Property
    void unbiasedWithTwoNeighbours(@ForAll("corners") float x, @ForAll int word) {
        Distribution exact = ORACLE.distribution(x);
        assertEquals(BigFraction.ZERO, exact.bias());
        assertTrue(exact.probability(mine(x, word)).signum() > 0);
    }
}
