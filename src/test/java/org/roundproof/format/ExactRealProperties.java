package org.roundproof.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apfloat.Apfloat;

/** ExactReal against rational arithmetic, which shares no code with it. */
class ExactRealProperties {

    /** significand·2^exponent/denominator, built apart from ExactReal. */
    record Parts(BigInteger significand, int exponent, BigInteger denominator) {
        BigFraction fraction() {
            BigInteger power = BigInteger.TWO.pow(Math.abs(exponent));
            return exponent >= 0
                    ? BigFraction.of(significand.multiply(power), denominator)
                    : BigFraction.of(significand, denominator.multiply(power));
        }

        ExactReal real() {
            return ExactReal.ratio(Radix2.of(significand, exponent), denominator);
        }
    }

    @Provide
    Arbitrary<Parts> parts() {
        Arbitrary<BigInteger> small = Arbitraries.bigIntegers().between(BigInteger.TEN.negate(), BigInteger.TEN);
        BigInteger bound = BigInteger.TWO.pow(300);
        Arbitrary<BigInteger> large = Arbitraries.bigIntegers().between(bound.negate(), bound);
        return Combinators.combine(
                        Arbitraries.oneOf(small, large),
                        Arbitraries.oneOf(
                                Arbitraries.integers().between(-8, 8),
                                Arbitraries.integers().between(-1500, 1100)),
                        Arbitraries.oneOf(
                                Arbitraries.of(BigInteger.ONE, BigInteger.TWO, BigInteger.valueOf(3)),
                                Arbitraries.bigIntegers().between(BigInteger.ONE, BigInteger.TWO.pow(70))))
                .as(Parts::new)
                .withoutEdgeCases();
    }

    /** Parts whose sizes make double results common: near doubles, midpoints and thresholds. */
    @Provide
    Arbitrary<Parts> nearDoubles() {
        return Combinators.combine(
                        Arbitraries.longs(),
                        Arbitraries.integers().between(-4, 4),
                        Arbitraries.integers().between(0, 200),
                        Arbitraries.of(1, 2, 3, 5, 12))
                .filter((bits, off, extra, den) -> Double.isFinite(Double.longBitsToDouble(bits)))
                .as((bits, off, extra, den) -> {
                    BigDecimal d = new BigDecimal(Double.longBitsToDouble(bits));
                    // (2·significand + half steps)·2^(exponent−1), then a little more, `extra` bits further down
                    BigInteger halves =
                            d.multiply(BigDecimal.valueOf(2).pow(1075)).toBigIntegerExact();
                    BigInteger ulps =
                            BigInteger.ONE.shiftLeft(Math.max(0, halves.abs().bitLength() - 54));
                    BigInteger m = halves.add(ulps.multiply(BigInteger.valueOf(off)))
                            .shiftLeft(extra)
                            .add(BigInteger.valueOf(Integer.signum(off) * (extra % 2)));
                    return new Parts(m.multiply(BigInteger.valueOf(den)), -1075 - extra, BigInteger.valueOf(den));
                });
    }

    /** BigFraction 1.2 orders two negative numbers by magnitude; the sign of the difference does not depend on that. */
    private static int compare(BigFraction a, BigFraction b) {
        return a.subtract(b).signum();
    }

    @Property
    void conversionKeepsTheValue(@ForAll("parts") Parts a) {
        assertEquals(a.fraction(), a.real().toFraction());
        assertEquals(a.real(), ExactReal.of(a.fraction()));
        assertEquals(a.real().hashCode(), ExactReal.of(a.fraction()).hashCode());
        assertEquals(
                a.fraction(),
                ExactReal.ratio(a.real().numerator(), a.denominator).toFraction());
    }

    @Property
    void arithmeticIsExact(@ForAll("parts") Parts a, @ForAll("parts") Parts b) {
        assertEquals(a.fraction().add(b.fraction()), a.real().add(b.real()).toFraction());
        assertEquals(
                a.fraction().subtract(b.fraction()), a.real().subtract(b.real()).toFraction());
        assertEquals(
                a.fraction().multiply(b.fraction()), a.real().multiply(b.real()).toFraction());
        assertEquals(a.fraction().negate(), a.real().negate().toFraction());
        assertEquals(a.fraction().abs(), a.real().abs().toFraction());
        assertEquals(a.fraction().signum(), a.real().signum());
        assertEquals(a.fraction().multiply(8), a.real().scale(3).toFraction());
    }

