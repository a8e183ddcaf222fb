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
import org.roundproof.format.ExactReal;
import org.roundproof.format.Formats;
import org.roundproof.testkit.FormatArbitraries;

/** RP-02: the variance of stochastic rounding is (x−lo)(hi−x), with the sharp laws that follow from it. */
class RP02Properties {
    private static final Rounding SR = new Rounding.Stochastic();

    @Provide
    Arbitrary<InRange> inRange() {
        return InRange.of(FormatArbitraries.all());
    }

    @Property
    void RP_02_varianceIsProductOfDistances(@ForAll("inRange") InRange at) {
        BigFraction variance = at.distribution(SR).variance();
        BigFraction x = at.exact();
        assertEquals(x.subtract(at.toward()).multiply(at.away().subtract(x)), variance);
        BigFraction slack = at.gap().pow(2).divide(4).subtract(variance);
        assertTrue(slack.signum() >= 0, "above h²/4");
        assertEquals(at.fraction().equals(BigFraction.of(1, 2)), slack.signum() == 0, "h²/4 is the midpoint's");
    }

    /** lower(x) ≤ Var Q(x) ≤ upper(x) with the laws that the quantizer declares. */
    @Property
    void RP_02_declaredLawsHoldPointwise(@ForAll("inRange") InRange at) {
        BigFraction variance = at.distribution(SR).variance();
        at.quantizer(SR).varianceBounds().ifPresent(bounds -> {
            assertTrue(variance.subtract(at(bounds.lower(), at.exact())).signum() >= 0);
            assertTrue(at(bounds.upper(), at.exact()).subtract(variance).signum() >= 0);
        });
    }

    private static BigFraction at(VarianceLaw law, BigFraction x) {
        return law.alpha().add(law.beta().multiply(x.pow(2)));
    }

    /** β = 1/(4k(k+1)), k = 2^(p−1), is attained at 2·lo·hi/(lo+hi) of the lowest cell of every binade. */
    @Property
    void RP_02_betaIsSharp(
            @ForAll @IntRange(min = 1, max = 11) int precision,
            @ForAll @IntRange(min = -20, max = 19) int binade,
            @ForAll boolean subnormals,
            @ForAll @IntRange(min = 0, max = 2047) int cell,
            @ForAll @IntRange(min = 0, max = 96) int part) {
        Quantizer q = new Quantizer(
                Formats.parse("float(p=" + precision + ",emin=-20,emax=20,subnormals=" + subnormals + ")"),
                SR,
                Overflow.SAT_FINITE);
        BigInteger k = BigInteger.ONE.shiftLeft(precision - 1);
        BigFraction beta =
                BigFraction.of(BigInteger.ONE, k.multiply(k.add(BigInteger.ONE)).multiply(BigInteger.valueOf(4)));
        assertEquals(beta, q.varianceBounds().orElseThrow().upper().beta());

        // lo = k·u, hi = (k+1)·u: harmonic mean 2k(k+1)/(2k+1)·u
        ExactReal harmonic = ExactReal.of(k.multiply(k.add(BigInteger.ONE)).shiftLeft(1), binade - precision + 1L)
                .divide(k.shiftLeft(1).add(BigInteger.ONE));
        assertEquals(beta, relativeVariance(q, harmonic));

        // nowhere in the binade is it more
        BigInteger lo = k.add(BigInteger.valueOf(cell).mod(k));
        ExactReal anywhere = ExactReal.of(
                        lo.multiply(BigInteger.valueOf(96)).add(BigInteger.valueOf(part)), binade - precision + 1L)
                .divide(BigInteger.valueOf(96));
        assertTrue(beta.subtract(relativeVariance(q, anywhere)).signum() >= 0);
    }

    private static BigFraction relativeVariance(Quantizer q, ExactReal x) {
        return q.distribution(x).variance().divide(x.toFraction().pow(2));
    }

    /** Below 2^emin the gap is constant: Var = h²f(1−f), at most h²/4 and that in every cell. */
    @Property
    void RP_02_errorIsAdditiveBelowTheSmallestNormal(
            @ForAll @IntRange(min = 1, max = 11) int precision,
            @ForAll @IntRange(min = 0, max = 1023) int cell,
            @ForAll @IntRange(min = 0, max = 96) int part,
            @ForAll boolean subnormals,
            @ForAll boolean negative) {
        Quantizer q = new Quantizer(
                Formats.parse("float(p=" + precision + ",emin=-6,emax=8,subnormals=" + subnormals + ")"),
                SR,
                Overflow.SAT_FINITE);
        int unit = subnormals ? -6 - precision + 1 : -6;
        long index = subnormals ? cell % (1L << (precision - 1)) : 0;
        ExactReal magnitude =
                ExactReal.of(BigInteger.valueOf(index * 96 + part), unit).divide(BigInteger.valueOf(96));
        BigFraction f = BigFraction.of(part, 96);
        BigFraction h = ExactReal.of(BigInteger.ONE, unit).toFraction();
        assertEquals(
                h.pow(2).multiply(f).multiply(BigFraction.ONE.subtract(f)),
                q.distribution(negative ? magnitude.negate() : magnitude).variance());
        assertEquals(
                h.pow(2).divide(4), q.varianceBounds().orElseThrow().upper().alpha());
    }
}
