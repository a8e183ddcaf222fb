package org.roundproof.testkit;

import org.roundproof.random.RandomWords;
import org.roundproof.random.WordSource;
import org.roundproof.sgd.Target;

/**
 * The words of step 1, replicate 0, of a seed: what a reader needs to repeat a witness.
 *
 * @param seed of {@link RandomWords}
 */
record SeededWords(long seed) implements StepWords {
    @Override
    public WordSource element(Target target, int element) {
        return new RandomWords(seed).element(target.role(), 1, 0, element);
    }

    @Override
    public String toString() {
        return ", words of step 1 of seed " + seed;
    }
}