    @Property
    void orderIsThatOfTheReals(@ForAll("parts") Parts a, @ForAll("parts") Parts b) {
        assertEquals(compare(a.fraction(), b.fraction()), a.real().compareTo(b.real()));
        assertEquals(0, a.real().compareTo(ExactReal.of(a.fraction())));
        assertEquals(a.fraction().equals(b.fraction()), a.real().equals(b.real()));
        ExactReal little = ExactReal.of(BigInteger.ONE, -2000);
        assertTrue(a.real().compareTo(a.real().add(little)) < 0);
        assertTrue(a.real().subtract(little).compareTo(a.real()) < 0);
    }

    @Property
    void floorsAreThoseOfTheFraction(@ForAll("parts") Parts a, @ForAll("units") int unit) {
        BigFraction x = a.fraction().abs();
        BigFraction scaled = x.multiply(new Parts(BigInteger.ONE, -unit, BigInteger.ONE).fraction());
        assertEquals(
                scaled.getNumerator().divide(scaled.getDenominator()), a.real().floorScaled(unit));
        if (x.signum() != 0) {
            int log = Math.toIntExact(a.real().floorLog2());
            assertTrue(x.compareTo(new Parts(BigInteger.ONE, log, BigInteger.ONE).fraction()) >= 0);
            assertTrue(x.compareTo(new Parts(BigInteger.ONE, log + 1, BigInteger.ONE).fraction()) < 0);
        }
    }

    @Provide
    Arbitrary<Integer> units() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(-4, 4), Arbitraries.integers().between(-1700, 1700));
    }

    /** Against the definition: no double lies nearer, and at equal distance the result's last bit is 0. */
    @Property
    void toDoubleIsNearestTiesToEven(@ForAll("nearDoubles") Parts a) {
        checkNearest(a);
    }

    @Property
    void toDoubleIsNearestAnywhere(@ForAll("parts") Parts a) {
        checkNearest(a);
    }

    static void checkNearest(Parts a) {
        double d = a.real().toDouble();
        BigFraction x = a.fraction();
        assertEquals(
                Double.isFinite(d) && BigFraction.from(d).equals(x), a.real().isDouble());
        BigFraction error = x.subtract(finite(d)).abs();
        for (double neighbour : new double[] {Math.nextUp(d), Math.nextDown(d)}) {
            if (Double.isInfinite(neighbour) && Double.isInfinite(d)) {
                continue;
            }
            int order = error.compareTo(x.subtract(finite(neighbour)).abs());
            assertTrue(order < 0 || order == 0 && (Double.doubleToRawLongBits(d) & 1) == 0, a + " gave " + d);
        }
    }

    /** The double's value; the infinities stand for ±2^1024, as in IEEE 754 §4.3.1. */
    private static BigFraction finite(double d) {
        return Double.isInfinite(d)
                ? new Parts(BigInteger.valueOf((long) Math.signum(d)), 1024, BigInteger.ONE).fraction()
                : BigFraction.from(d);
    }

    @Property
    void everyDoubleIsItself(@ForAll("doubles") double d) {
        BigDecimal exact = new BigDecimal(d);
        assertEquals(0, exact.compareTo(ExactReal.of(d).toFraction().bigDecimalValue(1100, RoundingMode.UNNECESSARY)));
        assertEquals(d + 0.0, ExactReal.of(d).toDouble());
        assertEquals(ExactReal.of(d), ExactReal.of(Radix2.of(d)));
        assertTrue(ExactReal.of(d).isDouble());
    }

    @Provide
    Arbitrary<Double> doubles() {
        return Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
    }

    @Property
    void textIsTheValueInLowestTerms(@ForAll("parts") Parts a) {
        String text = a.real().toString();
        String[] ratio = text.split("/");
        String[] power = ratio[0].split("\\*2\\^");
        BigInteger m = new BigInteger(power[0]);
        BigInteger b = ratio.length == 1 ? BigInteger.ONE : new BigInteger(ratio[1]);
        int e = power.length == 1 ? 0 : Integer.parseInt(power[1]);
        assertEquals(a.fraction(), new Parts(m, e, b).fraction());
        assertTrue(m.testBit(0) || text.equals("0"), text);
        assertTrue(b.testBit(0), text);
        assertEquals(BigInteger.ONE, m.gcd(b), text);
    }

    @Property
    void apfloatSumsKeepTheirValue(@ForAll("parts") Parts a, @ForAll("parts") Parts b) {
        Apfloat sum = Radix2.of(a.significand, a.exponent).add(Radix2.of(b.significand, b.exponent));
        BigFraction expected = new Parts(a.significand, a.exponent, BigInteger.ONE)
                .fraction()
                .add(new Parts(b.significand, b.exponent, BigInteger.ONE).fraction());
        assertEquals(expected, ExactReal.of(sum).toFraction());
    }
}
