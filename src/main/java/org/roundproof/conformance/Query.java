package org.roundproof.conformance;

import org.roundproof.format.HexFloat;
import org.roundproof.quantizer.Quantizer;

/**
 * One question that has one right answer: Q(x) from given words.
 *
 * @param quantizer Q
 * @param x any double
 * @param words the words that Q may use
 */
public record Query(Quantizer quantizer, double x, WordList words) {

    /** The exact answer. */
    public double answer() {
        return quantizer.quantize(x, words);
    }

    /**
     * The question itself as a name that stays the same for ever: {@code e4m3:ties-to-even/0x1.1p0}, with words {@code
     * e4m3:sr(8)/0x1.1p0/0xcc000000}.
     */
    public String id() {
        String base = quantizer.expression() + "/" + HexFloat.of(x);
        return words.equals(WordList.NONE) ? base : base + "/" + words.text();
    }

    /** The sign of y − x; 0 where either is NaN. */
    public static int ternary(double x, double y) {
        return y > x ? 1 : y < x ? -1 : 0;
    }
}
