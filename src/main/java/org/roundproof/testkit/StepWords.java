package org.roundproof.testkit;

import org.roundproof.random.WordSource;
import org.roundproof.sgd.Target;

/** The random words of one step. */
@FunctionalInterface
public interface StepWords {
    /**
     * The words of one element of one tensor.
     *
     * @param target which tensor: the features ({@code DATA}, element row·d + column), the labels (element row), the weights ({@code
     *     PARAMETER}, element column, one draw for the whole batch), the activations and the gradients (element row)
     * @param element in row-major order
     */
    WordSource element(Target target, int element);
}
