package org.roundproof.testkit;

import static org.roundproof.testkit.ClaimUnderTest.RP_04;

import java.util.List;
import java.util.stream.Collectors;
import org.roundproof.quantizer.Distribution.Atom;
import org.roundproof.random.RandomWords;
import org.roundproof.random.Role;
import org.roundproof.random.WordSource;

/** Calls of an implementation, and whether their results are possible ones. */
final class Calls {
    private Calls() {}

    /** Random words for one element, all of them from a seed. */
    static WordSource words(long seed, int element) {
        return new RandomWords(seed).element(Role.DATA_QUANTIZER, 1, 0, element);
    }

    /** Holds the code of a value to the format's. */
    static void code(QuantizerUnderTest subject, double value, String where) {
        long expected = subject.quantizer().format().encode(value);
        long actual = subject.code(value);
        if (expected != actual) {
            throw Violation.of(
                    RP_04,
                    subject,
                    "the code of " + Violation.text(value) + where + " must be 0x" + Long.toHexString(expected)
                            + ", and is 0x" + Long.toHexString(actual));
        }
    }

    /** Quantizes x and holds the result to the exact one for the same words, or to the exact support. */
    static void supported(QuantizerUnderTest subject, double x, long seed) {
        double actual = subject.quantize(x, words(seed, 0));
        Input input = new Input(subject.quantizer().format(), x);
        if (subject.capabilities().contains(Capability.SAME_WORDS)) {
            double expected = subject.quantizer().quantize(x, words(seed, 0));
            if (!subject.same(expected, actual)) {
                throw Violation.at(RP_04, subject, input, Violation.text(expected), actual);
            }
        }
        supported(subject, x, input, actual);
    }

    /** Holds a result to the exact support. */
    static void supported(QuantizerUnderTest subject, double x, Object input, double actual) {
        List<Atom> support = subject.quantizer().distribution(x).support();
        if (support.stream().noneMatch(atom -> subject.same(atom.value(), actual))) {
            throw Violation.at(RP_04, subject, input, text(support), actual);
        }
    }

    /** The values that are possible. */
    static String text(List<Atom> support) {
        return support.stream().map(atom -> Violation.text(atom.value())).collect(Collectors.joining(" or "));
    }
}
