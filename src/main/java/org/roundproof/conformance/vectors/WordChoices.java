package org.roundproof.conformance.vectors;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.roundproof.conformance.WordList;
import org.roundproof.format.ExactReal;
import org.roundproof.format.NumberFormat;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;

/**
 * The random words that are worth asking about at one x: about those that decide, with as many levels as the decision needs.
 * They are candidates chosen by the fraction of x alone; the answers are the definition's.
 */
final class WordChoices {
    /** Levels that a vector may need: more would only ask the same of ever deeper words. */
    private static final int MOST_LEVELS = 3;

    private static final long ALL = 0xFFFF_FFFFL;
    private static final long WORD = 1L << 32;

    private final Quantizer quantizer;
    private final NumberFormat format;

    WordChoices(Quantizer quantizer) {
        this.quantizer = quantizer;
        format = quantizer.format();
    }

    /**
     * The words for one input.
     *
     * @param every whether all 2^R words of {@code sr(R)} are wanted
     */
    Collection<WordList> at(double x, boolean every) {
        Rounding rounding = quantizer.rounding();
        if (rounding instanceof Rounding.Deterministic) {
            return List.of(WordList.NONE);
        }
        boolean dither = rounding instanceof Rounding.Tpdf;
        if (!Double.isFinite(x) || Double.compare(x, -0.0) == 0) {
            return List.of(dither ? pair(ALL) : WordList.of(-1));
        }
        ExactReal fraction = format.cell(ExactReal.of(x)).fraction();
        if (fraction.signum() == 0 && !dither && !(rounding instanceof Rounding.Subtractive)) {
            return List.of(WordList.of(0), WordList.of(-1));
        }
        if (rounding instanceof Rounding.StochasticBits few) {
            return every ? everyWord(few.bits()) : fewBits(fraction, few.bits());
        }
        if (rounding instanceof Rounding.Stochastic) {
            return exact(fraction);
        }
        ExactReal upward = x < 0 && fraction.signum() != 0 ? ExactReal.ONE.subtract(fraction) : fraction;
        return dither ? triangular(upward) : subtractive(upward);
    }

    /** A word that every rounding of the kind decides by, from two drawn ones. */
    WordList drawn(int first, int second) {
        Rounding rounding = quantizer.rounding();
        if (rounding instanceof Rounding.Tpdf) {
            return new WordList(List.of(first), List.of(second));
        }
        return rounding instanceof Rounding.Deterministic ? WordList.NONE : WordList.of(first);
    }

    /** The 2^R words, low bits of the odd ones set: they are irrelevant. */
    private static List<WordList> everyWord(int bits) {
        List<WordList> words = new ArrayList<>(1 << bits);
        for (long u = 0; u < 1L << bits; u++) {
            words.add(word(u, bits, (u & 1) == 1));
        }
        return words;
    }

    /**
     * 0, all ones, and about the threshold: with c between ⌊f·2^R⌋ and one more, u = 2^R − c decides. The words before it
     * have all their irrelevant low bits set, those from it on none.
     */
    private static Set<WordList> fewBits(ExactReal fraction, int bits) {
        long threshold = (1L << bits) - fraction.floorScaled(-bits).longValueExact();
        Set<WordList> words = new LinkedHashSet<>();
        words.add(WordList.of(0));
        for (long u = threshold - 2; u <= threshold; u++) {
            if (u >= 0 && u < 1L << bits) {
                words.add(word(u, bits, u < threshold));
            }
        }
        words.add(WordList.of(-1));
        return words;
    }

    private static WordList word(long u, int bits, boolean lowBits) {
        int shift = Integer.SIZE - bits;
        return WordList.of((int) (u << shift | (lowBits ? (1L << shift) - 1 : 0)));
    }

