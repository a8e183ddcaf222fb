package org.roundproof.quantizer;

import java.math.BigInteger;
import java.util.function.Predicate;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.format.Cell;
import org.roundproof.format.ExactReal;
import org.roundproof.random.WordSource;

/**
 * Stochastic rounding with R random bits: away from zero iff u ≥ 2^R − c, u the top R bits of word(0, 0) and c the
 * fraction f cut to R bits, so that P(away) = c·2^−R.
 *
 * <pre>
 * floor   c = ⌊f·2^R⌋                                 gfloat StochasticFastest
 * half    ⌊f·2^(R+1)⌋ + 2u + 1 ≥ 2^(R+1),
 *         that is c = ⌊(⌊f·2^(R+1)⌋ + 1)/2⌋           gfloat StochasticFast
 * even    c = f·2^R to nearest, ties to even          gfloat Stochastic
 * odd     c = f·2^R to nearest, ties to odd           gfloat StochasticOdd
 * </pre>
 */
final class StochasticBitsRule extends CellRule {
    private final int bits;
    private final Rounding.Cut cut;

    StochasticBitsRule(int bits, Rounding.Cut cut) {
        this.bits = bits;
        this.cut = cut;
    }

    @Override
    Predicate<WordSource> away(Cell cell, boolean negative) {
        long least = (1L << bits) - cut(cell.fraction());
        return words -> Integer.toUnsignedLong(words.word(0, 0)) >>> (32 - bits) >= least;
    }

    @Override
    BigFraction awayProbability(Cell cell, boolean negative) {
        return BigFraction.of(BigInteger.valueOf(cut(cell.fraction())), BigInteger.ONE.shiftLeft(bits));
    }

    /** c in 0 … 2^R: how many of the 2^R words go away from zero. */
    private long cut(ExactReal f) {
        BigInteger halves = f.floorScaled(-(bits + 1L));
        long twice = halves.longValueExact();
        long floor = twice >> 1;
        boolean lowerHalf = (twice & 1) == 0;
        return switch (cut) {
            case FLOOR -> floor;
            case HALF -> (twice + 1) >> 1;
            case EVEN -> lowerHalf || (floor % 2 == 0 && isTie(f, halves)) ? floor : floor + 1;
            case ODD -> lowerHalf || (floor % 2 == 1 && isTie(f, halves)) ? floor : floor + 1;
        };
    }

    /** Whether f·2^(R+1) is the (odd) integer itself, so that f·2^R lies halfway between two integers. */
    private boolean isTie(ExactReal f, BigInteger halves) {
        return f.compareTo(ExactReal.of(halves, -(bits + 1L))) == 0;
    }
}
