package org.roundproof.quantizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.format.ExactReal;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.UniformFormat;
import org.roundproof.testkit.FormatArbitraries;

/** RP-03: dither has the same mean and variance at every point; subtractive dither the same error altogether. */
class RP03Properties {
    private static final Rounding TPDF = new Rounding.Tpdf();
    private static final Rounding SUBTRACTIVE = new Rounding.Subtractive();
    private static final BigFraction HALF = BigFraction.of(1, 2);
    private static final BigFraction QUARTER = BigFraction.of(1, 4);

    @Provide
    Arbitrary<InRange> uniform() {
        return InRange.of(FormatArbitraries.uniform());
    }

    @Provide
    Arbitrary<NumberFormat> grids() {
        return FormatArbitraries.uniform();
    }

    @Property
    void RP_03_tpdfMomentsAreConstant(@ForAll("uniform") InRange at) {
        Assume.that(headroom(at.format(), at.x()));
        Distribution distribution = at.distribution(TPDF);
        BigFraction step = BigFraction.from(((UniformFormat) at.format()).step());
        assertEquals(BigFraction.ZERO, distribution.bias());
        assertEquals(step.pow(2).divide(4), distribution.variance());
        // f: the signed distance from the nearest grid point; either one will do at a tie
        BigFraction magnitude = at.fraction();
        BigFraction f = at.signed(GridOracle.compare(magnitude, HALF) > 0 ? magnitude.subtract(1) : magnitude);
        BigFraction third =
                f.multiply(BigFraction.ONE.subtract(f.pow(2).multiply(4))).divide(4);
        BigFraction fourth =
                QUARTER.subtract(f.pow(2).multiply(3).divide(2)).add(f.pow(4).multiply(3));
        assertEquals(third.multiply(step.pow(3)), distribution.thirdCentralMoment());
        assertEquals(fourth.multiply(step.pow(4)), distribution.fourthCentralMoment());
        assertEquals(
                new VarianceLaw(step.pow(2).divide(4), BigFraction.ZERO, false),
                at.quantizer(TPDF).varianceBounds().orElseThrow().lower());
    }

    /** Half a step of head-room at each end. */
    private static boolean headroom(NumberFormat format, ExactReal x) {
        ExactReal half = ExactReal.of(((UniformFormat) format).step()).scale(-1);
        return x.compareTo(ExactReal.of(format.minFinite()).add(half)) >= 0
                && x.compareTo(ExactReal.of(format.maxFinite()).subtract(half)) <= 0;
    }

    /** Half a step of head-room is enough, and nothing less is: just beyond, some of the mass saturates. */
    @Property
    void RP_03_tpdfNeedsHalfAStepOfHeadroom(
            @ForAll("grids") NumberFormat format, @ForAll @IntRange(min = 1, max = 200) int depth) {
        Quantizer q = new Quantizer(format, TPDF, Overflow.SAT_FINITE);
        double most = q.unsaturatedMagnitude();
        Assume.that(most >= 0);
        ExactReal edge = ExactReal.of(most);
        assertEquals(BigFraction.ZERO, q.distribution(edge).bias());
        assertEquals(BigFraction.ZERO, q.distribution(edge.negate()).bias());
        ExactReal beyond = edge.add(
                ExactReal.of(BigInteger.ONE, Math.getExponent(((UniformFormat) format).step()) - (long) depth));
        assertTrue(q.distribution(beyond).bias().signum() != 0
                || q.distribution(beyond.negate()).bias().signum() != 0);
    }

    @Property
    void RP_03_subtractiveErrorIsUniformAndIndependentOfX(@ForAll("uniform") InRange at, @ForAll int word) {
        BigFraction step = BigFraction.from(((UniformFormat) at.format()).step());
        // |2n + 1|·2^32 + 2k + 1 has at most B + 34 bits
        int stepBits = step.getNumerator()
                .shiftRight(step.getNumerator().getLowestSetBit())
                .bitLength();
        Assume.that(at.format().bits() + 34 + stepBits <= 53);
        Quantizer q = at.quantizer(SUBTRACTIVE);
        Distribution distribution = q.distribution(at.x());
        assertEquals(BigFraction.ZERO, distribution.bias());
        assertEquals(step.pow(2).divide(12), distribution.variance());
        assertEquals(BigFraction.ZERO, distribution.thirdCentralMoment());
        assertEquals(step.pow(4).divide(80), distribution.fourthCentralMoment());
        assertTrue(distribution.support().isEmpty());
        BigFraction error = BigFraction.from(q.quantize(at.x(), Words.of(word)))
                .subtract(at.exact())
                .divide(step);
        assertTrue(GridOracle.compare(error, HALF) <= 0 && GridOracle.compare(error, HALF.negate()) > 0);
    }
}
