package org.roundproof.audit;

import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/**
 * A setting in which a bound fails because one assumption is dropped, and holds with it.
 *
 * @param assumption what is dropped
 * @param setting everything else, and how it is dropped
 * @param upper whether the bound is an upper one
 * @param bound its value, computed as if the assumption held
 * @param kept the exact risk with the assumption; null where a formula is asked beyond its condition
 * @param dropped the exact risk without it
 */
record Witness(
        String assumption,
        String setting,
        boolean upper,
        double bound,
        @Nullable BigFraction kept,
        BigFraction dropped) {
    /** Columns of {@link #cells}. */
    static final List<String> COLUMNS =
            List.of("assumption dropped", "setting", "bound", "risk with it", "risk without");

    /** Whether the bound holds with the assumption and fails without it. */
    boolean holds() {
        return (kept == null || margin(kept).signum() >= 0) && margin(dropped).signum() < 0;
    }

    /** How far a risk lies on the right side of the bound. */
    private BigFraction margin(BigFraction risk) {
        BigFraction margin = BigFraction.from(bound).subtract(risk);
        return upper ? margin : margin.negate();
    }

    List<String> cells() {
        return List.of(
                assumption,
                setting,
                upper ? Digits.atMost(bound, 4) : Digits.atLeast(bound, 4),
                kept == null ? "" : number(kept, upper),
                number(dropped, !upper));
    }

    /** A fraction that a table can hold, or an end of it on the side that makes the comparison with the bound harder. */
    private static String number(BigFraction x, boolean up) {
        String text = x.toString().replace(" ", "");
        return text.length() <= 15 ? text : Digits.end(x, up, 6);
    }
}
