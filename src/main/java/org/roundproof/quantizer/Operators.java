package org.roundproof.quantizer;

import java.util.Locale;
import org.roundproof.format.NumberFormat;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.quantizer.model.MultiplicativeModel;
import org.roundproof.random.UnitLaw;

/** Operators in words, for tables and reports. */
public final class Operators {
    private Operators() {}

    /** One line for a person, such as {@code e4m3, stochastic rounding (exact), overflow to the largest finite value}. */
    public static String describe(Operator operator) {
        if (operator instanceof Quantizer q) {
            return q.format().expression() + ", " + describe(q.rounding()) + ", " + describe(q.format(), q.overflow());
        }
        if (operator instanceof AdditiveModel model) {
            return "ideal additive error of variance " + model.epsilon() + ", " + describe(model.law())
                    + ", elementwise";
        }
        if (operator instanceof MultiplicativeModel model) {
            return "ideal multiplicative error of relative variance " + model.epsilon() + ", "
                    + describe(model.law())
                    + (model.shared() ? ", one factor shared by the whole vector" : ", elementwise");
        }
        return "no quantization";
    }

    private static String describe(UnitLaw law) {
        return law.name().toLowerCase(Locale.ROOT) + " law";
    }

    private static String describe(Rounding rounding) {
        if (rounding instanceof Rounding.StochasticBits bits) {
            return "stochastic rounding with " + bits.bits() + " random bits (cut "
                    + bits.cut().expression() + ")";
        }
        if (rounding instanceof Rounding.Stochastic) {
            return "stochastic rounding (exact)";
        }
        if (rounding instanceof Rounding.Tpdf) {
            return "nonsubtractive triangular dither";
        }
        if (rounding instanceof Rounding.Subtractive) {
            return "subtractive dither";
        }
        return "rounding " + rounding.expression();
    }

    private static String describe(NumberFormat format, Overflow overflow) {
        return switch (overflow) {
            case SAT_FINITE -> "overflow to the largest finite value";
            case SAT_PROPAGATE ->
                "overflow to the largest finite value, infinities kept"
                        + (format.hasPositiveInfinity() ? "" : " as NaN");
            case OVF_INF -> "overflow to " + (format.hasPositiveInfinity() ? "infinity" : "NaN");
            case WRAP -> "overflow wraps around (two's complement)";
        };
    }
}
