package org.roundproof.conformance.diagnosis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roundproof.format.FloatFormat;

/** The sign of zero. */
final class ZeroFaults {
    static final List<Fault> ALL = List.of(
            Fault.of(
                    "negative-zero-lost",
                    "gives +0 where -0 is due",
                    "Look at the sign: it is to be kept when the magnitude becomes zero.",
                    r -> where(r, true, (x, y) -> y == 0 ? 0.0 : y)),
            Fault.of(
                    "negative-zero-lost-on-underflow",
                    "gives +0 where a negative number underflows, and keeps -0 itself",
                    "Look at the path for tiny numbers: it returns 0 without the sign.",
                    r -> where(r, true, (x, y) -> x != 0 && y == 0 ? 0.0 : y)),
            Fault.of(
                    "negative-zero-input-lost",
                    "gives +0 for the input -0, and keeps the sign of an underflow",
                    "Look for 'if (x == 0) return 0'.",
                    r -> where(r, true, (x, y) -> x == 0 ? 0.0 : y)),
            Fault.of(
                    "negative-zero-invented",
                    "sets the sign bit of zero in a format without -0, where that code is NaN",
                    "Look at the sign: it is to be cleared when the magnitude becomes zero.",
                    r -> where(r, false, (x, y) -> y == 0 && Double.doubleToRawLongBits(x) < 0 ? -0.0 : y)));

    private ZeroFaults() {}

    private static @Nullable Semantics where(Semantics r, boolean hasNegativeZero, Output change) {
        boolean fits = r.format() instanceof FloatFormat && r.format().hasNegativeZero() == hasNegativeZero;
        return fits ? r.withOutput((x, y) -> change.of(x, r.output().of(x, y))) : null;
    }
}
