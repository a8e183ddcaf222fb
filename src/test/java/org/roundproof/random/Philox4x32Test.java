package org.roundproof.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.roundproof.Effort;

/** Known answers of Random123 and agreement with Commons RNG. */
@Tag("simd")
class Philox4x32Test {
    /** Random123, {@code tests/kat_vectors}, lines "philox4x32 10": counter, key, output. */
    private static final String[] KNOWN_ANSWERS = {
        "00000000 00000000 00000000 00000000 00000000 00000000 6627e8d5 e169c58d bc57ac4c 9b00dbd8",
        "ffffffff ffffffff ffffffff ffffffff ffffffff ffffffff 408f276d 41c83b0e a20bc7c6 6d5451fd",
        "243f6a88 85a308d3 13198a2e 03707344 a4093822 299f31d0 d16cfe09 94fdcceb 5001e420 24126ea1",
    };

    @Test
    void givesRandom123sKnownAnswers() {
        for (String line : KNOWN_ANSWERS) {
            int[] w = Arrays.stream(line.split(" "))
                    .mapToInt(word -> Integer.parseUnsignedInt(word, 16))
                    .toArray();
            long key = Integer.toUnsignedLong(w[4]) | ((long) w[5] << 32);
            int[] out = new int[6];
            Philox4x32.block(w[0], w[1], w[2], w[3], key, out, 1);
            assertArrayEquals(new int[] {0, w[6], w[7], w[8], w[9], 0}, out, line);
        }
    }

    /** Commons RNG counts up before it draws: its first block is that of counter + 1. */
    @Test
    void agreesWithCommonsRng() {
        org.apache.commons.rng.core.source64.SplitMix64 arguments =
                new org.apache.commons.rng.core.source64.SplitMix64(20251018);
        for (int trial = 0; trial < Effort.scaled(1000); trial++) {
            long key = arguments.nextLong();
            int c0 = arguments.nextInt() & 0x7FFFFFFF;
            int c1 = arguments.nextInt();
            int c2 = arguments.nextInt();
            int c3 = arguments.nextInt();
            org.apache.commons.rng.core.source32.Philox4x32 peer = new org.apache.commons.rng.core.source32.Philox4x32(
                    new int[] {(int) key, (int) (key >>> 32), c0, c1, c2, c3});
            int[] out = new int[8];
            Philox4x32.block(c0 + 1, c1, c2, c3, key, out, 0);
            Philox4x32.block(c0 + 2, c1, c2, c3, key, out, 4);
            for (int word : out) {
                assertEquals(peer.nextInt(), word);
            }
        }
    }

    @Test
    void wordsFollowTheAddressLayout() {
        long seed = 0x299f31d0a4093822L;
        RandomWords words = new RandomWords(seed);
        int[] block = new int[4];
        // element 4·c0 + lane, step c1, replicate c2, role + 16·use + 256·level = c3
        int c3 = 6 + 16 * 5 + 256 * 0x037073;
        Philox4x32.block(0x243f6a88, 0x85a308d3, 0x13198a2e, c3, seed, block, 0);
        for (int lane = 0; lane < 4; lane++) {
            long element = 4L * 0x243f6a88L + lane;
            assertEquals(
                    block[lane],
                    words.word(Role.GRADIENT_QUANTIZER, 0x85a308d3, 0x13198a2e, element, 5, 0x037073),
                    "lane " + lane);
            assertEquals(
                    block[lane],
                    words.element(Role.GRADIENT_QUANTIZER, 0x85a308d3, 0x13198a2e, element)
                            .word(5, 0x037073));
        }
    }

    @Test
    void bulkWordsAreTheSingleWords() {
        RandomWords words = new RandomWords(42);
        for (long first : new long[] {0, 1, 2, 3, 4, 1001, (1L << 32) - 5, (1L << 34) - 40}) {
            for (int length = 0; length <= 13; length++) {
                int[] out = new int[length];
                words.fill(Role.FEATURES, 7, 3, first, 1, 2, out);
                for (int i = 0; i < length; i++) {
                    assertEquals(words.word(Role.FEATURES, 7, 3, first + i, 1, 2), out[i]);
                }
            }
        }
    }

    /** Lengths about the number of blocks that go side by side, and counters across 2^31 and at the end. */
    @Test
    void manyBulkWordsAreTheSingleWords() {
        RandomWords words = new RandomWords(-42);
        for (int length : new int[] {31, 32, 33, 35, 511, 512, 513, 540, 1100}) {
            for (long first : new long[] {0, 3, (1L << 33) - 600, (1L << 34) - length}) {
                int[] out = new int[length];
                words.fill(Role.PARAMETER_QUANTIZER, -7, -3, first, 0, 0, out);
                for (int i = 0; i < length; i++) {
                    assertEquals(words.word(Role.PARAMETER_QUANTIZER, -7, -3, first + i, 0, 0), out[i]);
                }
            }
        }
    }

    @Test
    void addressesOutsideTheCounterAreRefused() {
        RandomWords words = new RandomWords(0);
        assertThrows(IllegalArgumentException.class, () -> words.word(Role.FEATURES, 1, 0, 1L << 34, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> words.word(Role.FEATURES, 1, 0, -1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> words.word(Role.FEATURES, 1, 0, 0, 16, 0));
        assertThrows(IllegalArgumentException.class, () -> words.word(Role.FEATURES, 1, 0, 0, 0, 1 << 24));
        assertThrows(
                IllegalArgumentException.class,
                () -> words.fill(Role.FEATURES, 1, 0, (1L << 34) - 2, 0, 0, new int[4]));
    }
}
