package org.roundproof.sgd.fast;

import org.roundproof.random.RandomWords;
import org.roundproof.random.Role;
import org.roundproof.random.WordSource;

/** The words of one element after another, without an object for each. Not for use by several threads. */
final class ElementCursor implements WordSource, TensorWords {
    private final RandomWords words;
    private final Role role;
    private final int replicate;
    private int step;
    private long element;

    ElementCursor(RandomWords words, Role role, int replicate) {
        this.words = words;
        this.role = role;
        this.replicate = replicate;
    }

    ElementCursor at(int newStep, long newElement) {
        step = newStep;
        element = newElement;
        return this;
    }

    /** The words (use, level 0) of elements 0, 1, … of the current step. */
    void fill(int use, int[] out) {
        words.fill(role, step, replicate, 0, use, 0, out);
    }

    @Override
    public int word(int use, int level) {
        return words.word(role, step, replicate, element, use, level);
    }

    @Override
    public int word(int otherElement, int use, int level) {
        return words.word(role, step, replicate, otherElement, use, level);
    }
}
