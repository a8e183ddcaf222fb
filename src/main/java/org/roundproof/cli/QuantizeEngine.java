package org.roundproof.cli;

import org.roundproof.quantizer.Quantizer;
import org.roundproof.random.WordSource;
import org.roundproof.sgd.fast.FastRounder;

/** The two implementations of every quantizer; claim RP-04 says that they agree bit for bit. */
enum QuantizeEngine {
    /** By the definition, on exact numbers. */
    EXACT {
        @Override
        Rounder of(Quantizer q) {
            return q::quantize;
        }
    },
    /** By bit operations on doubles. */
    FAST {
        @Override
        Rounder of(Quantizer q) {
            FastRounder rounder = FastRounder.of(q);
            return rounder::round;
        }
    };

    abstract Rounder of(Quantizer q);

    /** Q(x) from words. */
    @FunctionalInterface
    interface Rounder {
        double round(double x, WordSource words);
    }
}
