package org.roundproof.conformance.diagnosis;

import java.util.Locale;
import org.roundproof.conformance.Query;
import org.roundproof.format.Cell;
import org.roundproof.format.ExactReal;
import org.roundproof.format.FloatFormat;
import org.roundproof.format.NumberFormat;

/** Where an input lies; the first class that fits is its class. */
public enum Region {
    NAN("NaN"),
    INFINITY("infinity"),
    /** x = ±0, or a result that is zero, given with the wrong sign. */
    SIGNED_ZERO("signed zero"),
    /** From the largest finite value to the next grid point beyond it, that one included. */
    OVERFLOW_THRESHOLD("overflow threshold"),
    OVERFLOW("overflow"),
    /** x is a value of the format. */
    GRID("grid point changed"),
    /** Exactly halfway between two grid points. */
    TIE("tie"),
    /** Within 2^−20 of a cell's width from a tie. */
    NEAR_TIE("just off a tie"),
    /** Below the smallest positive value. */
    UNDERFLOW("underflow to zero"),
    /** Below the smallest normal number. */
    SUBNORMAL("subnormal"),
    NORMAL("normal");

    private static final ExactReal HALF = ExactReal.of(0.5);
    private static final ExactReal NEAR = ExactReal.of(0x1p-20);

    private final String text;

    Region(String text) {
        this.text = text;
    }

    /** A few words for people. */
    public String text() {
        return text;
    }

    /** The name in JSON: {@code near-tie} say. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The class of a wrong answer.
     *
     * @param exact the right one
     */
    public static Region of(Answered answer, double exact) {
        Query query = answer.query();
        double x = query.x();
        if (!Double.isFinite(x)) {
            return Double.isNaN(x) ? NAN : INFINITY;
        }
        if (x == 0 || exact == 0 && answer.got() == 0) {
            return SIGNED_ZERO;
        }
        NumberFormat format = query.quantizer().format();
        Cell cell = format.cell(ExactReal.of(x));
        double limit = x < 0 ? format.minFinite() : format.maxFinite();
        if (x > format.maxFinite() || x < format.minFinite()) {
            ExactReal next = format.cell(ExactReal.of(limit)).awayFromZero();
            boolean threshold = ExactReal.of(x).abs().compareTo(next) <= 0;
            return threshold ? OVERFLOW_THRESHOLD : OVERFLOW;
        }
        if (cell.fraction().signum() == 0) {
            return GRID;
        }
        ExactReal off = cell.fraction().subtract(HALF).abs();
        if (off.compareTo(NEAR) <= 0) {
            return off.signum() == 0 ? TIE : NEAR_TIE;
        }
        if (Math.abs(x) < format.smallestPositive()) {
            return UNDERFLOW;
        }
        boolean subnormal = format instanceof FloatFormat f && Math.abs(x) < Math.scalb(1.0, f.minExponent());
        return subnormal ? SUBNORMAL : NORMAL;
    }
}
