package org.roundproof.quantizer;

import java.math.BigInteger;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.format.ExactReal;
import org.roundproof.format.UniformFormat;
import org.roundproof.random.WordSource;

/**
 * Nonsubtractive triangular dither, round(x/Δ + U₁ + U₂ − 1)·Δ = ⌊x/Δ − ½ + U₁ + U₂⌋·Δ with real-valued U₁ (use 0) and U₂
 * (use 1).
 *
 * <p>With k = 32·(level + 1) bits read, a₁ and a₂ the integers read so far, x/Δ = m + g, G = ⌊g·2^k⌋ and ρ = 0 if g·2^k is
 * that integer, else 1: (g + U₁ + U₂)·2^k lies in [v, v + 2 + ρ), v = G + a₁ + a₂. The words decide as soon as every number
 * of this interval, less 2^(k−1), has the same floor in units of 2^k.
 *
 * <p>The probabilities (integrate the triangular density over a cell): with n the nearest grid point and r = x/Δ − n,
 * P(n−1, n, n+1) = ((½−r)²/2, ¾−r², (½+r)²/2).
 */
final class TpdfRule implements RoundingRule {
    static final TpdfRule INSTANCE = new TpdfRule();

    private static final BigFraction HALF = BigFraction.of(1, 2);

    private TpdfRule() {}

    @Override
    public double quantize(Quantizer q, ExactReal x, WordSource words) {
        GridPosition at = GridPosition.of((UniformFormat) q.format(), x);
        return OverflowRule.index(q, at.floor().add(BigInteger.valueOf(up(at.fraction(), words))));
    }

    /** ⌊g − ½ + U₁ + U₂⌋, from −1 to 2. */
    private static int up(ExactReal g, WordSource words) {
        BigInteger sum = BigInteger.ZERO;
        for (int level = 0; ; level++) {
            WordLevels.require(level);
            int k = 32 * (level + 1);
            sum = sum.shiftLeft(32)
                    .add(BigInteger.valueOf(Integer.toUnsignedLong(words.word(0, level))
                            + Integer.toUnsignedLong(words.word(1, level))));
            BigInteger whole = g.floorScaled(-k);
            BigInteger least = whole.add(sum).subtract(BigInteger.ONE.shiftLeft(k - 1));
            int low = least.shiftRight(k).intValueExact();
            if (low == least.add(BigInteger.ONE).shiftRight(k).intValueExact()) {
                boolean integer = low == least.add(BigInteger.TWO).shiftRight(k).intValueExact()
                        || g.compareTo(ExactReal.of(whole, -k)) == 0;
                if (integer) {
                    return low;
                }
            }
        }
    }

    @Override
    public Distribution distribution(Quantizer q, ExactReal x) {
        GridPosition at = GridPosition.of((UniformFormat) q.format(), x);
        BigFraction g = at.fraction().toFraction();
        boolean upper = at.fraction().floorScaled(-1).signum() != 0;
        BigInteger n = upper ? at.floor().add(BigInteger.ONE) : at.floor();
        BigFraction r = upper ? g.subtract(1) : g;
        return new Distribution.Builder()
                .add(
                        OverflowRule.index(q, n.subtract(BigInteger.ONE)),
                        HALF.subtract(r).pow(2).multiply(HALF))
                .add(OverflowRule.index(q, n), BigFraction.of(3, 4).subtract(r.pow(2)))
                .add(
                        OverflowRule.index(q, n.add(BigInteger.ONE)),
                        HALF.add(r).pow(2).multiply(HALF))
                .build(x.toFraction());
    }
}
