package org.roundproof.quantizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.quantizer.Rounding.Cut;
import org.roundproof.testkit.FormatArbitraries;

/** RP-01: exact stochastic rounding is unbiased in the range; R-bit variants have the bias of their definition. */
class RP01Properties {
    private static final Rounding SR = new Rounding.Stochastic();

    @Provide
    Arbitrary<InRange> inRange() {
        return InRange.of(FormatArbitraries.all());
    }

    @Property
    void RP_01_stochasticRoundingIsUnbiased(@ForAll("inRange") InRange at) {
        Distribution distribution = at.distribution(SR);
        assertEquals(BigFraction.ZERO, distribution.bias());
        assertEquals(at.exact(), distribution.mean());
        BigFraction away = at.fraction();
        BigFraction mean = at.toward()
                .multiply(BigFraction.ONE.subtract(away))
                .add(at.away().multiply(away));
        assertEquals(at.exact(), mean, "the ends of the cell, weighted by its fraction");
    }

    /** The words spell a real U, and the result is away from zero exactly if f + U ≥ 1. */
    @Property
    void RP_01_wordsDecideAsTheRealNumberTheySpell(
            @ForAll("inRange") InRange at, @ForAll int first, @ForAll int second, @ForAll boolean close) {
        BigFraction f = at.fraction();
        // a first word that leaves the decision to the second one
        BigInteger cut = at.cell().fraction().floorScaled(-32);
        int word = close ? (int) (0xFFFF_FFFFL - cut.longValueExact()) : first;
        BigFraction u = BigFraction.of(Integer.toUnsignedLong(word), 1L << 32)
                .add(BigFraction.of(BigInteger.valueOf(Integer.toUnsignedLong(second)), BigInteger.ONE.shiftLeft(64)));
        boolean away = f.add(u).subtract(1).signum() >= 0;
        double result = at.quantizer(SR).quantize(at.x(), Words.levels(word, second));
        assertEquals(away ? at.away() : at.toward(), BigFraction.from(result));
    }

    /** E Q(x) − x = ±h(c·2^−R − f): at most h·2^−R and toward zero for floor, at most h·2^−(R+1) for the others. */
    @Property
    void RP_01_fewBitBiasIsThatOfTheDefinition(
            @ForAll("inRange") InRange at, @ForAll @IntRange(min = 1, max = 32) int bits, @ForAll Cut cut) {
        BigFraction f = at.fraction();
        BigFraction words = BigFraction.of(1L << bits);
        BigFraction c = BigFraction.of(cut(f.multiply(words), cut));
        BigFraction outward = c.divide(words).subtract(f).multiply(at.gap());
        BigFraction bias =
                at.distribution(new Rounding.StochasticBits(bits, cut)).bias();
        assertEquals(at.signed(outward), bias);
        BigFraction bound = at.gap().divide(cut == Cut.FLOOR ? words : words.multiply(2));
        assertTrue(GridOracle.compare(bias.abs(), bound) <= 0, "bias beyond its bound");
        assertTrue(cut != Cut.FLOOR || outward.signum() <= 0, "floor cuts toward zero");
    }

    /** c for f·2^R, from the words of its definition. */
    private static BigInteger cut(BigFraction scaled, Cut cut) {
        BigInteger floor = scaled.getNumerator().divide(scaled.getDenominator());
        int side = GridOracle.compare(scaled.subtract(BigFraction.of(floor)), BigFraction.of(1, 2));
        boolean up =
                switch (cut) {
                    case FLOOR -> false;
                    case HALF -> side >= 0;
                    case EVEN -> side > 0 || side == 0 && floor.testBit(0);
                    case ODD -> side > 0 || side == 0 && !floor.testBit(0);
                };
        return up ? floor.add(BigInteger.ONE) : floor;
    }
}
