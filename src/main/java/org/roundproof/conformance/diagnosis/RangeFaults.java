package org.roundproof.conformance.diagnosis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roundproof.format.FloatFormat;

/** A wrong largest value. */
final class RangeFaults {
    static final List<Fault> ALL = List.of(
            Fault.of(
                    "reserved-codes-as-numbers",
                    "takes codes kept for NaN or infinity as numbers (480 as the largest value of e4m3)",
                    "Look at the largest value: the last codes are not numbers in this format.",
                    r -> largest(r, reserved(r))),
            Fault.of(
                    "top-binade-missing",
                    "has no numbers in the top binade (240 as the largest value of e4m3)",
                    "Look at the largest value: this format uses its largest exponent for numbers too.",
                    r -> largest(r, binadeBelow(r))),
            Fault.of(
                    "largest-one-below",
                    "saturates one value too early",
                    "Look at the largest value, and at '<' in place of '<='.",
                    r -> largest(r, r.format().nextDown(r.format().maxFinite()))));

    private RangeFaults() {}

    private static @Nullable Semantics largest(Semantics r, double value) {
        if (!(r.format() instanceof FloatFormat f) || !(r.range() instanceof PolicyRange range)) {
            return null;
        }
        return value == f.maxFinite() || value <= 0 ? null : r.withLimits(range.within(f.signed() ? -value : 0, value));
    }

    /** The largest value that the code could hold if every code were a number. */
    private static double reserved(Semantics r) {
        if (!(r.format() instanceof FloatFormat f) || !f.hasZero()) {
            return r.format().maxFinite();
        }
        long last = (1L << (f.bits() - (f.signed() ? 1 : 0))) - 1;
        long index = Position.index(f, f.maxFinite()).longValueExact() + last - f.encode(f.maxFinite());
        // index i = 2^t·E + T stands for (2^t + T)·2^(emin+E−1−t)
        int stored = f.precision() - 1;
        long significand = (1L << stored) + (index & ((1L << stored) - 1));
        long exponent = f.minExponent() + (index >> stored) - 1 - stored;
        double value = Math.scalb((double) significand, (int) Math.min(exponent, Double.MAX_EXPONENT));
        return Double.isFinite(value) ? value : f.maxFinite();
    }

    private static double binadeBelow(Semantics r) {
        double top = Math.scalb(1.0, Math.getExponent(r.format().maxFinite()));
        return r.format().contains(top) ? r.format().nextDown(top) : r.format().maxFinite();
    }
}
