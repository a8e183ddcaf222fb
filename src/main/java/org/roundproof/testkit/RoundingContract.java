package org.roundproof.testkit;

import static org.roundproof.testkit.ClaimUnderTest.RP_04;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tuple.Tuple2;
import org.roundproof.format.Cell;
import org.roundproof.format.ExactReal;
import org.roundproof.format.NumberFormat;
import org.roundproof.quantizer.Rounding;
import org.roundproof.quantizer.Rounding.Deterministic;

/**
 * What every rounding without random words promises, as properties to inherit: implement {@link #subject()} in a test class.
 *
 * <p>Each law stands on its own and is checked from its definition on exact reals; {@link #RP04_oneExactRounding} compares with
 * the library's own quantizer. The note is {@code proofs-notes/testkit.md}.
 */
public interface RoundingContract extends QuantizerInputs {
    /** No value of the format is nearer to x than Q(x), for x within the range. */
    @Property
    @Requires(of = Trait.NEAREST)
    default void RP04_nearest(@ForAll("inputsInRange") Input input) {
        QuantizerUnderTest subject = subject();
        Cell cell = cell(input);
        double actual = subject.quantize(input.x());
        ExactReal magnitude = ExactReal.of(input.x()).abs();
        ExactReal toward = magnitude.subtract(cell.towardZero());
        ExactReal away = cell.awayFromZero().subtract(magnitude);
        ExactReal least = away.compareTo(toward) < 0 && withinRange(input, cell.awayFromZero()) ? away : toward;
        if (!Double.isFinite(actual)
                || ExactReal.of(actual).subtract(ExactReal.of(input.x())).abs().compareTo(least) > 0) {
            ExactReal nearest = least == away ? cell.awayFromZero() : cell.towardZero();
            throw Violation.at(
                    RP_04, subject, input, "the nearest value, " + Violation.text(signed(input, nearest)), actual);
        }
    }

    /** At a midpoint, the rule for ties decides: the value with the even significand, or the one farther from zero. */
    @Property
    @Requires(of = {Trait.NEAREST, Trait.TIES})
    default void RP04_ties(@ForAll("ties") Input input) {
        QuantizerUnderTest subject = subject();
        Cell cell = cell(input);
        boolean toEven = subject.quantizer().rounding() == Deterministic.TIES_TO_EVEN;
        boolean toward = toEven && cell.towardZeroIsEven();
        double expected = signed(input, toward ? cell.towardZero() : cell.awayFromZero());
        double actual = subject.quantize(input.x());
        if (!subject.same(expected, actual)) {
            throw Violation.at(
                    RP_04,
                    subject,
                    input,
                    Violation.text(expected) + (toEven ? ", the even one of the two nearest" : ", away from zero"),
                    actual);
        }
    }

    /** A directed rounding never goes to the wrong side, and {@code to-odd} goes to the odd neighbour. */
    @Property
    @Requires(of = Trait.DIRECTED)
    default void RP04_directed(@ForAll("inputsInRange") Input input) {
        QuantizerUnderTest subject = subject();
        Cell cell = cell(input);
        Rounding rounding = subject.quantizer().rounding();
        boolean negative = input.x() < 0;
        boolean toward = cell.fraction().signum() == 0
                || rounding == Deterministic.TOWARD_ZERO
                || (rounding == Deterministic.TOWARD_POSITIVE && negative)
                || (rounding == Deterministic.TOWARD_NEGATIVE && !negative)
                || (rounding == Deterministic.TO_ODD && !cell.towardZeroIsEven());
        double expected = signed(input, toward ? cell.towardZero() : cell.awayFromZero());
        double actual = subject.quantize(input.x());
        if (!(expected == actual)) {
            throw Violation.at(RP_04, subject, input, Violation.text(expected), actual);
        }
    }

    /** Q(x) is one of the two values next to x, and x itself where that is a value; for x within the range. */
    @Property
    @Requires(of = Trait.DETERMINISTIC)
    default void RP04_faithful(@ForAll("inputsInRange") Input input) {
        QuantizerUnderTest subject = subject();
        Cell cell = cell(input);
        double toward = signed(input, cell.towardZero());
        double away = signed(input, cell.awayFromZero());
        double actual = subject.quantize(input.x());
        boolean exact = cell.fraction().signum() == 0;
        if (!(actual == toward || (actual == away && !exact))) {
            throw Violation.at(
                    RP_04,
                    subject,
                    input,
                    exact ? Violation.text(toward) : Violation.text(toward) + " or " + Violation.text(away),
                    actual);
        }
    }

    /** Q(x) is a value of the format, for every x. */
    @Property
    @Requires(of = Trait.DETERMINISTIC)
    default void RP04_inTheFormat(@ForAll("inputsOfAllKinds") Input input) {
        QuantizerUnderTest subject = subject();
        double actual = subject.quantize(input.x());
        if (!belongs(subject, actual) && !(Double.isNaN(actual) && isNaNByRule(subject, input))) {
            throw Violation.at(
                    RP_04,
                    subject,
                    input,
                    "a value of " + subject.quantizer().format().expression(),
                    actual);
        }
    }

