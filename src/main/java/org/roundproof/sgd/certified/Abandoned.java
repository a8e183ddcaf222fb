package org.roundproof.sgd.certified;

/** A run left what doubles can certify; it is repeated in exact arithmetic. */
final class Abandoned extends RuntimeException {
    private static final long serialVersionUID = 1;

    Abandoned(String reason) {
        super(reason, null, false, false);
    }
}
