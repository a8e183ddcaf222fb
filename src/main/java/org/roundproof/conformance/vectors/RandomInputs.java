package org.roundproof.conformance.vectors;

import java.math.BigInteger;
import org.roundproof.format.ExactReal;
import org.roundproof.format.NumberFormat;
import org.roundproof.random.RandomWords;
import org.roundproof.random.Role;
import org.roundproof.random.WordSource;

/**
 * Inputs drawn from Philox: input i comes from the words w0 … w3 (use 0, levels 0 to 3) of element i of role FEATURES in
 * step 1, replicate 0; its random words are those of role DATA_QUANTIZER of the same element.
 *
 * <pre>
 * exponent      e = low + ⌊(w0 &gt;&gt;&gt; 3)·n/2^29⌋ of the n exponents from low, two below that of the smallest positive
 *               value, to two above that of the largest; for w0 mod 8 = 0 of the lowest four alone, for 1 of the highest four
 * significand   1 + k·2^-52 with k = w1·2^20 + (w2 &gt;&gt;&gt; 12); for w3 mod 4 = 0 only the leading 12 bits of k are kept
 * sign          the top bit of w3
 * </pre>
 *
 * The result is truncated to the input type.
 */
final class RandomInputs {
    private static final int MARGIN = 2;
    private static final int EDGE = 4;

    private final RandomWords words;
    private final InputType type;
    private final int low;
    private final int count;

    RandomInputs(NumberFormat format, VectorSettings settings) {
        words = new RandomWords(settings.seed());
        type = settings.input();
        double largest = Math.max(format.maxFinite(), -format.minFinite());
        double smallest = format.cell(ExactReal.ZERO).awayFromZero().toDouble();
        low = exponent(smallest) - MARGIN;
        count = Math.max(EDGE, exponent(largest) + MARGIN - low + 1);
    }

    private static int exponent(double x) {
        return Math.toIntExact(ExactReal.of(x).floorLog2());
    }

    /** Input number i. */
    double input(int i) {
        WordSource source = words.element(Role.FEATURES, 1, 0, i);
        int w0 = source.word(0, 0);
        int w3 = source.word(0, 3);
        int kind = w0 & 7;
        int range = kind < 2 ? EDGE : count;
        long drawn = (w0 >>> 3) * (long) range >>> 29;
        long exponent = (kind == 1 ? low + count - EDGE : low) + drawn;
        long k = Integer.toUnsignedLong(source.word(0, 1)) << 20 | source.word(0, 2) >>> 12;
        if ((w3 & 3) == 0) {
            k &= -1L << 40;
        }
        double magnitude = type.truncate(ExactReal.of(BigInteger.valueOf(1L << 52 | k), exponent - 52));
        return w3 < 0 ? -magnitude : magnitude;
    }

    /** The word (use, level 0) for the rounding of input number i. */
    int word(int i, int use) {
        return words.word(Role.DATA_QUANTIZER, 1, 0, i, use, 0);
    }
}
