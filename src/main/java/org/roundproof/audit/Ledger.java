package org.roundproof.audit;

import java.util.List;

/** The claims, in order of their ids. */
public final class Ledger {
    private static final List<Claim> CLAIMS = List.of(
            new RP01Check(),
            new RP02Check(),
            new RP03Check(),
            new RP04Check(),
            new RP05Check(),
            new RP06Check(),
            new RP07Check(),
            new RP08Check(),
            new RP09Check(),
            new RP10Check(),
            new RP11Check(),
            new RP12Check(),
            new RP13Check(),
            new RP14Check(),
            new RP15Check(),
            new RP16Check(),
            new RP17Check(),
            new RP18Check(),
            new RP19Check(),
            new RP20Check());

    private Ledger() {}

    /** Every claim. */
    public static List<Claim> claims() {
        return CLAIMS;
    }
}
