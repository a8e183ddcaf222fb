package org.roundproof.audit;

import org.roundproof.random.Gaussians;
import org.roundproof.random.RandomWords;
import org.roundproof.random.Role;
import org.roundproof.random.Uniforms;

/** A sequence of random numbers for one setting of a check: a function of seed and index alone. */
final class Draws {
    private final RandomWords words;
    private final int index;
    private long element;

    /**
     * The sequence.
     *
     * @param seed of the audit
     * @param index of the setting
     */
    Draws(long seed, int index) {
        words = new RandomWords(seed);
        this.index = index;
    }

    /** Uniform on (0, 1). */
    double uniform() {
        return Uniforms.draw(words.element(Role.FEATURES, 0, index, element++));
    }

    /** Standard normal. */
    double normal() {
        return Gaussians.quantile(uniform());
    }

    /** Log-uniform between two positive numbers. */
    double between(double low, double high) {
        return low * StrictMath.pow(high / low, uniform());
    }

    /** One of 0 … bound − 1. */
    int integer(int bound) {
        return (int) (uniform() * bound);
    }
}
