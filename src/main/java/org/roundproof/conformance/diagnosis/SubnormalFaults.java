package org.roundproof.conformance.diagnosis;

import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roundproof.format.Cell;
import org.roundproof.format.ExactReal;
import org.roundproof.format.FloatFormat;

/** Mistakes below the smallest normal number. */
final class SubnormalFaults {
    private static final String FLUSH = "Look for flush-to-zero flags (-ffast-math, FTZ, DAZ) and for 'exponent <= 0'.";
    private static final String SHIFT =
            "Look at the shift below the smallest normal number: it has one fixed unit there.";

    static final List<Fault> ALL = List.of(
            Fault.of(
                    "subnormals-flushed",
                    "gives zero where the rounded result is subnormal",
                    FLUSH,
                    r -> floats(
                            r,
                            f -> r.withOutput((x, y) ->
                                    flush(f, r.output().of(x, y), r.output().of(x, y))))),
            Fault.of(
                    "subnormal-inputs-flushed",
                    "gives zero for every input below the smallest normal number",
                    FLUSH,
                    r -> floats(
                            r,
                            f -> r.withOutput((x, y) -> flush(f, x, r.output().of(x, y))))),
            Fault.of(
                    "subnormals-missing",
                    "rounds as if there were no value between zero and the smallest normal number",
                    "Look at the neighbours below the smallest normal number: zero was taken for the next one.",
                    r -> floats(r, f -> r.withGrid(magnitude -> holed(f, r.grid(), magnitude)))),
            Fault.of(
                    "subnormals-as-normal",
                    "keeps full precision below the smallest normal number (exponent unbounded below)",
                    "Look at the exponent that sets the unit: it stops at that of the smallest normal number.",
                    r -> floats(r, f -> r.withGrid(unbounded(f)))),
            Fault.of(
                    "subnormals-rounded-twice",
                    "rounds subnormal results to full precision first, and then to their grid",
                    SHIFT,
                    r -> floats(r, f -> r.withDecision(at -> twice(f, at, r.decision(), r.decision())))),
            Fault.of(
                    "subnormals-truncated",
                    "truncates below the smallest normal number",
                    SHIFT,
                    r -> floats(
                            r,
                            f -> r.withDecision(
                                    at -> below(f, at) ? 0 : r.decision().steps(at)))),
            Fault.of(
                    "subnormal-unit-halved",
                    "rounds one bit too far to the right below the smallest normal number",
                    SHIFT,
                    r -> floats(r, f -> r.withGrid(new FloatGrid(f.precision(), f.minExponent() - 1L)))),
            Fault.of(
                    "subnormal-unit-doubled",
                    "rounds one bit too far to the left below the smallest normal number",
                    SHIFT,
                    r -> floats(r, f -> r.withGrid(magnitude -> coarse(f, magnitude)))));

    private SubnormalFaults() {}

    /** Only in floating-point formats with subnormal numbers. */
    private static @Nullable Semantics floats(Semantics r, Function<FloatFormat, Semantics> change) {
        return r.format() instanceof FloatFormat f && f.subnormals() && f.hasZero() && f.precision() > 1
                ? change.apply(f)
                : null;
    }

    private static double flush(FloatFormat f, double judged, double y) {
        boolean small = Math.abs(judged) < Math.scalb(1.0, f.minExponent());
        return small ? (f.hasNegativeZero() ? Math.copySign(0.0, y) : 0.0) : y;
    }

    private static boolean below(FloatFormat f, Position at) {
        return at.cell().index().bitLength() < f.precision();
    }

    private static boolean below(FloatFormat f, ExactReal magnitude) {
        return magnitude.signum() == 0 || magnitude.floorLog2() < f.minExponent();
    }

    private static Cell holed(FloatFormat f, Grid grid, ExactReal magnitude) {
        return below(f, magnitude)
                ? new Cell(
                        ExactReal.ZERO,
                        ExactReal.of(BigInteger.ONE, f.minExponent()),
                        magnitude.scale(-f.minExponent()),
                        BigInteger.ZERO)
                : grid.cell(magnitude);
    }

    private static Grid unbounded(FloatFormat f) {
        FloatGrid deep = new FloatGrid(f.precision(), Double.MIN_EXPONENT - 60L);
        return deep::cell;
    }

    private static Cell coarse(FloatFormat f, ExactReal magnitude) {
        FloatGrid right = FloatGrid.of(f);
        return below(f, magnitude) ? right.cell(magnitude, f.minExponent() + 1L) : right.cell(magnitude);
    }

    /** Rounds to p significant bits by one decision, and the result to the subnormal grid by another. */
    private static int twice(FloatFormat f, Position at, Decision first, Decision second) {
        if (!below(f, at) || at.exact()) {
            return second.steps(at);
        }
        ExactReal unit = at.cell().awayFromZero().subtract(at.cell().towardZero());
        ExactReal magnitude = at.cell().towardZero().add(at.fraction().scale(unit.floorLog2()));
        Cell fine = unbounded(f).cell(magnitude);
        boolean up = first.steps(new Position(at.negative(), fine, at.words())) == 1;
        ExactReal once = up ? fine.awayFromZero() : fine.towardZero();
        ExactReal rest = once.subtract(at.cell().towardZero()).scale(-unit.floorLog2());
        if (rest.compareTo(ExactReal.ONE) >= 0) {
            return 1;
        }
        Cell cell = new Cell(
                at.cell().towardZero(),
                at.cell().awayFromZero(),
                rest,
                at.cell().index());
        return second.steps(new Position(at.negative(), cell, at.words()));
    }
}
