package org.roundproof.conformance.diagnosis;

import java.math.BigInteger;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roundproof.format.Cell;
import org.roundproof.format.ExactReal;
import org.roundproof.format.UniformFormat;

/** Integer and fixed-point formats: the step, the range, the zero point. */
final class UniformFaults {
    /** Beyond every code: a quotient that large saturates whatever it is. */
    private static final double FAR = 0x1p80;

    private static final String QUOTIENT =
            "Look at x / step: it is compared exactly here, and a rounded quotient may cross a tie.";
    private static final String ZERO = "Look at the zero point: it is added after rounding and belongs to the range.";

    static final List<Fault> ALL = List.of(
            Fault.of(
                    "step-reciprocal-binary64",
                    "multiplies by 1/step, rounded to binary64",
                    QUOTIENT,
                    r -> scaled(r, f -> x -> x * (1 / f.step()))),
            Fault.of(
                    "step-reciprocal-binary32",
                    "multiplies by 1/step in binary32",
                    QUOTIENT,
                    r -> scaled(r, f -> x -> (float) x * (1 / (float) f.step()))),
            Fault.of(
                    "step-division-binary32",
                    "divides by the step in binary32",
                    QUOTIENT,
                    r -> scaled(r, f -> x -> (float) x / (float) f.step())),
            Fault.of(
                    "range-symmetric",
                    "leaves out the lowest code",
                    "Look at the lower end of the range: -2^(B-1), not -(2^(B-1) - 1).",
                    r -> limits(
                            r,
                            f -> f.minIndex() == -f.maxIndex() - 1 ? -f.maxIndex() : f.minIndex(),
                            UniformFormat::maxIndex)),
            Fault.of(
                    "range-full",
                    "uses the lowest code, which the symmetric format leaves out",
                    "Look at the lower end of the range: the format is symmetric.",
                    r -> limits(r, f -> f.symmetric() ? f.minIndex() - 1 : f.minIndex(), UniformFormat::maxIndex)),
            Fault.of(
                    "zero-point-ignored",
                    "takes the range as if the zero point were 0",
                    ZERO,
                    r -> limits(r, f -> unsigned(f) ? 0 : f.minIndex(), UniformFaults::last)),
            Fault.of("zero-point-not-added", "gives the code without the zero point", ZERO, UniformFaults::notAdded),
            Fault.of(
                    "zero-point-before-rounding",
                    "adds an odd zero point before rounding, so that ties go to the other side",
                    ZERO,
                    UniformFaults::addedFirst));

    private UniformFaults() {}

    private static @Nullable Semantics uniform(Semantics r, Function<UniformFormat, @Nullable Semantics> change) {
        return r.staged() && r.format() instanceof UniformFormat f ? change.apply(f) : null;
    }

    private static @Nullable Semantics scaled(Semantics r, Function<UniformFormat, DoubleUnaryOperator> quotient) {
        return uniform(r, f -> {
            DoubleUnaryOperator divide = quotient.apply(f);
            return r.withGrid(magnitude -> cell(f, Math.min(divide.applyAsDouble(magnitude.toDouble()), FAR)));
        });
    }

    private static Cell cell(UniformFormat f, double quotient) {
        ExactReal steps = ExactReal.of(quotient);
        BigInteger n = steps.floorScaled(0);
        ExactReal step = ExactReal.of(f.step());
        return new Cell(
                ExactReal.of(n, 0).multiply(step),
                ExactReal.of(n.add(BigInteger.ONE), 0).multiply(step),
                steps.subtract(ExactReal.of(n, 0)),
                n);
    }

    private static @Nullable Semantics limits(
            Semantics r, Function<UniformFormat, Long> least, Function<UniformFormat, Long> largest) {
        return uniform(r, f -> {
            long from = least.apply(f);
            long to = largest.apply(f);
            boolean same = from == f.minIndex() && to == f.maxIndex();
            if (same || !(r.range() instanceof PolicyRange range)) {
                return null;
            }
            return r.withLimits(range.within(from * f.step(), to * f.step()));
        });
    }

    /** 2^B − 1 in an unsigned format with a zero point. */
    private static long last(UniformFormat f) {
        return unsigned(f) ? f.maxIndex() - f.minIndex() : f.maxIndex();
    }

    private static boolean unsigned(UniformFormat f) {
        return f.expression().startsWith("uint");
    }

    private static @Nullable Semantics notAdded(Semantics r) {
        return uniform(r, f -> {
            if (!unsigned(f) || f.minIndex() == 0 || !(r.range() instanceof PolicyRange range)) {
                return null;
            }
            double shift = f.minIndex() * f.step();
            Range wrong = range.within(0, last(f) * f.step());
            return r.withRange(rounded -> wrong.value(rounded) + shift);
        });
    }

    private static @Nullable Semantics addedFirst(Semantics r) {
        return uniform(r, f -> {
            if (!unsigned(f) || f.minIndex() % 2 == 0) {
                return null;
            }
            return r.withDecision(at -> {
                Cell cell = at.cell();
                Cell shifted = new Cell(
                        cell.towardZero(),
                        cell.awayFromZero(),
                        cell.fraction(),
                        cell.index().add(BigInteger.ONE));
                return r.decision().steps(new Position(at.negative(), shifted, at.words()));
            });
        });
    }
}
