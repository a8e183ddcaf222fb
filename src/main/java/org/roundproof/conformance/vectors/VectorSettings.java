package org.roundproof.conformance.vectors;

import org.roundproof.InputException;

/**
 * How much is asked, and of which inputs.
 *
 * @param level 1 corners; 2 every value, midpoint and neighbour of formats of up to 8 bits, and random inputs; 3 the same up
 *     to 16 bits
 * @param seed of the random inputs
 * @param input type of the inputs
 */
public record VectorSettings(int level, long seed, InputType input) {
    /** Checks the level. */
    public VectorSettings {
        if (level < 1 || level > 3) {
            throw new InputException("level is " + level + "; it must be 1, 2 or 3");
        }
    }

    /** What is committed: level 1, seed 1, doubles. */
    public static final VectorSettings COMMITTED = new VectorSettings(1, 1, InputType.BINARY64);

    /** Widest format that is swept wholly. */
    int sweptBits() {
        return level == 1 ? 0 : level == 2 ? 8 : 16;
    }

    /** Number of random inputs; formats that are swept at no level have more. */
    int randomInputs(int bits) {
        return switch (level) {
            case 1 -> bits > 16 ? 16 : 2;
            case 2 -> 256;
            default -> bits > 16 ? 1 << 16 : 1 << 12;
        };
    }
}
