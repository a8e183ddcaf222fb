package org.roundproof.sgd;

/** Which iterate is reported. */
public sealed interface Averaging {
    /** (1/N) Σ_{t=0}^{N−1} w_t. */
    record All() implements Averaging {}

    /**
     * (1/K) Σ_{t=N−K}^{N−1} w_t.
     *
     * @param length K, 1 … N
     */
    record Tail(int length) implements Averaging {}

    /** w_N. */
    record Last() implements Averaging {}

    /** As on the command line: {@code all}, {@code tail(K)} or {@code last}. */
    default String expression() {
        if (this instanceof Tail tail) {
            return "tail(" + tail.length() + ")";
        }
        return this instanceof Last ? "last" : "all";
    }

    /** First t of the averaged window [first, N); for {@link Last} there is no window and the result is N. */
    default int first(int steps) {
        if (this instanceof Tail tail) {
            return steps - tail.length();
        }
        return this instanceof Last ? steps : 0;
    }
}
