package org.roundproof.quantizer;

import java.math.BigInteger;
import java.util.function.Predicate;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.format.Cell;
import org.roundproof.format.ExactReal;
import org.roundproof.random.WordSource;

/**
 * Exact stochastic rounding, P(away from zero) = f: away iff f + U ≥ 1, U the real number with binary digits word(0, 0),
 * word(0, 1), …, read 32 bits at a time until they decide.
 *
 * <p>With F = ⌊f·2³²⌋ and the word u: F + u ≥ 2³² is away; F + u < 2³² − 1 is toward zero, since the unread parts of f·2³²
 * and U·2³² are each less than 1; F + u = 2³² − 1 asks the same question of the remainder f·2³² − F and the next word; a
 * remainder 0 is toward zero.
 */
final class StochasticRule extends CellRule {
    static final StochasticRule INSTANCE = new StochasticRule();

    private static final long ALL_ONES = 0xFFFF_FFFFL;

    private StochasticRule() {}

    @Override
    Predicate<WordSource> away(Cell cell, boolean negative) {
        return words -> carries(cell.fraction(), words);
    }

    private static boolean carries(ExactReal fraction, WordSource words) {
        ExactReal f = fraction;
        for (int level = 0; f.signum() != 0; level++) {
            WordLevels.require(level);
            BigInteger cut = f.floorScaled(-32);
            long sum = cut.longValueExact() + Integer.toUnsignedLong(words.word(0, level));
            if (sum != ALL_ONES) {
                return sum > ALL_ONES;
            }
            f = f.scale(32).subtract(ExactReal.of(cut, 0));
        }
        return false;
    }

    @Override
    BigFraction awayProbability(Cell cell, boolean negative) {
        return cell.fraction().toFraction();
    }
}
