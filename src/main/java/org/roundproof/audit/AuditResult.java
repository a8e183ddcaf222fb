package org.roundproof.audit;

import java.util.List;

/**
 * A finished audit.
 *
 * @param context how it ran
 * @param entries one for each claim, in the order of the ledger
 * @param seconds wall time
 */
public record AuditResult(AuditContext context, List<Entry> entries, double seconds) {
    /**
     * One claim's outcome.
     *
     * @param claim the claim
     * @param finding verdict and evidence
     * @param seconds wall time of the check
     */
    public record Entry(Claim claim, Finding finding, double seconds) {
        /** Whether the verdict is the one that the ledger expects. */
        public boolean asExpected() {
            return finding.verdict().word().equals(claim.expected());
        }
    }

    /** Whether every verdict is the expected one. */
    public boolean asExpected() {
        return entries.stream().allMatch(Entry::asExpected);
    }
}
