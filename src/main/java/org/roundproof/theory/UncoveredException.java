package org.roundproof.theory;

/** An assumption of the recursions fails; the message is the one-line reason of a {@link RiskResult.Refused}. */
final class UncoveredException extends Exception {
    private static final long serialVersionUID = 1L;

    UncoveredException(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
