package org.roundproof.conformance.vectors;

import java.util.Optional;
import java.util.Set;
import org.roundproof.conformance.Query;
import org.roundproof.format.NumberFormat;
import org.roundproof.quantizer.Rounding;

/**
 * One test: a question, its exact answer, and what is special about it.
 *
 * @param query quantizer, x and words
 * @param answer the exact answer, {@link Query#answer}
 * @param flags in the order of {@link VectorFlag}
 */
public record VectorTest(Query query, double answer, Set<VectorFlag> flags) {
    /** The code of the answer; empty where it has none (NaN in a format without NaN, subtractive dither). */
    public Optional<String> code() {
        NumberFormat format = query.quantizer().format();
        boolean offGrid = query.quantizer().rounding() instanceof Rounding.Subtractive;
        return offGrid || !format.contains(answer)
                ? Optional.empty()
                : Optional.of(codeText(format, format.encode(answer)));
    }

    /** The sign of y − x, 0 with NaN. */
    public int ternary() {
        return Query.ternary(query.x(), answer);
    }

    /** {@code 0x} and ⌈bits/4⌉ hex digits. */
    static String codeText(NumberFormat format, long code) {
        String digits = Long.toHexString(code);
        return "0x" + "0".repeat(Math.max(0, (format.bits() + 3) / 4 - digits.length())) + digits;
    }
}
