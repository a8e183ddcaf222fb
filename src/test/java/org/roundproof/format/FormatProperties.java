package org.roundproof.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.testkit.CornerDoubles;
import org.roundproof.testkit.CornerReals;
import org.roundproof.testkit.FormatArbitraries;

/** Formats too large to enumerate: general floats up to 64 bits, wide integers. */
class FormatProperties {

    @Provide
    Arbitrary<Tuple2<NumberFormat, Double>> doubles() {
        return FormatArbitraries.all()
                .flatMap(format -> CornerDoubles.of(format).map(x -> Tuple.of(format, x)));
    }

    @Provide
    Arbitrary<Tuple2<NumberFormat, ExactReal>> reals() {
        return FormatArbitraries.all().flatMap(format -> CornerReals.of(format).map(x -> Tuple.of(format, x)));
    }

    @Provide
    Arbitrary<Tuple2<NumberFormat, Long>> codes() {
        return FormatArbitraries.all().flatMap(format -> Arbitraries.longs()
                .map(code -> Tuple.of(format, format.bits() == 64 ? code : code >>> (64 - format.bits()))));
    }

    @Property
    void decodedValuesEncodeToTheSameValue(@ForAll("codes") Tuple2<NumberFormat, Long> pair) {
        NumberFormat format = pair.get1();
        if (format.classify(pair.get2()) != ValueClass.UNUSED) {
            double value = format.decode(pair.get2());
            assertTrue(format.contains(value));
            assertEquals(value, format.decode(format.encode(value)));
        }
    }

    /** A finite value that is in the format has a code; one that is not lies strictly inside a cell or out of range. */
    @Property
    void membershipAgreesWithTheCell(@ForAll("doubles") Tuple2<NumberFormat, Double> pair) {
        NumberFormat format = pair.get1();
        double x = pair.get2() + 0.0;
        boolean onGrid = format.cell(ExactReal.of(x)).fraction().signum() == 0;
        boolean inRange = x >= format.minFinite() && x <= format.maxFinite() && (x != 0 || format.hasZero());
        assertEquals(onGrid && inRange, format.contains(x));
        if (format.contains(x)) {
            assertEquals(x, format.decode(format.encode(x)));
        }
    }

    /** towardZero ≤ |x| < awayFromZero, both neighbours in the format, f their exact ratio, evenness that of the code. */
    @Property
    void cellHoldsTheReal(@ForAll("reals") Tuple2<NumberFormat, ExactReal> pair) {
        NumberFormat format = pair.get1();
        ExactReal x = pair.get2();
        Cell cell = format.cell(x);
        BigFraction low = cell.towardZero().toFraction();
        BigFraction high = cell.awayFromZero().toFraction();
        BigFraction magnitude = x.abs().toFraction();
        assertTrue(cell.towardZero().compareTo(x.abs()) <= 0);
        assertTrue(x.abs().compareTo(cell.awayFromZero()) < 0);
        assertEquals(
                magnitude.subtract(low).divide(high.subtract(low)),
                cell.fraction().toFraction());
        double lower = cell.towardZero().toDouble();
        if (cell.towardZero().isDouble() && lower < format.maxFinite() && format.contains(lower)) {
            assertEquals(high, BigFraction.from(format.nextUp(lower)));
            assertEquals(lower, format.nextDown(format.nextUp(lower)));
            boolean evenCode = format instanceof UniformFormat
                    ? cell.index().equals(BigInteger.valueOf(Math.round(lower / ((UniformFormat) format).step())))
                            && cell.towardZeroIsEven() == !cell.index().testBit(0)
                    : cell.towardZeroIsEven() == (format.encode(lower) % 2 == 0);
            assertTrue(evenCode);
        }
        assertEquals(cell, format.cell(x.negate()));
    }

    @Property
    void indicesCountTheGrid(@ForAll("reals") Tuple2<NumberFormat, ExactReal> pair) {
        NumberFormat format = pair.get1();
        Cell cell = format.cell(pair.get2());
        Cell next = format.cell(cell.awayFromZero());
        assertEquals(0, next.fraction().signum());
        assertEquals(cell.awayFromZero(), next.towardZero());
        boolean gap = format instanceof FloatFormat f
                && !f.subnormals()
                && cell.towardZero().signum() == 0;
        assertTrue(gap || cell.index().add(BigInteger.ONE).equals(next.index()));
    }

    @Property
    void canonicalExpressionsParseToEqualFormats(@ForAll("formats") NumberFormat format) {
        assertEquals(format, Formats.parse(format.expression()));
    }

    @Provide
    Arbitrary<NumberFormat> formats() {
        return FormatArbitraries.all();
    }
}
