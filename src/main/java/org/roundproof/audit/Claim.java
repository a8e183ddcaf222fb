package org.roundproof.audit;

import java.util.List;

/** One claim of the ledger. */
public interface Claim {
    /** Permanent id, {@code RP-01} … . */
    String id();

    /** A few words. */
    String title();

    /** The claim, one or two sentences, TeX between dollar signs. */
    String statement();

    /** Where it comes from: paper and section, or a classical source. */
    String citation();

    /** The word of the verdict that the ledger expects ({@link Verdict#word}). */
    String expected();

    /** The note, relative to the repository: {@code proofs-notes/claims/RP-01.md}. */
    default String note() {
        return "proofs-notes/claims/" + id() + ".md";
    }

    /** Property tests that carry this claim's id, as {@code SimpleClassName#methodName}. */
    List<String> properties();

    /** Runs the check. */
    Finding check(AuditContext context);
}
