package org.roundproof.sgd.fast;

import org.roundproof.InputException;
import org.roundproof.format.NumberFormat;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;

/** The overflow policy of a quantizer, resolved once to the values that it delivers. */
final class Range {
    private final Quantizer quantizer;
    private final boolean wrap;
    private final double above;
    private final double below;
    private final double positiveInfinity;
    private final double negativeInfinity;

    Range(Quantizer quantizer) {
        NumberFormat format = quantizer.format();
        Overflow overflow = quantizer.overflow();
        this.quantizer = quantizer;
        double plus = format.hasPositiveInfinity() ? Double.POSITIVE_INFINITY : Double.NaN;
        double minus = format.hasNegativeInfinity() ? Double.NEGATIVE_INFINITY : Double.NaN;
        wrap = overflow == Overflow.WRAP;
        // below an unsigned format there is nothing to overflow to: negative values go to the least one
        above = overflow == Overflow.OVF_INF ? plus : format.maxFinite();
        below = overflow == Overflow.OVF_INF && format.signed() ? minus : format.minFinite();
        positiveInfinity = overflow == Overflow.SAT_FINITE ? format.maxFinite() : plus;
        double saturatedBelow = format.hasZero() ? format.minFinite() : Double.NaN;
        negativeInfinity = overflow == Overflow.SAT_FINITE ? saturatedBelow : minus;
    }

    boolean wraps() {
        return wrap;
    }

    /** What a finite value becomes that was rounded beyond the range. */
    double beyond(boolean negative) {
        return negative ? below : above;
    }

    /** What ±∞ and NaN become. */
    double special(double x) {
        if (wrap) {
            throw new InputException(
                    "cannot quantize " + x + " by " + quantizer.expression() + "; wrap needs a finite value");
        }
        if (Double.isNaN(x)) {
            return Double.NaN;
        }
        return x > 0 ? positiveInfinity : negativeInfinity;
    }
}
