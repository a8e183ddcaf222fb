package org.roundproof.conformance.diagnosis;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roundproof.quantizer.Rounding;
import org.roundproof.quantizer.Rounding.Cut;

/** Fewer random bits than were asked for. */
final class FewBitsFaults {
    static final List<Fault> ALL = all();

    private FewBitsFaults() {}

    private static List<Fault> all() {
        List<Fault> faults = new ArrayList<>();
        for (int bits = 1; bits < Rounding.StochasticBits.MOST; bits++) {
            int used = bits;
            faults.add(Fault.of(
                    "fewer-bits-" + bits,
                    "uses only " + bits + " random bits",
                    "Look at the width of the random number, and at the shift that lines it up with the fraction.",
                    r -> fewer(r, used)));
        }
        return List.copyOf(faults);
    }

    private static @Nullable Semantics fewer(Semantics r, int bits) {
        if (r.asked().rounding() instanceof Rounding.StochasticBits few) {
            return bits < few.bits() ? r.withDecision(new FewBits(bits, few.cut())) : null;
        }
        return r.asked().rounding() instanceof Rounding.Stochastic
                ? r.withDecision(new FewBits(bits, Cut.FLOOR))
                : null;
    }
}
