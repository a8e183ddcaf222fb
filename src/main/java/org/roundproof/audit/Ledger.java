package org.roundproof.audit;

import java.util.List;

/** The claims, in order of their ids. */
public final class Ledger {
    private Ledger() {}

    /** Every claim. */
    public static List<Claim> claims() {
        return List.of();
    }
}
