package org.roundproof.conformance.diagnosis;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.roundproof.conformance.Query;
import org.roundproof.format.ExactReal;
import org.roundproof.format.NumberFormat;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;
import org.roundproof.random.WordSource;

/**
 * A rounding in the stages that implementations have: read x, fetch the words, treat what is not finite, find the
 * neighbours, pick one, keep it in range, write it. {@link #right} is the quantizer itself; a fault replaces a stage.
 *
 * @param asked the quantizer that was asked for
 * @param input x as it is used
 * @param words the random words as they are used
 * @param special the result for NaN and the infinities
 * @param grid neighbours of |x|
 * @param decision which of them
 * @param range overflow
 * @param output the result as it is given back
 */
record Semantics(
        Quantizer asked,
        DoubleUnaryOperator input,
        WordChoice words,
        DoubleUnaryOperator special,
        Grid grid,
        Decision decision,
        Range range,
        Output output) {

    /** What was asked for. */
    static Semantics right(Quantizer q) {
        WordChoice own = (tests, index) -> tests.get(index).words();
        return new Semantics(
                q,
                x -> x,
                own,
                x -> q.quantize(x, Semantics::noWord),
                q.format()::cell,
                RightDecision.of(q.rounding()),
                PolicyRange.of(q.format(), q.overflow()),
                (x, y) -> y);
    }

    private static int noWord(int use, int level) {
        throw new IllegalStateException("a special value uses no word");
    }

    NumberFormat format() {
        return asked.format();
    }

    /** Whether random words decide. */
    boolean stochastic() {
        return !(asked.rounding() instanceof Rounding.Deterministic);
    }

    /** Whether {@link Grid}, {@link Decision} and {@link Range} are stages of this rounding; not in subtractive dither. */
    boolean staged() {
        return !(asked.rounding() instanceof Rounding.Subtractive);
    }

    /** The answer to a test. */
    double answer(List<Query> tests, int index) {
        double given = tests.get(index).x();
        double x = input.applyAsDouble(given);
        double y = Double.isFinite(x) ? finite(x, words.of(tests, index)) : special.applyAsDouble(x);
        return output.of(given, y);
    }

    private double finite(double x, WordSource source) {
        if (!staged()) {
            return asked.quantize(x, source);
        }
        if (!format().hasZero() && x < format().smallestPositive()) {
            return x < 0 ? Double.NaN : format().smallestPositive();
        }
        boolean negative = Double.doubleToRawLongBits(x) < 0;
        Position at = new Position(negative, grid.cell(ExactReal.of(Math.abs(x))), source);
        return range.value(new Rounded(x, negative, at.cell(), decision.steps(at), decision.stops(negative)));
    }

    Semantics withInput(DoubleUnaryOperator newInput) {
        return new Semantics(asked, newInput, words, special, grid, decision, range, output);
    }

    Semantics withWords(WordChoice newWords) {
        return new Semantics(asked, input, newWords, special, grid, decision, range, output);
    }

    Semantics withSpecial(DoubleUnaryOperator newSpecial) {
        return new Semantics(asked, input, words, newSpecial, grid, decision, range, output);
    }

    Semantics withGrid(Grid newGrid) {
        return new Semantics(asked, input, words, special, newGrid, decision, range, output);
    }

    Semantics withDecision(Decision newDecision) {
        return new Semantics(asked, input, words, special, grid, newDecision, range, output);
    }

    Semantics withRange(Range newRange) {
        return new Semantics(asked, input, words, special, grid, decision, newRange, output);
    }

    Semantics withOutput(Output newOutput) {
        return new Semantics(asked, input, words, special, grid, decision, range, newOutput);
    }

    /** Other limits, which infinities saturate to as well where the policy says so. */
    Semantics withLimits(PolicyRange limits) {
        Semantics ranged = withRange(limits);
        return limits.policy() == Overflow.SAT_FINITE
                ? ranged.withSpecial(x ->
                        Double.isInfinite(x) && format().hasZero() ? limits.extreme(x < 0) : special.applyAsDouble(x))
                : ranged;
    }
}
