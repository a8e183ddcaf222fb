package org.roundproof.audit;

/** What a check found, in order of strength. */
public sealed interface Verdict {
    /** One sentence: what was established, with sizes and error probabilities. */
    String because();

    /** The word printed for it. */
    default String word() {
        if (this instanceof Proved) {
            return "PROVED";
        } else if (this instanceof Enclosed) {
            return "ENCLOSED";
        } else if (this instanceof Supported) {
            return "SUPPORTED";
        } else if (this instanceof Refuted) {
            return "REFUTED";
        }
        return this instanceof Failed ? "FAILED" : "NOT_APPLICABLE";
    }

    /** Identity checked in exact arithmetic over everything enumerable, or a note's proof plus exact spot checks. */
    record Proved(String because) implements Verdict {}

    /** Rigorous two-sided bound. */
    record Enclosed(String because) implements Verdict {}

    /**
     * Statistics.
     *
     * @param because what was observed
     * @param sampleSize number of independent samples
     * @param falseAlarm probability that a true claim would have been refuted
     */
    record Supported(String because, long sampleSize, double falseAlarm) implements Verdict {}

    /**
     * The claim, as stated, is false.
     *
     * @param because what fails
     * @param witness the smallest witness found, with the command that shows it
     */
    record Refuted(String because, String witness) implements Verdict {}

    /** The claim says nothing here. */
    record NotApplicable(String because) implements Verdict {}

    /** No verdict at all: the check itself ended in an error. No claim may expect it. */
    record Failed(String because) implements Verdict {}
}
