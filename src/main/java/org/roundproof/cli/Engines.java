package org.roundproof.cli;

import org.roundproof.InputException;
import org.roundproof.sgd.Engine;
import org.roundproof.sgd.exact.ExactEngine;
import org.roundproof.sgd.fast.FastEngine;

/** Engines by name. */
final class Engines {
    private Engines() {}

    static Engine of(String name) {
        return switch (name) {
            case "fast" -> new FastEngine();
            case "exact" -> new ExactEngine();
            case "certified" ->
                throw new InputException("engine certified is not supported yet in this version: use fast or exact");
            default -> throw new InputException("engine '" + name + "' is unknown: use fast or exact");
        };
    }
}
