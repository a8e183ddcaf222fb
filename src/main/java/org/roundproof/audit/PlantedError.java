package org.roundproof.audit;

import org.roundproof.random.WordSource;
import org.roundproof.sgd.fast.FastRounder;

/**
 * Errors of the least size, planted into fast rounding: the controls of a comparison that finds no mismatch. Inputs that see
 * these would see an error of the fast path as small.
 */
enum PlantedError {
    /** The next double above x is rounded in its place. */
    INPUT("x + 1 ulp") {
        @Override
        double round(FastRounder rounder, double x, WordSource words) {
            return rounder.round(Math.nextUp(x), words);
        }
    },

    /** Double rounding: to binary32 first. */
    BINARY32("binary32") {
        @Override
        double round(FastRounder rounder, double x, WordSource words) {
            return rounder.round((float) x, words);
        }
    },

    /** Every word of level 0 is one too large. */
    WORD("word + 1") {
        @Override
        double round(FastRounder rounder, double x, WordSource words) {
            return rounder.round(x, (use, level) -> words.word(use, level) + (level == 0 ? 1 : 0));
        }
    },

    /** A decision that needs more than 32 random bits gets zeros. */
    FURTHER_WORDS("one word") {
        @Override
        double round(FastRounder rounder, double x, WordSource words) {
            return rounder.round(x, (use, level) -> level == 0 ? words.word(use, 0) : 0);
        }
    };

    private final String label;

    PlantedError(String label) {
        this.label = label;
    }

    /** For the axis of a plot. */
    String label() {
        return label;
    }

    /** Q(x) by a rounder that makes this error. */
    abstract double round(FastRounder rounder, double x, WordSource words);
}
