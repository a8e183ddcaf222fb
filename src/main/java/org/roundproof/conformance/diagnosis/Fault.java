package org.roundproof.conformance.diagnosis;

import org.jspecify.annotations.Nullable;

/**
 * A suspect with its complete wrong semantics.
 *
 * @param suspect name and description
 * @param change turns a rounding into one with this mistake
 */
record Fault(Suspect suspect, Change change) {

    /** How a mistake changes a rounding. */
    @FunctionalInterface
    interface Change {
        /** The rounding with the mistake; null where the mistake cannot be made. */
        @Nullable
        Semantics on(Semantics rounding);
    }

    static Fault of(String name, String description, String hint, Change change) {
        return new Fault(new Suspect(name, description, hint), change);
    }
}
