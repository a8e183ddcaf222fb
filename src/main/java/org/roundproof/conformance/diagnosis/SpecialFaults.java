package org.roundproof.conformance.diagnosis;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.roundproof.quantizer.Overflow;

/** NaN and the infinities. */
final class SpecialFaults {
    private static final String NAN =
            "Look for comparisons with x that NaN passes, as min and max do, and test for NaN first.";
    private static final String INFINITY = "Look at where infinities are sorted out before the conversion.";

    static final List<Fault> ALL = List.of(
            nan("nan-to-zero", "gives 0 for NaN", f -> 0.0),
            nan("nan-to-negative-zero", "gives -0 for NaN", f -> -0.0),
            nan("nan-to-largest", "gives the largest value for NaN", r -> r.format()
                    .maxFinite()),
            nan("nan-to-least", "gives the least value for NaN", r -> r.format().minFinite()),
            nan("nan-to-infinity", "gives infinity for NaN", r -> Double.POSITIVE_INFINITY),
            infinite("infinity-to-nan", "gives NaN for an infinite input", r -> x -> Double.NaN),
            infinite("infinity-kept", "gives infinity for an infinite input", r -> x -> x),
            infinite(
                    "infinity-to-largest",
                    "gives the largest value for an infinite input",
                    r -> x -> x < 0 ? r.format().minFinite() : r.format().maxFinite()),
            infinite("infinity-to-zero", "gives 0 for an infinite input", r -> x -> Math.copySign(0.0, x)));

    private SpecialFaults() {}

    /** Makes the treatment of a special value. */
    @FunctionalInterface
    private interface Treatment {
        DoubleUnaryOperator of(Semantics r);
    }

    private static Fault nan(String name, String description, ToDoubleFunction<Semantics> value) {
        return Fault.of(
                name,
                description,
                NAN,
                r -> special(
                        r,
                        x -> Double.isNaN(x)
                                ? value.applyAsDouble(r)
                                : r.special().applyAsDouble(x)));
    }

    private static Fault infinite(String name, String description, Treatment treatment) {
        return Fault.of(name, description, INFINITY, r -> {
            DoubleUnaryOperator infinity = treatment.of(r);
            return special(
                    r,
                    x -> Double.isInfinite(x)
                            ? infinity.applyAsDouble(x)
                            : r.special().applyAsDouble(x));
        });
    }

    private static @Nullable Semantics special(Semantics r, DoubleUnaryOperator treatment) {
        return r.asked().overflow() == Overflow.WRAP ? null : r.withSpecial(treatment);
    }
}
