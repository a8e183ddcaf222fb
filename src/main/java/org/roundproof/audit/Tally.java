package org.roundproof.audit;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts exact comparisons and keeps the first that failed. */
final class Tally {
    private long checked;
    private long failed;
    private @Nullable String witness;
    private @Nullable String mismatch;

    /**
     * One comparison of the process with what is computed about it. A mismatch says that one of the two is wrong (or that
     * chance played a trick of the stated probability); it is no witness against the claim.
     */
    void agree(boolean holds, Supplier<String> what) {
        checked++;
        if (!holds) {
            failed++;
            if (mismatch == null) {
                mismatch = what.get();
            }
        }
    }

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
        if (mismatch == null) {
            mismatch = part.mismatch;
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
        return witness != null ? witness : mismatch != null ? mismatch : "";
    }

    /** {@code PROVED} if nothing failed; {@code FAILED} after a mismatch; else {@code REFUTED} with the first failure. */
    Verdict proved(String because) {
        if (mismatch != null) {
            return new Verdict.Failed("process and recursion disagree, so that the check says nothing: " + mismatch);
        }
        return witness == null
                ? new Verdict.Proved(because)
                : new Verdict.Refuted(
                        Digits.count(failed) + " of " + Digits.count(checked) + " comparisons failed", witness);
    }
}