    /**
     * With F = ⌊f·2³²⌋: 2³² − F goes away, 2³² − F − 2 does not, and 2³² − F − 1 leaves it to the next level, where the same
     * is asked of the remainder.
     */
    private static Set<WordList> exact(ExactReal fraction) {
        Set<WordList> words = new LinkedHashSet<>();
        List<Integer> prefix = new ArrayList<>();
        ExactReal rest = fraction;
        for (int level = 0; level < MOST_LEVELS; level++) {
            long threshold = WORD - rest.floorScaled(-32).longValueExact();
            rest = rest.scale(32).subtract(ExactReal.of(rest.floorScaled(-32), 0));
            if (threshold >= 2) {
                if (level == 0) {
                    words.add(WordList.of(0));
                }
                words.add(extended(prefix, threshold - 2));
            }
            if (rest.signum() == 0) {
                words.add(extended(prefix, threshold - 1));
            }
            if (threshold < WORD) {
                words.add(extended(prefix, threshold));
            }
            if (level == 0 && threshold < WORD) {
                words.add(WordList.of(-1));
            }
            if (rest.signum() == 0) {
                break;
            }
            prefix.add((int) (threshold - 1));
        }
        return words;
    }

    private static WordList extended(List<Integer> prefix, long word) {
        List<Integer> words = new ArrayList<>(prefix);
        words.add((int) word);
        return new WordList(words, List.of());
    }

    /**
     * The result is the floor of g − ½ + U₁ + U₂. With G = ⌊g·2³²⌋ the sum s = b·2³² + 2³¹ − G of the two words gives b, s − 3
     * gives b − 1, and s − 1 leaves it to the next level.
     */
    private static Set<WordList> triangular(ExactReal g) {
        Set<WordList> words = new LinkedHashSet<>();
        long whole = g.floorScaled(-32).longValueExact();
        ExactReal rest = g.scale(32).subtract(ExactReal.of(g.floorScaled(-32), 0));
        int open = whole < WORD / 2 ? 0 : 1; // the boundary at which the next level is asked
        addDecided(words, whole, 0);
        for (long b = 0; b <= 2; b++) {
            long sum = b * WORD + WORD / 2 - whole;
            addDecided(words, whole, sum - 3);
            addDecided(words, whole, sum);
            // (sum − 1)·2³² + s' = b·2⁶⁴ + 2⁶³ − G·2³² − G', so that s' = 2³² − G' decides one level on
            long next = WORD - rest.floorScaled(-32).longValueExact();
            if (b == open) {
                words.add(extended(pair(sum - 1), pair(next)));
                if (next >= 3) {
                    words.add(extended(pair(sum - 1), pair(next - 3)));
                }
            }
        }
        addDecided(words, whole, 2 * ALL);
        return words;
    }

    /** Two words of a sum, where level 0 is enough whatever comes after. */
    private static void addDecided(Set<WordList> words, long whole, long sum) {
        long least = whole + sum - WORD / 2;
        if (sum >= 0 && sum <= 2 * ALL && Math.floorDiv(least, WORD) == Math.floorDiv(least + 2, WORD)) {
            words.add(pair(sum));
        }
    }

    /** Two words of a given sum, as equal as can be. */
    private static WordList pair(long sum) {
        return new WordList(List.of((int) (sum / 2)), List.of((int) (sum - sum / 2)));
    }

    private static WordList extended(WordList level0, WordList level1) {
        return new WordList(
                List.of(level0.first().get(0), level1.first().get(0)),
                List.of(level0.second().get(0), level1.second().get(0)));
    }

    /** The grid point changes where ⌊g·2³³⌋ + 2k + 1 reaches 2³³. */
    private static Set<WordList> subtractive(ExactReal g) {
        Set<WordList> words = new LinkedHashSet<>();
        words.add(WordList.of(0));
        long threshold = (2 * WORD - g.floorScaled(-33).longValueExact()) / 2;
        for (long k = threshold - 1; k <= threshold; k++) {
            if (k >= 0 && k <= ALL) {
                words.add(WordList.of((int) k));
            }
        }
        words.add(WordList.of(-1));
        return words;
    }
}
