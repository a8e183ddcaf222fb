package org.roundproof.conformance.diagnosis;

import java.util.List;

/**
 * One mistake, or two together, and the answers that it gives again.
 *
 * @param suspects one or two
 * @param explained wrong answers that it reproduces; it contradicts no right one
 */
public record Explanation(List<Suspect> suspects, int explained) {
    public Explanation {
        suspects = List.copyOf(suspects);
    }

    /** The names, with a plus sign between two. */
    public String name() {
        return String.join(" + ", suspects.stream().map(Suspect::name).toList());
    }

    /** What such an implementation does. */
    public String description() {
        return String.join(", and ", suspects.stream().map(Suspect::description).toList());
    }

    /** Where to look. */
    public String hint() {
        return String.join(" ", suspects.stream().map(Suspect::hint).distinct().toList());
    }
}
