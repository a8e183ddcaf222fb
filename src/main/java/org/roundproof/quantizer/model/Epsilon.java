package org.roundproof.quantizer.model;

import org.roundproof.InputException;

/** The level ε of an ideal error model. */
final class Epsilon {
    private Epsilon() {}

    /** ε, with +0 for −0, so that equal levels make equal models. */
    static double require(String model, double epsilon) {
        if (!(epsilon >= 0) || Double.isInfinite(epsilon)) {
            throw new InputException(
                    model + "(" + epsilon + ") has no variance: EPS is a finite number, 0 or more, such as 0.01");
        }
        return epsilon + 0.0;
    }
}
