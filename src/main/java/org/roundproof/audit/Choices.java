package org.roundproof.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The random choices of a small experiment, all of them taken in turn. Whoever asks with the same key gets the same choice
 * again, so that what is drawn anew and what is shared is said by the keys alone.
 */
final class Choices {
    private final List<Choice> path;
    private final Map<Object, Integer> made = new HashMap<>();
    private int next;

    private Choices(List<Choice> path) {
        this.path = path;
    }

    /** One choice: which of the probabilities is taken. */
    private record Choice(int taken, List<BigFraction> probabilities) {
        BigFraction probability() {
            return probabilities.get(taken);
        }
    }

    /** E of an experiment: its value on every path of choices, weighted by the path's probability. */
    static BigFraction expectation(Function<Choices, BigFraction> experiment) {
        List<Choice> path = new ArrayList<>();
        BigFraction sum = BigFraction.ZERO;
        do {
            BigFraction value = experiment.apply(new Choices(path));
            for (Choice choice : path) {
                value = value.multiply(choice.probability());
            }
            sum = sum.add(value);
        } while (advance(path));
        return sum;
    }

    /** The next path: the last choice that is not the last of its kind moves on, what follows is chosen afresh. */
    private static boolean advance(List<Choice> path) {
        while (!path.isEmpty()) {
            Choice last = path.remove(path.size() - 1);
            if (last.taken() + 1 < last.probabilities().size()) {
                path.add(new Choice(last.taken() + 1, last.probabilities()));
                return true;
            }
        }
        return false;
    }

    /** An index, taken with its probability. */
    int pick(Object key, List<BigFraction> probabilities) {
        return made.computeIfAbsent(key, k -> {
            if (next == path.size()) {
                path.add(new Choice(0, probabilities));
            }
            return path.get(next++).taken();
        });
    }

    /** One of 0 … size − 1, each as likely. */
    int pick(Object key, int size) {
        return pick(key, Collections.nCopies(size, BigFraction.of(1, size)));
    }

    /** 1 or −1, each as likely. */
    int sign(Object key) {
        return pick(key, 2) == 0 ? 1 : -1;
    }
}
