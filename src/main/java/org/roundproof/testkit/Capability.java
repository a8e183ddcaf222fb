package org.roundproof.testkit;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What an implementation may or may not do. A property that needs more than an implementation has is reported as skipped, with
 * the reason, and never as passed.
 */
public enum Capability {
    /** Inputs below the smallest normal number of a floating-point format. */
    SUBNORMALS("inputs below the smallest normal number"),
    /** Inputs that round to something beyond the format's largest or below its least value. */
    OVERFLOW("inputs beyond the largest value"),
    /** NaN as an input. */
    NAN("NaN"),
    /** ±∞ as inputs. */
    INFINITIES("infinities"),
    /** The sign of a zero; without it, −0 and 0 pass for each other. */
    SIGNED_ZEROS("the sign of a zero"),
    /** The code of a result, beside its value. */
    CODES("codes"),
    /** Many elements in one call. */
    ARRAYS("arrays"),
    /** The random words of each element are arguments. */
    GIVEN_WORDS("random words as arguments"),
    /** Given words are used as {@code proofs-notes/quantizers.md} says: the same words, the same result. */
    SAME_WORDS("random words used by this library's rule");

    private final String text;

    Capability(String text) {
        this.text = text;
    }

    /** A set without some of its members; an implementation that takes no words cannot use them by the rule either. */
    static Set<Capability> without(Set<Capability> all, Capability... removed) {
        EnumSet<Capability> left = EnumSet.noneOf(Capability.class);
        left.addAll(all);
        left.removeAll(List.of(removed));
        if (!left.contains(GIVEN_WORDS)) {
            left.remove(SAME_WORDS);
        }
        return left;
    }

    /** A few words for people. */
    public String text() {
        return text;
    }
}
