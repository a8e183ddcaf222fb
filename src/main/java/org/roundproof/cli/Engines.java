package org.roundproof.cli;

import org.roundproof.InputException;
import org.roundproof.sgd.Engine;
import org.roundproof.sgd.certified.CertifiedEngine;
import org.roundproof.sgd.exact.ExactEngine;
import org.roundproof.sgd.fast.FastEngine;

/** Engines by name. */
final class Engines {
    private Engines() {}

    static Engine of(String name) {
        return switch (name) {
            case "fast" -> new FastEngine();
            case "exact" -> new ExactEngine();
            case "certified" -> new CertifiedEngine();
            default -> throw new InputException("engine '" + name + "' is unknown: use fast, certified or exact");
        };
    }
}
