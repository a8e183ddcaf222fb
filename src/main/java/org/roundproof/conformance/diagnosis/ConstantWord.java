package org.roundproof.conformance.diagnosis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;
import org.roundproof.conformance.Query;
import org.roundproof.quantizer.Rounding;

/**
 * Looks for one word that, used for every element, gives every answer again. Stochastic rounding goes away from zero from some
 * word on, so that each answer bounds the word from one side, and what all allow is an interval.
 */
final class ConstantWord {
    static final Suspect SUSPECT = fault(0).suspect();

    private static final long LARGEST = 0xFFFF_FFFFL;

    private final List<Answered> answers;
    private final List<Query> tests;
    private final Semantics right;
    private long low;
    private long high = LARGEST;

    private ConstantWord(List<Answered> answers, List<Query> tests, Semantics right) {
        this.answers = answers;
        this.tests = tests;
        this.right = right;
    }

    /** The fault of the smallest word that agrees with the answers; null where there is none. */
    static @Nullable Fault of(List<Answered> answers, List<Query> tests, Semantics right) {
        boolean monotone = right.asked().rounding() instanceof Rounding.StochasticBits
                || right.asked().rounding() instanceof Rounding.Stochastic;
        return monotone ? new ConstantWord(answers, tests, right).fault() : null;
    }

    private @Nullable Fault fault() {
        for (int i = 0; i < answers.size(); i++) {
            boolean atLow = agrees(i, low);
            boolean atHigh = agrees(i, high);
            if (!atLow && !atHigh) {
                return null;
            }
            if (!atHigh) {
                high = last(i, low, high, true);
            } else if (!atLow) {
                low = last(i, low, high, false) + 1;
            }
        }
        return fault((int) low);
    }

    /** The last word from {@code from} on, before {@code to}, that agrees or that does not. */
    private long last(int i, long from, long to, boolean agreeing) {
        long a = from;
        long b = to;
        while (b - a > 1) {
            long middle = (a + b) / 2;
            if (agrees(i, middle) == agreeing) {
                a = middle;
            } else {
                b = middle;
            }
        }
        return a;
    }

    private boolean agrees(int i, long word) {
        try {
            Semantics wrong = right.withWords((all, index) -> (use, level) -> (int) word);
            return answers.get(i).is(wrong.answer(tests, i));
        } catch (InputException e) {
            return false;
        }
    }

    private static Fault fault(int word) {
        return WordFaults.constant("word-constant", "uses the same random word for every element", word);
    }
}
