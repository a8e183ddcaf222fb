package org.roundproof.sgd.fast;

import java.util.ArrayList;
import java.util.List;
import org.roundproof.format.ExactReal;
import org.roundproof.random.WordSource;

/** The random words at which a stochastic rounding of a given fraction changes its mind. */
final class DecidingWords {
    /** Levels beyond those that can matter give irregular words. */
    private static final int IRREGULAR = 0x9E3779B9;

    private static final int MOST = 50;

    private DecidingWords() {}

    /**
     * For exact stochastic rounding: the least U with f + U ≥ 1, digit by digit to the end of f; the greatest U of as many
     * digits below it; and words about the threshold of level 0, and the extremes. A dyadic f of 53 significant bits ends
     * within two digits of its first one that is not 0; others are cut there. (Where f has more than {@value #MOST} levels of
     * zeros, such U would be refused.)
     */
    static List<WordSource> exact(ExactReal fraction) {
        List<Integer> digits = new ArrayList<>();
        long levels = fraction.signum() == 0 ? 0 : 3 - fraction.floorLog2() / Integer.SIZE;
        long most = levels > MOST ? 0 : levels;
        for (ExactReal f = fraction; f.signum() != 0 && digits.size() < most; ) {
            long digit = f.floorScaled(-Integer.SIZE).longValueExact();
            digits.add((int) digit);
            f = f.scale(Integer.SIZE).subtract(ExactReal.of((double) digit));
        }
        if (digits.isEmpty()) {
            return List.of(firstWord(0x5eed1234), firstWord(0), firstWord(-1));
        }
        int first = digits.get(0);
        int last = digits.size() - 1;
        return List.of(
                (use, level) -> level > last ? 0 : level == last ? -digits.get(level) : ~digits.get(level),
                (use, level) -> level > last ? -1 : ~digits.get(level),
                firstWord(-first),
                firstWord(-first - 2),
                firstWord(0x5eed1234),
                firstWord(0),
                firstWord(-1));
    }

    /** For R bits: u = 2^R − F − 2 … 2^R − F, F = ⌊f·2^R⌋, which tell F from F + 1; the bits below u are to be ignored. */
    static int[] fewBits(ExactReal fraction, int bits) {
        int below = Integer.SIZE - bits;
        int turn = (int) -fraction.floorScaled(-bits).longValueExact();
        int ignored = below == 0 ? 0 : IRREGULAR >>> bits;
        return new int[] {
            (turn << below) | ignored,
            ((turn - 1) << below) | ~ignored & ((1 << below) - 1),
            ((turn - 2) << below) | ignored
        };
    }

    private static WordSource firstWord(int word) {
        return (use, level) -> level == 0 ? word : (word + level) * IRREGULAR;
    }
}
