package org.roundproof.testkit;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.roundproof.format.Cell;
import org.roundproof.format.ExactReal;
import org.roundproof.format.NumberFormat;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding.Deterministic;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;

/**
 * Steps of quantized SGD to judge an implementation by: few rows and coordinates, values of the formats and points between them,
 * of few bits, so that an implementation's own sums in double round little.
 */
public interface SgdInputs extends ContractBase<SgdUnderTest> {
    /** Steps with random words. */
    @Provide
    default Arbitrary<SgdStep> steps() {
        TargetOperators operators = subject().operators();
        return Arbitraries.integers()
                .between(1, 4)
                .flatMap(rows -> Arbitraries.integers().between(1, 3).flatMap(columns -> Arbitraries.longs()
                        .flatMap(seed -> steps(operators, rows, columns, new SeededWords(seed)))));
    }

    /** Steps of few enough decisions to try every way in which they can fall. */
    @Provide
    default Arbitrary<SgdStep> smallSteps() {
        TargetOperators operators = subject().operators();
        StepWords none = (target, element) -> (use, level) -> 0;
        Arbitrary<SgdStep> least = steps(operators, 1, 1, none);
        // with three outcomes each, more than five decisions are too many
        return subject().dithers()
                ? least
                : Arbitraries.oneOf(least, steps(operators, 1, 2, none), steps(operators, 2, 1, none))
                        .withoutEdgeCases();
    }

    /** Steps to draw many times: two rows of two features (one of one under dither), all numbers strictly between two values. */
    @Provide
    default Arbitrary<SgdStep> stepsToDraw() {
        TargetOperators operators = subject().operators();
        double m = magnitude(operators);
        int size = subject().dithers() ? 1 : 2;
        return Combinators.combine(
                        noisy(operators.data(), m).list().ofSize(size * size),
                        noisy(operators.label(), m).list().ofSize(size),
                        noisy(operators.parameter(), m).list().ofSize(size))
                .as((x, y, w) ->
                        new SgdStep(size, size, doubles(x), doubles(y), doubles(w), 0.5, (t, e) -> (use, level) -> 0))
                .withoutEdgeCases();
    }

    private static Arbitrary<Double> noisy(Operator operator, double magnitude) {
        return Combinators.combine(value(operator, magnitude).filter(value -> value != 0), Arbitraries.of(2, 3, 4, 5))
                .as((value, eighths) -> between(operator, value, eighths));
    }

    /** Steps of one row whose features and weights are values of their formats, so that only noise of the row's own is left. */
    @Provide
    default Arbitrary<SgdStep> rowsWithNoiseOfTheirOwn() {
        TargetOperators operators = subject().operators();
        double m = magnitude(operators);
        return Combinators.combine(
                        value(operators.data(), m),
                        point(operators.label(), m),
                        value(operators.parameter(), m),
                        stepSize())
                .as((x, y, w, gamma) -> new SgdStep(
                        1, 1, new double[] {x}, new double[] {y}, new double[] {w}, gamma, (t, e) -> (use, level) -> 0))
                .filter(step -> step.features()[0] != 0)
                .withoutEdgeCases();
    }

    private static Arbitrary<SgdStep> steps(TargetOperators operators, int rows, int columns, StepWords words) {
        double m = magnitude(operators);
        return Combinators.combine(
                        point(operators.data(), m).list().ofSize(rows * columns),
                        point(operators.label(), m).list().ofSize(rows),
                        point(operators.parameter(), m).list().ofSize(columns),
                        stepSize())
                .as((x, y, w, gamma) -> new SgdStep(rows, columns, doubles(x), doubles(y), doubles(w), gamma, words))
                .withoutEdgeCases();
    }

    private static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static Arbitrary<Double> stepSize() {
        return Arbitraries.of(0.5, 0.25, 0x1p-4);
    }

    /** Values so small that no sum of three products leaves any of the ranges, where the formats have such values. */
    private static double magnitude(TargetOperators operators) {
        double least = 16;
        for (Target target : Target.values()) {
            least = Math.min(least, operators.get(target).unsaturatedMagnitude());
        }
        return Math.min(least / 2, Math.sqrt(least / 6));
    }

    /** Values of an operator's format, and points between two of them. */
    private static Arbitrary<Double> point(Operator operator, double magnitude) {
        return Combinators.combine(value(operator, magnitude), Arbitraries.of(0, 0, 1, 2, 3))
                .as((value, eighths) -> between(operator, value, eighths));
    }

    /** Values of an operator's format up to a magnitude, and at least the one next to zero. */
    private static Arbitrary<Double> value(Operator operator, double magnitude) {
        List<Double> values = new ArrayList<>();
        for (int k = 0; k <= 16; k++) {
            add(values, operator, nearest(operator, k, magnitude));
        }
        if (values.size() == 1 && operator instanceof Quantizer quantizer) {
            add(values, operator, quantizer.format().smallestPositive());
        }
        return Arbitraries.of(values);
    }

    private static void add(List<Double> values, Operator operator, double value) {
        if (!values.contains(value)) {
            values.add(value);
            boolean signed = !(operator instanceof Quantizer quantizer)
                    || quantizer.format().signed();
            if (value != 0 && signed) {
                values.add(-value);
            }
        }
    }

    /** The value next to k/16 of a magnitude towards zero; where there is no format, a multiple of a power of two. */
    private static double nearest(Operator operator, int k, double magnitude) {
        NumberFormat format = format(operator);
        return format == null
                ? Math.scalb((double) k, Math.getExponent(magnitude) - 4)
                : new Quantizer(format, Deterministic.TOWARD_ZERO, Overflow.SAT_FINITE)
                        .quantize(k * magnitude / 16, (use, level) -> 0);
    }

    private static double between(Operator operator, double value, int eighths) {
        NumberFormat format = format(operator);
        if (format == null || eighths == 0) {
            return value;
        }
        Cell cell = format.cell(ExactReal.of(value));
        ExactReal gap = cell.awayFromZero().subtract(cell.towardZero());
        double up =
                cell.towardZero().add(gap.multiply(ExactReal.of(eighths / 8.0))).toDouble();
        return up <= operator.unsaturatedMagnitude() ? Math.copySign(up, value) : value;
    }

    private static @Nullable NumberFormat format(Operator operator) {
        return operator instanceof Quantizer quantizer ? quantizer.format() : null;
    }
}
