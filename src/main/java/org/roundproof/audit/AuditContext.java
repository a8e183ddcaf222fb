package org.roundproof.audit;

/**
 * How an audit runs.
 *
 * @param profile how much is checked
 * @param seed seed of every random choice
 * @param threads worker threads; results do not depend on it
 */
public record AuditContext(Profile profile, long seed, int threads) {
    /** How much is checked. */
    public enum Profile {
        /** Seconds: does everything run? */
        SMOKE,
        /** The default: every claim, at sizes that two cores finish in a minute and a half. */
        QUICK,
        /** Denser grids and ten times the replicates. */
        FULL
    }

    /** smoke, quick or full: picks one of three sizes. */
    public int size(int smoke, int quick, int full) {
        return switch (profile) {
            case SMOKE -> smoke;
            case QUICK -> quick;
            case FULL -> full;
        };
    }
}