    /** Q(v) = v for every value v of the format: of each, where there are at most 2^16. */
    @Property(tries = 1)
    @Requires(of = {Trait.DETERMINISTIC, Trait.FEW_CODES})
    default void RP04_everyValueStays() {
        QuantizerUnderTest subject = subject();
        NumberFormat format = subject.quantizer().format();
        for (double value : QuantizerInputs.values(format)) {
            if (subject.takes(value)) {
                double actual = subject.quantize(value);
                if (!subject.same(value, actual)) {
                    throw Violation.at(RP_04, subject, new Input(format, value), "the same", actual);
                }
            }
        }
    }

    /** Q(Q(x)) = Q(x). */
    @Property
    @Requires(of = Trait.DETERMINISTIC)
    default void RP04_idempotent(@ForAll("inputs") Input input) {
        QuantizerUnderTest subject = subject();
        double once = subject.quantize(input.x());
        if (subject.takes(once) && subject.asInput(once) == once) {
            double twice = subject.quantize(once);
            if (!subject.same(once, twice)) {
                throw Violation.at(
                        RP_04,
                        subject,
                        new Input(input.format(), once),
                        "the same, as the value is the result of rounding " + input,
                        twice);
            }
        }
    }

    /** x ≤ y gives Q(x) ≤ Q(y), unless the rule makes NaN of either. */
    @Property
    @Requires(of = {Trait.DETERMINISTIC, Trait.MONOTONE})
    default void RP04_monotone(@ForAll("inputsInOrder") Tuple2<Input, Input> inputs) {
        QuantizerUnderTest subject = subject();
        double low = subject.quantize(inputs.get1().x());
        double high = subject.quantize(inputs.get2().x());
        boolean ordered = !isNaNByRule(subject, inputs.get1()) && !isNaNByRule(subject, inputs.get2());
        if (ordered && !(low <= high)) {
            throw Violation.at(
                    RP_04,
                    subject,
                    inputs.get2(),
                    "at least " + Violation.text(low) + ", the result at the smaller " + inputs.get1(),
                    high);
        }
    }

    /** Q(−x) = −Q(x). */
    @Property
    @Requires(of = {Trait.DETERMINISTIC, Trait.ODD})
    default void RP04_odd(@ForAll("inputs") Input input) {
        QuantizerUnderTest subject = subject();
        double expected = -subject.quantize(-input.x());
        double actual = subject.quantize(input.x());
        if (!subject.same(expected, actual)) {
            throw Violation.at(RP_04, subject, input, Violation.text(expected) + ", minus the result at −x", actual);
        }
    }

    /** Q(x) is what the exact quantizer gives, at corners of every kind, NaN and infinities included. */
    @Property
    @Requires(of = Trait.DETERMINISTIC)
    default void RP04_oneExactRounding(@ForAll("inputsOfAllKinds") Input input) {
        QuantizerUnderTest subject = subject();
        double expected = subject.quantizer().quantize(input.x(), (use, level) -> 0);
        double actual = subject.quantize(input.x());
        if (!subject.same(expected, actual)) {
            throw Violation.at(RP_04, subject, input, Violation.text(expected), actual);
        }
    }

    /** The same, at every value of a small format, every midpoint, and the inputs next to them. */
    @Property(tries = 1)
    @Requires(of = {Trait.DETERMINISTIC, Trait.FEW_CODES})
    default void RP04_everyCorner() {
        QuantizerUnderTest subject = subject();
        NumberFormat format = subject.quantizer().format();
        for (double value : QuantizerInputs.values(format)) {
            ExactReal low = ExactReal.of(value).abs();
            ExactReal high = format.cell(low).awayFromZero();
            double middle = Math.copySign(low.add(high).scale(-1).toDouble(), value);
            for (double corner : new double[] {subject.asInput(value), subject.asInput(middle)}) {
                for (double taken : new double[] {corner, subject.nextInput(corner), -subject.nextInput(-corner)}) {
                    if (Double.isFinite(taken) && subject.takes(taken)) {
                        double expected = subject.quantizer().quantize(taken, (use, level) -> 0);
                        double actual = subject.quantize(taken);
                        if (!subject.same(expected, actual)) {
                            throw Violation.at(
                                    RP_04, subject, new Input(format, taken), Violation.text(expected), actual);
                        }
                    }
                }
            }
        }
    }

    /** An overflow, an infinity or a negative number may become NaN by the rule, in a format without it as well. */
    private static boolean isNaNByRule(QuantizerUnderTest subject, Input input) {
        return Double.isNaN(subject.quantizer().quantize(input.x(), (use, level) -> 0));
    }

    private static Cell cell(Input input) {
        return input.format().cell(ExactReal.of(input.x()));
    }

    private static double signed(Input input, ExactReal magnitude) {
        return Math.copySign(magnitude.toDouble(), input.x());
    }

    private static boolean withinRange(Input input, ExactReal magnitude) {
        double value = signed(input, magnitude);
        return value >= input.format().minFinite() && value <= input.format().maxFinite();
    }

    /** Whether a value exists in the subject's format. */
    static boolean belongs(QuantizerUnderTest subject, double y) {
        NumberFormat format = subject.quantizer().format();
        if (Double.isNaN(y)) {
            return format.hasNaN();
        }
        if (Double.isInfinite(y)) {
            return y > 0 ? format.hasPositiveInfinity() : format.hasNegativeInfinity();
        }
        return format.contains(y == 0 ? 0.0 : y); // of two zeros, RP04_zeros speaks
    }
}
