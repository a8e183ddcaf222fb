package org.roundproof.conformance.diagnosis;

import org.roundproof.conformance.Query;
import org.roundproof.format.NumberFormat;

/**
 * A question and an implementation's answer.
 *
 * @param query the question
 * @param got the answer as a value; −0 counts as 0 where the format has no −0
 * @param coded whether the implementation gave a code, and {@code got} is what the code stands for
 */
public record Answered(Query query, double got, boolean coded) {
    public Answered {
        got = coded ? got : unsigned(format(query), got);
    }

    /** An answer that was given as a value. */
    public Answered(Query query, double got) {
        this(query, got, false);
    }

    /**
     * An answer that was given as a code. A code that stands for no value (the lowest of a symmetric integer format) counts
     * as the number that two's complement gives it, which is never right.
     *
     * @throws org.roundproof.InputException where the format has no such code
     */
    public static Answered ofCode(Query query, long code) {
        return new Answered(query, Codes.decode(format(query), code), true);
    }

    /** Whether the answer is the value: the same bits, any NaN equal to any other. */
    public boolean is(double value) {
        NumberFormat format = format(query);
        return same(coded ? Codes.seen(format, value) : unsigned(format, value), got);
    }

    private static NumberFormat format(Query query) {
        return query.quantizer().format();
    }

    private static double unsigned(NumberFormat format, double value) {
        return value == 0 && !format.hasNegativeZero() ? 0.0 : value;
    }

    private static boolean same(double a, double b) {
        return Double.doubleToLongBits(a) == Double.doubleToLongBits(b);
    }
}
