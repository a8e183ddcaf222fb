package org.roundproof.conformance.check;

import org.jspecify.annotations.Nullable;
import org.roundproof.conformance.Query;

/** One test of a vector file. */
sealed interface VectorEntry {
    /** Its id. */
    String id();

    /** What its group is of: a quantizer, {@code e4m3/decode}, or {@code random/uniform}. */
    String group();

    /**
     * A rounding.
     *
     * @param exact the right answer
     */
    record Rounding(String group, String id, Query query, double exact) implements VectorEntry {}

    /**
     * A value: of a code, or drawn.
     *
     * @param exact the right answer as a double; null where there is none (a code that stands for no value): such a test is
     *     skipped
     */
    record Value(String group, String id, @Nullable Double exact) implements VectorEntry {}

    /**
     * A random word.
     *
     * @param exact the right answer, 32 bits
     */
    record Word(String group, String id, long exact) implements VectorEntry {}
}
