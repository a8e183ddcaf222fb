package org.roundproof.quantizer;

import java.math.BigInteger;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.InputException;
import org.roundproof.format.ExactReal;
import org.roundproof.format.UniformFormat;
import org.roundproof.random.WordSource;

/**
 * Subtractive dither: n = ⌊x/Δ + U⌋ (the nearest integer of x/Δ + U − ½), overflow applied to n, result
 * (n − (U − ½))·Δ.
 *
 * <p>A result is made from one word k = word(0, 0): U = (k + ½)·2^−32, and the result is the double
 * ((2n + 1)·2^32 − 2k − 1)·Δ/2^33. Its error then takes 2^32 equally likely values at distance 2^−32·Δ inside
 * (−Δ/2, Δ/2], so that its variance is Δ²/12·(1 − 2^−64) for every x and its mean at most 2^−33·Δ in magnitude. The
 * distribution is that of the real-valued, uniform U: in range bias 0, variance Δ²/12, m₃ = 0, m₄ = Δ⁴/80.
 */
final class SubtractiveRule implements RoundingRule {
    static final SubtractiveRule INSTANCE = new SubtractiveRule();

    /** Significant bits of a double. */
    private static final int DOUBLE_PRECISION = 53;

    private SubtractiveRule() {}

    /** Holds that every ((2n + 1)·2^32 − 2k − 1)·Δ/2^33 is a double. */
    static void requireRepresentable(UniformFormat format) {
        long reach = Math.max(Math.abs(format.minIndex()), Math.abs(format.maxIndex()));
        BigInteger largest = BigInteger.valueOf(reach).shiftLeft(33).add(BigInteger.ONE.shiftLeft(32));
        BigFraction step = BigFraction.from(format.step());
        int zeros = step.getNumerator().getLowestSetBit();
        int significant =
                largest.multiply(step.getNumerator().shiftRight(zeros)).bitLength();
        int lowest = zeros - (step.getDenominator().bitLength() - 1) - 33;
        if (significant > DOUBLE_PRECISION || lowest < Double.MIN_EXPONENT - DOUBLE_PRECISION + 1) {
            throw new InputException("subtractive gives results that no double holds on " + format.expression()
                    + " (" + significant + " significant bits): take fewer bits or a step with at most "
                    + Math.max(1, DOUBLE_PRECISION - largest.bitLength()) + " significant bits above 2^-1041");
        }
    }

    @Override
    public double quantize(Quantizer q, ExactReal x, WordSource words) {
        UniformFormat format = (UniformFormat) q.format();
        GridPosition at = GridPosition.of(format, x);
        long odd = 2 * Integer.toUnsignedLong(words.word(0, 0)) + 1;
        // g + U ≥ 1 ⟺ g·2^33 + (2k + 1) ≥ 2^33, and the integer part of g·2^33 decides.
        boolean up = at.fraction().floorScaled(-33).longValueExact() + odd >= 1L << 33;
        double center = OverflowRule.index(q, up ? at.floor().add(BigInteger.ONE) : at.floor());
        // ½ − U = (2^32 − (2k + 1))·2^−33; both products and the sum are exact (requireRepresentable).
        return center + ((1L << 32) - odd) * 0x1p-33 * format.step();
    }

    /**
     * Q/Δ = n₀ + ½ − U on U ∈ [0, 1 − g) and n₁ + ½ − U on [1 − g, 1), n₀ and n₁ the indices m and m + 1 after overflow:
     * two uniform pieces, on (n₀ − ½ + g, n₀ + ½] and (n₁ − ½, n₁ − ½ + g].
     */
    @Override
    public Distribution distribution(Quantizer q, ExactReal x) {
        UniformFormat format = (UniformFormat) q.format();
        GridPosition at = GridPosition.of(format, x);
        BigFraction g = at.fraction().toFraction();
        BigFraction step = BigFraction.from(format.step());
        double low = OverflowRule.index(q, at.floor());
        double high = g.signum() == 0 ? low : OverflowRule.index(q, at.floor().add(BigInteger.ONE));
        if (!Double.isFinite(low) || !Double.isFinite(high)) {
            return Distribution.withoutMoments(
                    "subtractive dither overflows to " + (Double.isFinite(low) ? high : low) + " at x = " + x);
        }
        BigFraction half = step.multiply(BigFraction.of(1, 2));
        BigFraction split = step.multiply(g);
        BigFraction first = BigFraction.from(low);
        BigFraction second = BigFraction.from(high);
        return Distribution.ofUniformPieces(
                x.toFraction(),
                step,
                first.subtract(half).add(split),
                first.add(half),
                second.subtract(half),
                second.subtract(half).add(split));
    }
}
