package org.roundproof.testkit;

import static org.roundproof.testkit.ClaimUnderTest.RP_04;

import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.roundproof.format.NumberFormat;
import org.roundproof.random.WordSource;

/**
 * What every quantizer promises around its rounding, stochastic ones included: NaN, infinities, overflow, signed zeros, codes,
 * arrays, and no memory of earlier calls. To be inherited together with {@link RoundingContract} or {@link
 * StochasticRoundingContract}.
 */
public interface QuantizerContract extends QuantizerInputs {
    /** NaN stays NaN. */
    @Property
    @Requires(Capability.NAN)
    default void RP04_nan(@ForAll long seed) {
        QuantizerUnderTest subject = subject();
        double actual = subject.quantize(Double.NaN, Calls.words(seed, 0));
        if (!Double.isNaN(actual)) {
            throw Violation.at(RP_04, subject, "NaN", "NaN (where it takes none, say without(Capability.NAN))", actual);
        }
    }

    /** ±∞ become what the overflow policy says. */
    @Property
    @Requires(Capability.INFINITIES)
    default void RP04_infinities(@ForAll boolean negative, @ForAll long seed) {
        Calls.supported(subject(), negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY, seed);
    }

    /** Beyond the range, and where the rounded value is, the overflow policy decides. */
    @Property
    @Requires(value = Capability.OVERFLOW, of = Trait.EXCEEDED)
    default void RP04_overflow(@ForAll("inputsBeyondTheRange") Input input, @ForAll long seed) {
        Calls.supported(subject(), input.x(), seed);
    }

    /** −0 stays −0, and what underflows keeps its sign, in a format with a negative zero; in others there is one zero. */
    @Property
    @Requires(Capability.SIGNED_ZEROS)
    default void RP04_zeros(@ForAll boolean negative, @ForAll long seed) {
        QuantizerUnderTest subject = subject();
        Calls.supported(subject, negative ? -0.0 : 0.0, seed);
        double tiny = subject.asInput(subject.quantizer().format().smallestPositive() / 4);
        if (tiny != 0 && subject.takes(tiny)) {
            Calls.supported(subject, negative ? -tiny : tiny, seed);
        }
    }

    /** A result's code is the format's code of that value. */
    @Property
    @Requires(Capability.CODES)
    default void RP04_codes(@ForAll("inputs") Input input, @ForAll long seed) {
        QuantizerUnderTest subject = subject();
        NumberFormat format = subject.quantizer().format();
        double y = subject.quantize(input.x(), Calls.words(seed, 0));
        Assume.that(RoundingContract.belongs(subject, y));
        Calls.code(subject, y == 0 && !format.hasNegativeZero() ? 0.0 : y, ", the result at x = " + input);
    }

    /** Every value of the format has its code, NaN and infinities included where the format has them. */
    @Property(tries = 1)
    @Requires(value = Capability.CODES, of = Trait.FEW_CODES)
    default void RP04_everyCode() {
        QuantizerUnderTest subject = subject();
        NumberFormat format = subject.quantizer().format();
        for (double value : QuantizerInputs.values(format)) {
            Calls.code(subject, value, "");
        }
        for (double special : new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN}) {
            if (RoundingContract.belongs(subject, special) && subject.takes(special)) {
                Calls.code(subject, special, "");
            }
        }
    }

    /** An array is quantized element by element, whatever its length and whatever stands beside an element. */
    @Property
    @Requires(Capability.ARRAYS)
    default void RP04_arrays(@ForAll("arrays") List<Input> inputs, @ForAll long seed) {
        QuantizerUnderTest subject = subject();
        double[] x = inputs.stream().mapToDouble(Input::x).toArray();
        WordSource[] words = new WordSource[x.length];
        for (int i = 0; i < x.length; i++) {
            words[i] = Calls.words(seed, i);
        }
        double[] all = subject.quantize(x, words);
        if (all.length != x.length) {
            throw Violation.of(
                    RP_04, subject, x.length + " elements must give as many results, and give " + all.length);
        }
        boolean chance =
                !subject.has(Trait.DETERMINISTIC) && !subject.capabilities().contains(Capability.GIVEN_WORDS);
        for (int i = 0; i < x.length; i++) {
            String where = inputs.get(i) + ", element " + i + " of " + x.length + ",";
            if (chance) {
                Calls.supported(subject, x[i], where, all[i]);
            } else {
                double alone = subject.quantize(x[i], words[i]);
                if (!subject.same(alone, all[i])) {
                    throw Violation.at(
                            RP_04, subject, where, Violation.text(alone) + ", as for the element alone", all[i]);
                }
            }
        }
    }

    /** The result does not depend on what was quantized before. */
    @Property
    default void RP04_noMemory(@ForAll("inputs") Input input, @ForAll("inputs") Input other, @ForAll long seed) {
        QuantizerUnderTest subject = subject();
        boolean chance =
                !subject.has(Trait.DETERMINISTIC) && !subject.capabilities().contains(Capability.GIVEN_WORDS);
        double first = subject.quantize(input.x(), Calls.words(seed, 0));
        subject.quantize(other.x(), Calls.words(seed, 1));
        double again = subject.quantize(input.x(), Calls.words(seed, 0));
        if (chance) {
            Calls.supported(subject, input.x(), input, again);
        } else if (!subject.same(first, again)) {
            throw Violation.at(
                    RP_04, subject, input, Violation.text(first) + " again, as before a call with " + other, again);
        }
    }
}
