package org.roundproof.sgd.certified;

/** A run left what doubles can certify; it is repeated in exact arithmetic. */
final class Abandoned extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String reason;

    Abandoned(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    /** What was left, as a clause. */
    String reason() {
        return reason;
    }
}
