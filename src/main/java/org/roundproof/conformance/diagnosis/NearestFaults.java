package org.roundproof.conformance.diagnosis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roundproof.quantizer.Rounding.Deterministic;

/** Nearest in place of something else, or the wrong end of a tie. */
final class NearestFaults {
    private static final String TIES = "Look at what decides when x is exactly halfway between two values.";
    private static final String ADD =
            "Look for '+ 0.5' before a floor or an integer cast: use the remainder to decide.";

    static final List<Fault> ALL = List.of(
            Fault.of(
                    "ties-to-even", "rounds to nearest, ties to even", TIES, r -> other(r, Deterministic.TIES_TO_EVEN)),
            Fault.of(
                    "ties-to-away",
                    "rounds to nearest, ties away from zero",
                    TIES,
                    r -> other(r, Deterministic.TIES_TO_AWAY)),
            Fault.of(
                    "ties-toward-positive",
                    "rounds to nearest, ties upwards (round half up)",
                    "Look for floor(x + 0.5), the usual source.",
                    r -> grid(r, at -> tie(at, !at.negative()))),
            Fault.of(
                    "ties-toward-zero",
                    "rounds to nearest, ties toward zero",
                    TIES,
                    r -> grid(r, at -> tie(at, false))),
            Fault.of(
                    "ties-toward-negative",
                    "rounds to nearest, ties downwards (round half down)",
                    "Look for ceil(x - 0.5), the usual source.",
                    r -> grid(r, at -> tie(at, at.negative()))),
            Fault.of(
                    "ties-to-odd",
                    "rounds to nearest, ties to odd",
                    "Look at the parity that breaks a tie: it is that of the code next below |x|.",
                    r -> grid(r, at -> tie(at, at.cell().towardZeroIsEven()))),
            Fault.of(
                    "add-half-binary64",
                    "adds one half in binary64 and truncates",
                    ADD,
                    r -> grid(r, at -> up(Math.floor(at.units() + 0.5) > Math.floor(at.units())))),
            Fault.of(
                    "add-half-binary32",
                    "adds one half in binary32 and truncates",
                    ADD,
                    r -> grid(r, at -> up(Math.floor((float) at.units() + 0.5f) > Math.floor(at.units())))),
            Fault.of(
                    "add-half-signed",
                    "takes floor(x + 0.5) in binary64, sign and all",
                    ADD,
                    r -> grid(r, NearestFaults::signed)));

    private NearestFaults() {}

    private static @Nullable Semantics other(Semantics r, Deterministic rounding) {
        return r.asked().rounding() == rounding ? null : grid(r, new RightDecision.Fixed(rounding));
    }

    static @Nullable Semantics grid(Semantics r, Decision decision) {
        return r.staged() ? r.withDecision(decision) : null;
    }

    private static int tie(Position at, boolean away) {
        return up(at.half() > 0 || at.half() == 0 && away);
    }

    private static int signed(Position at) {
        double units = at.units();
        double signed = at.negative() ? -units : units;
        return (int) (Math.abs(Math.floor(signed + 0.5)) - Math.floor(units));
    }

    private static int up(boolean away) {
        return away ? 1 : 0;
    }
}
