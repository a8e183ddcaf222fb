package org.roundproof.conformance.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.roundproof.quantizer.Rounding;

/** The wrong random bits. */
final class WordFaults {
    private static final int[] SHARED = {2, 4, 8, 16, 32};
    private static final String PICK =
            "Look at which bits of the word are taken: the top ones, the word as an unsigned number.";
    /** Distances of a counter that is off by more than one. */
    private static final int FAR = 4;

    private static final String DEAD = "Look at the random generator: it was not seeded, not advanced, or not read.";
    private static final String INDEX = "Look at the index or counter of the random words: every element has its own.";

    static final List<Fault> ALL = all();

    private WordFaults() {}

    private static List<Fault> all() {
        List<Fault> faults = new ArrayList<>();
        faults.add(
                Fault.of("low-bits", "uses the low bits of the word instead of the top ones", PICK, WordFaults::low));
        faults.add(bits("word-complemented", "uses 1 - u in place of u", word -> ~word));
        faults.add(bits("word-shifted-right", "uses u/2: one leading zero too many", word -> word >>> 1));
        faults.add(bits("word-shifted-left", "uses 2u: the leading bit is lost", word -> word << 1));
        faults.add(bits("word-bytes-swapped", "reads the word with its bytes in reverse", Integer::reverseBytes));
        faults.add(bits("word-bits-reversed", "reads the word with its bits in reverse", Integer::reverse));
        faults.add(constant("word-always-zero", "uses 0 for every random word", 0));
        faults.add(constant("word-all-ones", "uses the largest word, every bit set, for every element", -1));
        faults.add(other("word-of-first-test", "uses the first test's word for every test", i -> 0));
        for (int shared : SHARED) {
            faults.add(other(
                    "reused-words-" + shared,
                    "uses one word for " + shared + " neighbouring elements",
                    i -> i / shared * shared));
        }
        faults.add(other("word-of-previous-test", "uses the word of the test before", i -> Math.max(0, i - 1)));
        faults.add(Fault.of(
                "word-of-next-test",
                "uses the word of the test after",
                INDEX,
                r -> words(r, (tests, i) -> r.words().of(tests, Math.min(i + 1, tests.size() - 1)))));
        for (int k = 2; k <= FAR; k++) {
            int distance = k;
            faults.add(other(
                    "word-of-" + k + "-earlier",
                    "uses the word of " + k + " tests before",
                    i -> Math.max(0, i - distance)));
            faults.add(Fault.of(
                    "word-of-" + k + "-later",
                    "uses the word of " + k + " tests after",
                    INDEX,
                    r -> words(r, (tests, i) -> r.words().of(tests, Math.min(i + distance, tests.size() - 1)))));
        }
        return List.copyOf(faults);
    }

    /** The suspect that every element gets the same word. */
    static Fault constant(String name, String description, int word) {
        return Fault.of(name, description, DEAD, r -> words(r, (tests, i) -> (use, level) -> word));
    }

    private static Fault bits(String name, String description, IntUnaryOperator change) {
        return Fault.of(
                name,
                description,
                PICK,
                r -> words(r, (tests, i) -> {
                    var given = r.words().of(tests, i);
                    return (use, level) -> change.applyAsInt(given.word(use, level));
                }));
    }

    private static Fault other(String name, String description, IntUnaryOperator which) {
        return Fault.of(
                name, description, INDEX, r -> words(r, (tests, i) -> r.words().of(tests, which.applyAsInt(i))));
    }

    private static @Nullable Semantics low(Semantics r) {
        if (!(r.asked().rounding() instanceof Rounding.StochasticBits few) || few.bits() == Integer.SIZE) {
            return null;
        }
        return words(r, (tests, i) -> {
            var given = r.words().of(tests, i);
            return (use, level) -> given.word(use, level) << (Integer.SIZE - few.bits());
        });
    }

    private static @Nullable Semantics words(Semantics r, WordChoice change) {
        return r.stochastic() ? r.withWords(change) : null;
    }
}
