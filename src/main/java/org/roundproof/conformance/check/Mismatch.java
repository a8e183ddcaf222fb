package org.roundproof.conformance.check;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.roundproof.conformance.diagnosis.Answered;
import org.roundproof.format.Cell;
import org.roundproof.format.ExactReal;
import org.roundproof.format.NumberFormat;

/**
 * A wrong answer.
 *
 * @param id of the test
 * @param answer the question and the answer
 * @param exact the right answer
 */
public record Mismatch(String id, Answered answer, double exact) {
    /**
     * How many values the answer lies above the exact one (below: negative) among the format's finite values; null where
     * either is none of them.
     */
    public @Nullable BigInteger valuesApart() {
        NumberFormat format = answer.query().quantizer().format();
        BigInteger got = position(format, answer.got());
        BigInteger right = position(format, exact);
        return got == null || right == null ? null : got.subtract(right);
    }

    private static @Nullable BigInteger position(NumberFormat format, double value) {
        if (!Double.isFinite(value)) {
            return null;
        }
        Cell cell = format.cell(ExactReal.of(value));
        if (cell.fraction().signum() != 0) {
            return null;
        }
        return value < 0 ? cell.index().negate() : cell.index();
    }
}
