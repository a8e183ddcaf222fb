package org.roundproof.conformance.diagnosis;

import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.roundproof.format.Cell;
import org.roundproof.format.ExactReal;
import org.roundproof.format.FloatFormat;

/** Mistakes about exponent and precision. */
final class ExponentFaults {
    private static final String LOG = "Look for log2: read the exponent from the bits, by frexp or ilogb.";
    private static final String BIAS = "Look at the exponent bias, and at the smallest normal number.";

    static final List<Fault> ALL = List.of(
            Fault.of(
                    "exponent-log2-binary64",
                    "takes the exponent from a floating-point log2 in binary64",
                    LOG,
                    r -> binade(r, x -> floorLog2(x.toDouble()))),
            Fault.of(
                    "exponent-log2-binary32",
                    "takes the exponent from a floating-point log2 in binary32",
                    LOG,
                    r -> binade(r, ExponentFaults::floorLog2Binary32)),
            Fault.of(
                    "carry-lost",
                    "loses the carry into the exponent when rounding reaches the next power of two",
                    "Look at a significand that rounds up to 2: the exponent goes up by one.",
                    r -> floats(r, f -> r.withRange(rounded -> r.range().value(withoutCarry(f, rounded))))),
            Fault.of(
                    "exponent-bias-one-more",
                    "has every exponent one lower: half the largest, half the smallest value",
                    BIAS,
                    r -> shifted(r, -1)),
            Fault.of(
                    "exponent-bias-one-less",
                    "has every exponent one higher: twice the largest, twice the smallest value",
                    BIAS,
                    r -> shifted(r, 1)),
            Fault.of(
                    "precision-one-less",
                    "keeps one significant bit too few",
                    "Look at the number of bits that are dropped.",
                    r -> floats(
                            r,
                            f -> f.precision() < 2
                                    ? null
                                    : r.withGrid(new FloatGrid(f.precision() - 1, f.minExponent())))),
            Fault.of(
                    "precision-one-more",
                    "keeps one significant bit too many",
                    "Look at the number of bits that are dropped.",
                    r -> floats(r, f -> r.withGrid(new FloatGrid(f.precision() + 1, f.minExponent())))));

    private ExponentFaults() {}

    private static @Nullable Semantics floats(Semantics r, Function<FloatFormat, @Nullable Semantics> change) {
        return r.format() instanceof FloatFormat f && f.subnormals() && f.hasZero() ? change.apply(f) : null;
    }

    private static @Nullable Semantics binade(Semantics r, ToLongFunction<ExactReal> log2) {
        return floats(r, f -> {
            FloatGrid grid = FloatGrid.of(f);
            return r.withGrid(
                    x -> x.signum() == 0 ? grid.cell(x) : grid.cell(x, Math.max(f.minExponent(), log2.applyAsLong(x))));
        });
    }

    private static long floorLog2(double x) {
        return (long) Math.floor(StrictMath.log(x) / StrictMath.log(2));
    }

    /** Beyond binary32 the logarithm is taken to be right. */
    private static long floorLog2Binary32(ExactReal magnitude) {
        float x = (float) magnitude.toDouble();
        return x > 0 && x <= Float.MAX_VALUE
                ? (long) Math.floor((float) (StrictMath.log(x) / StrictMath.log(2)))
                : magnitude.floorLog2();
    }

    /** 2^e in place of 2^(e+1), where a carry out of the binade of 2^e reached it. */
    private static Rounded withoutCarry(FloatFormat f, Rounded rounded) {
        ExactReal end = rounded.cell().awayFromZero();
        boolean carried = rounded.steps() == 1
                && end.compareTo(ExactReal.of(BigInteger.ONE, end.floorLog2())) == 0
                && end.floorLog2() > f.minExponent();
        if (!carried) {
            return rounded;
        }
        Cell cell = rounded.cell();
        Cell lost = new Cell(cell.towardZero(), end.scale(-1), cell.fraction(), cell.index());
        return new Rounded(rounded.x(), rounded.negative(), lost, 1, rounded.stops());
    }

    private static @Nullable Semantics shifted(Semantics r, int by) {
        return floats(r, f -> {
            double largest = Math.scalb(f.maxFinite(), by);
            return r.range() instanceof PolicyRange range && Double.isFinite(2 * largest)
                    ? r.withGrid(new FloatGrid(f.precision(), f.minExponent() + (long) by))
                            .withLimits(range.within(f.signed() ? -largest : 0, largest))
                    : null;
        });
    }
}
