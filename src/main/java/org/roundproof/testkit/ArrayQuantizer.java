package org.roundproof.testkit;

import org.roundproof.random.WordSource;

/** Many roundings in one call, each with the random words of its element. */
@FunctionalInterface
public interface ArrayQuantizer {
    /**
     * Q(x_i), element by element, in a new array.
     *
     * @param words as many as elements; not used by roundings without random words
     */
    double[] quantize(double[] x, WordSource[] words);
}
