package org.roundproof.testkit;

import java.util.Optional;
import java.util.Set;

/** An implementation with its specification. */
public sealed interface UnderTest permits QuantizerUnderTest, SgdUnderTest {
    /** The specification as an expression. */
    String specification();

    /** What the implementation can do. */
    Set<Capability> capabilities();

    /** Whether the specification has a trait. */
    boolean has(Trait trait);

    /** Why a property that requires this cannot be asked for, in one line; empty where it can. */
    default Optional<String> missing(Requires requires) {
        for (Trait trait : requires.of()) {
            if (!has(trait)) {
                return Optional.of("not applicable: " + specification() + " is not " + trait.text());
            }
        }
        for (Capability needed : requires.value()) {
            if (!capabilities().contains(needed)) {
                return Optional.of("not supported by the implementation: " + needed.text() + " (" + needed + ")");
            }
        }
        for (Capability better : requires.unless()) {
            if (capabilities().contains(better)) {
                return Optional.of("not needed: with " + better.text() + " (" + better
                        + ") another property decides the same without chance");
            }
        }
        return Optional.empty();
    }
}
