package org.roundproof.cli;

import org.roundproof.InputException;
import picocli.CommandLine.Option;

/** Seed and threads. */
final class RandomOptions {
    @Option(
            names = "--seed",
            paramLabel = "SEED",
            defaultValue = "1",
            description = "Seed of every random word, 64 bits, decimal or 0x… (default: ${DEFAULT-VALUE}).")
    private String seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Worker threads (default: one for each processor). Results do not depend on it.")
    private int threads = Runtime.getRuntime().availableProcessors();

    long seed() {
        return parse(seed);
    }

    /** A seed: 64 bits, decimal (signed or not) or 0x…. */
    static long parse(String seed) {
        try {
            boolean hex = seed.regionMatches(true, 0, "0x", 0, 2);
            return hex
                    ? Long.parseUnsignedLong(seed.substring(2), 16)
                    : seed.startsWith("-") ? Long.parseLong(seed) : Long.parseUnsignedLong(seed);
        } catch (NumberFormatException e) {
            throw new InputException("seed '" + seed + "' is not a 64-bit integer: write decimal or 0x…");
        }
    }

    /** Refuses unusable values, also where the command will need neither. */
    void check() {
        seed();
        threads();
    }

    int threads() {
        if (threads < 1) {
            throw new InputException("threads is " + threads + "; it must be at least 1");
        }
        return threads;
    }
}
