package org.roundproof.conformance.vectors;

import java.util.function.Consumer;
import org.roundproof.format.HexFloat;
import org.roundproof.random.Gaussians;
import org.roundproof.random.RandomWords;
import org.roundproof.random.Role;
import org.roundproof.random.Uniforms;
import org.roundproof.random.WordSource;

/** Known answers: words at the corners of their addresses, and the doubles made from the words of an element. */
final class RandomVectors {
    private static final long[] SEEDS = {0, 1, 0xFFFF_FFFFL, 1L << 32, 0x0123_4567_89ab_cdefL, -1};
    private static final long[] ELEMENTS = {0, 1, 2, 3, 4, 7, (1L << 34) - 1};
    private static final int DRAWS = 16;

    private RandomVectors() {}

    /** What is known of an address. */
    enum Kind {
        WORD("philox4x32-10", "word"),
        UNIFORM("uniform", "y"),
        NORMAL("normal", "y");

        private final String text;
        private final String field;

        Kind(String text, String field) {
            this.text = text;
            this.field = field;
        }

        String text() {
            return text;
        }

        /** Name of the answer's field. */
        String field() {
            return field;
        }
    }

    /** One address with its answer as text. */
    record Entry(Kind kind, long seed, Role role, int use, int level, int step, int replicate, long element) {
        String id() {
            String base = kind.text() + "/" + Long.toUnsignedString(seed) + "/" + role.code() + "/"
                    + Integer.toUnsignedString(step) + "/" + Integer.toUnsignedString(replicate) + "/" + element;
            return kind == Kind.WORD ? base + "/" + use + "/" + level : base;
        }

        String answer() {
            WordSource words = new RandomWords(seed).element(role, step, replicate, element);
            return switch (kind) {
                case WORD -> String.format("0x%08x", words.word(use, level));
                case UNIFORM -> HexFloat.of(Uniforms.draw(words));
                case NORMAL -> HexFloat.of(Gaussians.draw(words));
            };
        }
    }

    static void forEach(Kind kind, Consumer<Entry> consumer) {
        if (kind == Kind.WORD) {
            words(consumer);
            return;
        }
        Role role = kind == Kind.UNIFORM ? Role.ROW_DRAW : Role.FEATURES;
        for (int element = 0; element < DRAWS; element++) {
            consumer.accept(new Entry(kind, 1, role, 0, 0, 1, 0, element));
        }
    }

    private static void words(Consumer<Entry> consumer) {
        for (long seed : SEEDS) {
            for (long element : ELEMENTS) {
                consumer.accept(new Entry(Kind.WORD, seed, Role.FEATURES, 0, 0, 1, 0, element));
            }
        }
        for (Role role : Role.values()) {
            for (int use = 0; use < 2; use++) {
                for (int level = 0; level < 3; level++) {
                    consumer.accept(new Entry(Kind.WORD, 1, role, use, level, 1, 0, 6));
                }
            }
        }
        for (int step : new int[] {2, 1000, Integer.MAX_VALUE}) {
            for (int replicate : new int[] {0, 1, Integer.MAX_VALUE}) {
                consumer.accept(new Entry(Kind.WORD, 1, Role.GRADIENT_QUANTIZER, 1, 1, step, replicate, 5));
            }
        }
    }
}
