package org.roundproof.conformance.diagnosis;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roundproof.conformance.WordList;
import org.roundproof.format.FloatFormat;
import org.roundproof.format.UniformFormat;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;

/** What is done past the largest value. */
final class OverflowFaults {
    private static final String THRESHOLD =
            "Look at the order: a value is rounded first, and overflows if the rounded value is out of range.";

    static final List<Fault> ALL = all();

    private OverflowFaults() {}

    /** What happens to a rounded value outside a range. */
    @FunctionalInterface
    private interface Outside {
        double value(PolicyRange range, Rounded rounded);
    }

    private static List<Fault> all() {
        List<Fault> faults = new ArrayList<>();
        for (Overflow policy : Overflow.values()) {
            faults.add(Fault.of(
                    "overflow-" + policy.expression(),
                    "treats overflow and infinities as " + policy.expression() + " does",
                    "Look at the overflow policy, and at a 'saturate' flag of the conversion.",
                    r -> policy(r, policy)));
        }
        faults.add(Fault.of(
                "overflow-to-nan",
                "gives NaN for overflow of a finite input",
                "Look at how an overflow is encoded: the exponent field is full and the significand is not cleared.",
                r -> outside(r, (range, rounded) -> Double.NaN)));
        faults.add(Fault.of(
                "overflow-carry-to-nan",
                "gives NaN where rounding carries just past the largest value",
                "Look at the carry out of the largest value: the significand's bits stay set beside the full exponent.",
                r -> outside(r, OverflowFaults::carry)));
        faults.add(Fault.of(
                "overflow-nan-code-cleared",
                "gives the largest value for an overflow that truncates to the code of NaN (480 to 448 in e4m3)",
                "Look at what clears the last code: it is for saturation alone, an overflow is NaN here.",
                r -> r.format() instanceof FloatFormat f && !f.hasPositiveInfinity() && topIsReserved(f)
                        ? outside(r, OverflowFaults::cleared)
                        : null));
        faults.add(Fault.of(
                "overflow-clamped-first",
                "clamps the input to the largest value before it rounds",
                THRESHOLD,
                r -> ranged(
                        r,
                        range -> rounded -> range.outside(rounded.x())
                                ? range.extreme(rounded.negative())
                                : range.value(rounded))));
        faults.add(Fault.of(
                "overflow-before-rounding",
                "takes every input above the largest value as overflow",
                THRESHOLD,
                r -> ranged(
                        r,
                        range -> rounded ->
                                range.outside(rounded.x()) ? beyond(range, rounded) : range.value(rounded))));
        faults.add(Fault.of(
                "overflow-at-midpoint",
                "decides overflow by rounding to nearest, whatever the rounding",
                "Look at the overflow threshold: it follows from the rounding that was asked for.",
                r -> r.asked().rounding() == Rounding.Deterministic.TIES_TO_EVEN
                        ? null
                        : ranged(
                                r,
                                range -> rounded ->
                                        range.outside(rounded.x()) ? nearest(range, rounded) : range.value(rounded))));
        faults.add(Fault.of(
                "overflow-direction-ignored",
                "overflows to infinity where a directed rounding stops at the largest value",
                "Look at IEEE 754-2019 section 7.4: toward zero never overflows, a directed rounding only in its direction.",
                r -> outside(r, OverflowFaults::beyond)));
        return List.copyOf(faults);
    }

    private static @Nullable Semantics policy(Semantics r, Overflow policy) {
        boolean wrap = policy == Overflow.WRAP;
        if (policy == r.asked().overflow() || wrap && !wrappable(r) || !(r.range() instanceof PolicyRange range)) {
            return null;
        }
        Quantizer other = new Quantizer(r.format(), r.asked().rounding(), policy);
        Semantics changed = r.withRange(range.with(policy));
        return wrap ? changed : changed.withSpecial(x -> other.quantize(x, WordList.NONE));
    }

    private static boolean wrappable(Semantics r) {
        return r.format() instanceof UniformFormat f && Long.bitCount(f.maxIndex() - f.minIndex() + 1) == 1;
    }

    private static @Nullable Semantics ranged(Semantics r, Function<PolicyRange, Range> change) {
        return r.staged() && r.range() instanceof PolicyRange range ? r.withRange(change.apply(range)) : null;
    }

    private static @Nullable Semantics outside(Semantics r, Outside change) {
        return ranged(
                r,
                range -> rounded -> range.outside(rounded.value(range.format()))
                        ? change.value(range, rounded)
                        : range.value(rounded));
    }

    /** NaN one value past the largest. */
    private static double carry(PolicyRange range, Rounded rounded) {
        double largest = range.extreme(rounded.negative());
        boolean carried = rounded.steps() == 1 && rounded.cell().towardZero().toDouble() == Math.abs(largest);
        return carried ? Double.NaN : range.value(rounded);
    }

    private static boolean topIsReserved(FloatFormat f) {
        return f.encode(f.maxFinite()) + 1 < 1L << (f.bits() - (f.signed() ? 1 : 0));
    }

    /** The largest value in the cell that begins one value past it, where that is rounded inwards. */
    private static double cleared(PolicyRange range, Rounded rounded) {
        BigInteger reserved =
                Position.index(range.format(), range.format().maxFinite()).add(BigInteger.ONE);
        boolean meets = rounded.steps() == 0 && rounded.cell().index().equals(reserved);
        return meets ? range.extreme(rounded.negative()) : range.value(rounded);
    }

    /** What the policy makes of a value far outside, whatever the direction of the rounding. */
    private static double beyond(PolicyRange range, Rounded rounded) {
        boolean negative = rounded.negative();
        return range.policy() == Overflow.OVF_INF && (range.format().signed() || !negative)
                ? range.infinity(negative)
                : range.extreme(negative);
    }

    private static double nearest(PolicyRange range, Rounded rounded) {
        boolean inner = rounded.cell().towardZero().toDouble() == Math.abs(range.extreme(rounded.negative()));
        Position at = new Position(rounded.negative(), rounded.cell(), WordList.NONE);
        return inner && new RightDecision.Fixed(Rounding.Deterministic.TIES_TO_EVEN).steps(at) == 0
                ? range.extreme(rounded.negative())
                : beyond(range, rounded);
    }
}
