package org.roundproof.audit;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The equivalent integer bits b of a real quantizer: an ideal integer of the same range R, additive noise of variance R²·2^−2b, adds as much
 * to the risk. Where that is linear in the variance, b = ½ log₂(A·R²/extra) with A the extra risk of unit variance; an enclosure of the extra
 * risk gives one of b.
 *
 * @param lower b at least
 * @param upper b at most; +∞ where the extra risk is not bounded away from 0
 */
record EquivalentBits(double lower, double upper) {
    /** An extra risk that is not positive has none. */
    static final EquivalentBits NONE = new EquivalentBits(Double.NaN, Double.NaN);

    /**
     * From both ends of the extra risk.
     *
     * @param extra the extra risk
     * @param unit A·R²
     */
    static EquivalentBits of(FormatEnclosure extra, double unit) {
        return extra.upper() > 0 ? new EquivalentBits(bits(extra.upper(), unit), bits(extra.lower(), unit)) : NONE;
    }

    private static double bits(double extra, double unit) {
        return extra > 0 ? Frontier.log2(unit / extra) / 2 : Double.POSITIVE_INFINITY;
    }

    /** Two decimals, rounded outwards unless both ends agree to 1e-6. */
    String text() {
        return text(lower, upper);
    }

    /** m − b for a float of m stored significand bits. */
    String gap(int significand) {
        return text(significand - upper, significand - lower);
    }

    static String text(double low, double high) {
        if (Double.isNaN(low)) {
            return "–";
        }
        if (high - low < 1e-6) {
            return Digits.fixed((low + high) / 2, 2);
        }
        if (Double.isInfinite(high)) {
            return "≥ " + decimal(low, RoundingMode.FLOOR);
        }
        if (Double.isInfinite(low)) {
            return "≤ " + decimal(high, RoundingMode.CEILING);
        }
        return decimal(low, RoundingMode.FLOOR) + " … " + decimal(high, RoundingMode.CEILING);
    }

    private static String decimal(double x, RoundingMode mode) {
        return new BigDecimal(x).setScale(2, mode).toPlainString();
    }
}
