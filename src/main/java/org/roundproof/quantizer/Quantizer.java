package org.roundproof.quantizer;

import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.roundproof.InputException;
import org.roundproof.format.ExactReal;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.UniformFormat;
import org.roundproof.random.WordSource;

/**
 * A true quantizer: format × rounding × overflow. A value is rounded as if the format's range were unbounded, and the
 * overflow policy is applied to the rounded value. Every result is a double (a value of the format; for subtractive dither
 * a double off the grid). Everything is decided on exact reals.
 *
 * <p>The note is {@code proofs-notes/quantizers.md}.
 *
 * @param format which numbers exist
 * @param rounding how a real between two of them is sent to one
 * @param overflow what becomes of a rounded value outside the range
 */
public record Quantizer(NumberFormat format, Rounding rounding, Overflow overflow) implements Operator {
    /**
     * Checks that the three fit together.
     *
     * @throws InputException if dither or {@code wrap} is asked of a format that does not allow it
     */
    public Quantizer {
        if (rounding instanceof Rounding.Tpdf || rounding instanceof Rounding.Subtractive) {
            if (!(format instanceof UniformFormat)) {
                throw new InputException(rounding.expression() + " needs a uniform grid, which " + format.expression()
                        + " is not: use an integer or fixed-point format such as int8(step=1/64), or the rounding sr");
            }
        }
        if (rounding instanceof Rounding.Subtractive) {
            SubtractiveRule.requireRepresentable((UniformFormat) format);
        }
        if (overflow == Overflow.WRAP) {
            OverflowRule.requireWrappable(format);
        }
    }

    /**
     * Q(x) for a real x.
     *
     * @param words the random words of this element; not used by deterministic roundings
     */
    public double quantize(ExactReal x, WordSource words) {
        return RoundingRule.of(rounding).quantize(this, x, words);
    }

    /**
     * Q(x) for a double. NaN stays NaN; infinities follow the overflow policy; −0 is kept where the format has it.
     *
     * @param words the random words of this element; not used by deterministic roundings
     * @throws InputException for NaN and ±∞ under {@code wrap}
     */
    public double quantize(double x, WordSource words) {
        if (!Double.isFinite(x)) {
            return OverflowRule.special(this, x);
        }
        double q = quantize(ExactReal.of(x), words);
        boolean negativeZero = x == 0 && Math.copySign(1, x) < 0;
        return negativeZero && q == 0 && format.hasNegativeZero() ? -0.0 : q;
    }

    /**
     * Q(x) for one double and many words: x's place in the format is found once, and the function asks each source only
     * for the words that {@link #quantize(double, WordSource)} would ask for.
     *
     * @throws InputException for NaN and ±∞ under {@code wrap}
     */
    public ToDoubleFunction<WordSource> at(double x) {
        if (!Double.isFinite(x)) {
            double special = OverflowRule.special(this, x);
            return words -> special;
        }
        if (x == 0) {
            return words -> quantize(x, words);
        }
        return RoundingRule.of(rounding).at(this, ExactReal.of(x));
    }

    /** The exact distribution of Q(x), overflow included. */
    public Distribution distribution(ExactReal x) {
        return RoundingRule.of(rounding).distribution(this, x);
    }

    /**
     * The exact distribution of Q(x) for a double; one atom for NaN, an infinity and −0.
     *
     * @throws InputException for NaN and ±∞ under {@code wrap}
     */
    public Distribution distribution(double x) {
        if (!Double.isFinite(x)) {
            return Distribution.ofSpecial(OverflowRule.special(this, x));
        }
        Distribution d = distribution(ExactReal.of(x));
        boolean negativeZero = x == 0 && Math.copySign(1, x) < 0;
        return negativeZero && format.hasNegativeZero() ? d.withNegativeZero() : d;
    }

    /** {@code FORMAT:ROUNDING[:OVERFLOW]}, without the default overflow {@code sat-finite}. */
    @Override
    public String expression() {
        String base = format.expression() + ":" + rounding.expression();
        return overflow == Overflow.SAT_FINITE ? base : base + ":" + overflow.expression();
    }

    /**
     * Whether E Q(z) = z for every real z in the range: exact {@code sr}, {@code tpdf} and {@code subtractive} on a format
     * with a zero. ({@code sr(R)} is exact only where its cut is; a format without zero moves every z below its smallest
     * value.)
     */
    @Override
    public boolean unbiased() {
        return PointwiseVariance.unbiased(this);
    }

    @Override
    public Optional<VarianceBounds> varianceBounds() {
        return PointwiseVariance.bounds(this);
    }

    /**
     * min(−minFinite, maxFinite); under {@code tpdf} half a step less, since x/Δ + U₁ + U₂ − 1 stays below n + ½ exactly
     * if x ≤ (n − ½)Δ. Negative where not even 0 is free of saturation ({@code tpdf} on an unsigned grid, and a format
     * without zero).
     */
    @Override
    public double unsaturatedMagnitude() {
        if (!format.hasZero()) {
            return Double.NEGATIVE_INFINITY;
        }
        double magnitude = Math.min(0.0 - format.minFinite(), format.maxFinite());
        return rounding instanceof Rounding.Tpdf ? magnitude - ((UniformFormat) format).step() / 2 : magnitude;
    }

    @Override
    public String toString() {
        return expression();
    }
}
