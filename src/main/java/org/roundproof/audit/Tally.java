package org.roundproof.audit;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts exact comparisons and keeps the first that failed. */
final class Tally {
    private long checked;
    private long failed;
    private @Nullable String witness;

    /** One comparison; {@code what} describes it if it failed. */
    void require(boolean holds, Supplier<String> what) {
        checked++;
        if (!holds) {
            failed++;
            if (witness == null) {
                witness = what.get();
            }
        }
    }

    /** Adds the comparisons of a part; parts are added in a fixed order, so the first witness does not depend on threads. */
    void add(Tally part) {
        checked += part.checked;
        failed += part.failed;
        if (witness == null) {
            witness = part.witness;
        }
    }

    long checked() {
        return checked;
    }

    long failed() {
        return failed;
    }

    /** The first comparison that failed, or the empty string. */
    String witness() {
        return witness == null ? "" : witness;
    }

    /** {@code PROVED} if nothing failed, else {@code REFUTED} with the first failure. */
    Verdict proved(String because) {
        return witness == null
                ? new Verdict.Proved(because)
                : new Verdict.Refuted(
                        Digits.count(failed) + " of " + Digits.count(checked) + " comparisons failed", witness);
    }
}
