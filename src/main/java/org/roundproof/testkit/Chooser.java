package org.roundproof.testkit;

import org.roundproof.format.ExactReal;
import org.roundproof.sgd.Target;

/** Decides a rounding. */
@FunctionalInterface
interface Chooser {
    /** Q(x) for an element of a tensor. */
    ExactReal choose(Target target, int element, ExactReal x);
}
