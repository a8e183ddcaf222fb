package org.roundproof;

/**
 * Unusable input or wrong usage. The message is one line for a person: what is wrong, where, and what would be right.
 * The command line prints it and exits with code 2; nothing else may be thrown for a mistake of the caller.
 */
public final class InputException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message one line: what, where, what would be right
     */
    public InputException(String message) {
        super(message);
    }
}
