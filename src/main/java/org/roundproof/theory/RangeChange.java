package org.roundproof.theory;

import org.apache.commons.numbers.gamma.Erfc;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.UniformFormat;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;

/**
 * How far a feature x ~ N(0, λ) through a quantizer may be from the odd one that the moments describe, which saturates at ±M,
 * M = min(−minFinite, maxFinite) (under subtractive dither: has unbounded range). With r the dither's reach:
 *
 * <pre>
 * more values on one side, A = |minFinite + maxFinite|:  |Q − Q'| ≤ A where x &lt; −M + r,  |Q² − Q'²| ≤ A(2M + A)
 * subtractive:  |Q² − Q'²|, (Q − Q')² ≤ 16x²                    where |x| &gt; M − r, r ≤ M/2
 * wrap:         |Q² − Q'²|, (Q − Q')² ≤ 2(M + A + r)² + 4x²     where |x| &gt; M − r, r ≤ M/2
 * </pre>
 *
 * <p>Derivation: proofs-notes/spectra.md, section 1.2.
 *
 * @param probability upper bound of P(Q ≠ Q')
 * @param second upper bound of |E Q² − E Q'²|; +∞ where overflow goes to infinity
 */
record RangeChange(double probability, double second) {
    private static final double INFLATION = 1 + 0x1p-30;

    /** The bounds for one coordinate. */
    static RangeChange of(Quantizer quantizer, double variance) {
        NumberFormat format = quantizer.format();
        double limit = Math.min(-format.minFinite(), format.maxFinite());
        boolean subtractive = quantizer.rounding() instanceof Rounding.Subtractive;
        double reach =
                subtractive || quantizer.rounding() instanceof Rounding.Tpdf ? ((UniformFormat) format).step() : 0;
        boolean both = subtractive || leaves(quantizer);
        double surplus = Math.abs(format.minFinite() + format.maxFinite());
        if (!both && surplus == 0) {
            return new RangeChange(0, 0);
        }
        double a = (limit - reach) / Math.sqrt(variance) * (1 - 0x1p-48);
        double tails = Math.min(2, Erfc.value(a / Math.sqrt(2) * (1 - 0x1p-48)) * INFLATION);
        if (!both) {
            return new RangeChange(tails / 2, tails / 2 * surplus * (2 * limit + surplus) * INFLATION);
        }
        if (quantizer.overflow() == Overflow.OVF_INF && leaves(quantizer) || reach > limit / 2) {
            return new RangeChange(tails, tails == 0 ? 0 : Double.POSITIVE_INFINITY);
        }
        double density = 0.4 * Math.exp(-0.5 * a * a * (1 - 0x1p-45));
        double square = variance * (2 * a * density + tails);
        if (quantizer.overflow() == Overflow.WRAP) {
            double far = limit + surplus + reach;
            return new RangeChange(tails, (2 * far * far * tails + 4 * square) * INFLATION);
        }
        return new RangeChange(tails, 16 * square * INFLATION);
    }

    /** Whether values beyond the range leave it: ∞ or wrapped. */
    static boolean leaves(Quantizer quantizer) {
        boolean stays = quantizer.rounding() == Rounding.Deterministic.TOWARD_ZERO
                || quantizer.rounding() == Rounding.Deterministic.TO_ODD;
        return quantizer.overflow() == Overflow.WRAP || (quantizer.overflow() == Overflow.OVF_INF && !stays);
    }
}
