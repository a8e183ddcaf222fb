package org.roundproof.sgd;

import java.util.List;

/**
 * One tensor at one step, before and after its quantizer.
 *
 * @param step t, 1 … N
 * @param target which tensor
 * @param before the input of the quantizer
 * @param after its result
 * @param words the random words that each element consumed, as text: words of use 0 by level, separated by blanks, then
 *     after a semicolon those of use 1; empty where nothing is known of them or none were consumed
 */
public record TraceEntry(int step, Target target, Tensor before, Tensor after, List<String> words) {
    public TraceEntry {
        words = List.copyOf(words);
    }

    /** A tensor without its words. */
    public TraceEntry(int step, Target target, Tensor before, Tensor after) {
        this(step, target, before, after, List.of());
    }
}
