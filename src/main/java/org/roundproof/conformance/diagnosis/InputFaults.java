package org.roundproof.conformance.diagnosis;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.roundproof.conformance.WordList;
import org.roundproof.format.Formats;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding.Deterministic;

/** The input is rounded to a narrower type before it is rounded to the format (double rounding). */
final class InputFaults {
    static final List<Fault> ALL = List.of(
            through("binary32", Deterministic.TIES_TO_EVEN, "", "to nearest even"),
            through("bfloat16", Deterministic.TIES_TO_EVEN, "", "to nearest even"),
            through("binary16", Deterministic.TIES_TO_EVEN, "", "to nearest even"),
            through("tf32", Deterministic.TIES_TO_EVEN, "", "to nearest even"),
            through("binary32", Deterministic.TOWARD_ZERO, "-truncated", "by truncation"),
            through("bfloat16", Deterministic.TOWARD_ZERO, "-truncated", "by truncation"));

    private InputFaults() {}

    private static Fault through(String type, Deterministic rounding, String suffix, String how) {
        Quantizer first = new Quantizer(Formats.parse(type), rounding, Overflow.OVF_INF);
        DoubleUnaryOperator convert = x -> first.quantize(x, WordList.NONE);
        return Fault.of(
                "double-rounding-" + type + suffix,
                "rounds the input to " + type + " first, " + how + ", and that to the format",
                "Look for a conversion to " + type
                        + " before the quantizer: round once, from the input as it is given.",
                r -> r.withInput(x -> convert.applyAsDouble(r.input().applyAsDouble(x))));
    }
}
