package org.roundproof.sgd.fast;

/** The random words of a whole tensor; asked only where the words at hand cannot decide. */
@FunctionalInterface
public interface TensorWords {
    /** The word (use, level) of one element. */
    int word(int element, int use, int level);
}
