package org.roundproof.testkit;

import org.roundproof.random.WordSource;

/** One rounding whose random bits are an argument. */
@FunctionalInterface
public interface WordQuantizer {
    /**
     * Q(x).
     *
     * @param words the random words of this element: {@code words.word(0, 0)} is the first; {@code word(0, 1)}, … extend it by 32 bits
     *     each, {@code word(1, 0)}, … belong to a second uniform number (TPDF)
     */
    double quantize(double x, WordSource words);
}
