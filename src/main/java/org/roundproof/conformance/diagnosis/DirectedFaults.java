package org.roundproof.conformance.diagnosis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roundproof.quantizer.Rounding.Deterministic;

/** A directed rounding in place of what was asked. */
final class DirectedFaults {
    private static final String MODE = "Look at the rounding mode, and at casts, which truncate.";

    static final List<Fault> ALL = List.of(
            Fault.of(
                    "toward-zero",
                    "truncates (rounds toward zero)",
                    "Look for a shift or a cast that drops the low bits.",
                    r -> other(r, Deterministic.TOWARD_ZERO)),
            Fault.of(
                    "away-from-zero",
                    "rounds away from zero",
                    "Look for a carry that is always added.",
                    r -> NearestFaults.grid(r, at -> at.exact() ? 0 : 1)),
            Fault.of(
                    "toward-negative",
                    "rounds downwards (floor)",
                    "Look for a floor, or an arithmetic shift of a negative number.",
                    r -> other(r, Deterministic.TOWARD_NEGATIVE)),
            Fault.of("toward-positive", "rounds upwards (ceiling)", MODE, r -> other(r, Deterministic.TOWARD_POSITIVE)),
            Fault.of(
                    "to-odd",
                    "rounds to odd (sets the last bit when anything is lost)",
                    "Look for the sticky bit: it was kept as if it were the last bit.",
                    r -> other(r, Deterministic.TO_ODD)));

    private DirectedFaults() {}

    private static @Nullable Semantics other(Semantics r, Deterministic rounding) {
        return r.asked().rounding() == rounding ? null : NearestFaults.grid(r, new RightDecision.Fixed(rounding));
    }
}
