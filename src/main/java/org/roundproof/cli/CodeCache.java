package org.roundproof.cli;

import java.util.Arrays;
import org.roundproof.format.NumberFormat;

/** The codes of a format's values, remembered: a format of few bits is asked for the same ones again and again. */
final class CodeCache {
    private static final int BITS = 14;
    /** The golden ratio's bits: multiples of it spread over the upper bits of the product. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final long EMPTY = -1;

    private final NumberFormat format;
    private final long[] values = new long[1 << BITS];
    private final long[] codes = new long[1 << BITS];

    CodeCache(NumberFormat format) {
        this.format = format;
        Arrays.fill(codes, EMPTY);
    }

    /**
     * The code of a value.
     *
     * @throws org.roundproof.InputException where the format has no such value
     */
    long code(double value) {
        long bits = Double.doubleToLongBits(value);
        int slot = (int) (bits * SPREAD >>> (Long.SIZE - BITS));
        if (values[slot] != bits || codes[slot] == EMPTY) {
            codes[slot] = format.encode(value);
            values[slot] = bits;
        }
        return codes[slot];
    }
}
