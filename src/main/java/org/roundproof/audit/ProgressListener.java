package org.roundproof.audit;

/** Hears how an audit gets on. Calls come from worker threads, one at a time. */
public interface ProgressListener {
    /** Wants nothing. */
    ProgressListener NONE = new ProgressListener() {};

    /** A check begins. */
    default void started(Claim claim) {}

    /**
     * A check ended.
     *
     * @param entry its outcome
     * @param done how many checks have ended, this one included
     * @param total how many there are
     */
    default void finished(AuditResult.Entry entry, int done, int total) {}
}
