package org.roundproof.testkit;

import static org.roundproof.testkit.ClaimUnderTest.RP_01;
import static org.roundproof.testkit.ClaimUnderTest.RP_02;
import static org.roundproof.testkit.ClaimUnderTest.RP_03;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tuple.Tuple2;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.conformance.BlackBoxResult.Fault;
import org.roundproof.quantizer.Distribution;
import org.roundproof.quantizer.Distribution.Atom;

/**
 * What stochastic rounding promises, as properties to inherit: implement {@link #subject()} in a test class.
 *
 * <p>Where the random words are arguments used by this library's rule, everything is decided without chance: results for given
 * words, and the rate, found by bisection over the word. Elsewhere rates and independence are judged by draws, with exact tests
 * whose family-wise error is {@link #falseAlarm()}. The note is {@code proofs-notes/testkit.md}.
 */
public interface StochasticRoundingContract extends StochasticInputs {
    /** Bound of the probability that a right implementation fails a property that draws; of each such property. */
    default double falseAlarm() {
        return BlackBoxDraws.FALSE_ALARM;
    }

    /** Draws at each point in the last stage of the properties that draw. */
    default int draws() {
        return BlackBoxDraws.DRAWS;
    }

    /** Q(x) is one of the values that have a positive probability; for x within the range. */
    @Property
    default void RP01_support(@ForAll("decisions") Tuple2<Input, Words> decision) {
        QuantizerUnderTest subject = subject();
        Input input = decision.get1();
        double actual = subject.quantize(input.x(), decision.get2());
        List<Atom> support = subject.quantizer().distribution(input.x()).support();
        if (support.stream().noneMatch(atom -> subject.same(atom.value(), actual))) {
            throw Violation.at(RP_01, subject, input + ", words " + decision.get2() + ",", Calls.text(support), actual);
        }
    }

    /** The same words give the same result. */
    @Property
    @Requires(Capability.GIVEN_WORDS)
    default void RP01_reproducible(@ForAll("decisions") Tuple2<Input, Words> decision, @ForAll("inputs") Input other) {
        QuantizerUnderTest subject = subject();
        double x = decision.get1().x();
        double first = subject.quantize(x, decision.get2());
        subject.quantize(other.x(), decision.get2());
        double again = subject.quantize(x, decision.get2());
        if (!subject.same(first, again)) {
            throw Violation.at(
                    RP_01,
                    subject,
                    decision.get1() + ", words " + decision.get2() + ",",
                    Violation.text(first) + " as the first time",
                    again);
        }
    }

    /** For given words, the result is that of the exact quantizer. */
    @Property
    @Requires(Capability.SAME_WORDS)
    default void RP01_sameWordsSameResult(@ForAll("decisions") Tuple2<Input, Words> decision) {
        QuantizerUnderTest subject = subject();
        double x = decision.get1().x();
        double expected = subject.quantizer().quantize(x, decision.get2());
        double actual = subject.quantize(x, decision.get2());
        if (!subject.same(expected, actual)) {
            throw Violation.at(
                    RP_01,
                    subject,
                    decision.get1() + ", words " + decision.get2() + ",",
                    Violation.text(expected),
                    actual);
        }
    }

    /** A larger word never goes back towards zero. */
    @Property
    @Requires(value = Capability.SAME_WORDS, of = Trait.STOCHASTIC)
    default void RP01_monotoneInTheWord(@ForAll("decisions") Tuple2<Input, Words> decision, @ForAll int other) {
        QuantizerUnderTest subject = subject();
        double x = decision.get1().x();
        Words words = decision.get2();
        boolean more = Integer.compareUnsigned(words.first(), other) <= 0;
        Words small = new Words(more ? words.first() : other, words.second(), words.seed());
        Words large = new Words(more ? other : words.first(), words.second(), words.seed());
        double low = subject.quantize(x, small);
        double high = subject.quantize(x, large);
        if (!(Math.abs(low) <= Math.abs(high))) {
            throw Violation.at(
                    RP_01,
                    subject,
                    decision.get1() + ", words " + large + ",",
                    "no nearer to zero than " + Violation.text(low) + ", the result for " + small,
                    high);
        }
    }

    /** The rate at which Q(x) is each of its values is the exact probability, to one word of 2³². */
    @Property
    @Requires(value = Capability.SAME_WORDS, of = Trait.STOCHASTIC)
    default void RP01_exactRate(@ForAll("inputsInRange") Input input) {
        QuantizerUnderTest subject = subject();
        List<Atom> support = subject.quantizer().distribution(input.x()).support();
        if (support.size() == 1) {
            return; // a value, which stays: another property's
        }
        Atom away = support.get(input.x() < 0 ? 0 : 1);
        BigFraction rate = WordLaw.of(subject, input.x()).rate(away.value(), subject);
        if (rate.subtract(away.probability())
                        .abs()
                        .subtract(BigFraction.of(1, 1L << 32))
                        .signum()
                > 0) {
            throw Violation.of(
                    RP_01,
                    subject,
                    "at x = " + input + " the result must be " + Violation.text(away.value()) + " at the rate "
                            + Violation.text(away.probability()) + ", and is so at the rate " + Violation.text(rate)
                            + " over all 2^32 words");
        }
    }

    /** E Q(x) is exactly x, or exactly as biased as the specification says. */
    @Property
    @Requires(value = Capability.SAME_WORDS, of = Trait.STOCHASTIC)
    default void RP01_unbiased(@ForAll("inputsInRange") Input input) {
        QuantizerUnderTest subject = subject();
        Distribution exact = subject.quantizer().distribution(input.x());
        WordLaw law = WordLaw.of(subject, input.x());
        if (!Double.isFinite(law.toward()) || !Double.isFinite(law.away()) || !exact.hasMoments()) {
            return; // a result off the support is another property's
        }
        BigFraction off = law.mean().subtract(exact.mean()).abs();
        if (off.subtract(WordLaw.resolution(exact)).signum() > 0) {
            throw Violation.of(
                    RP_01,
                    subject,
                    "at x = " + input + " the mean over all 2^32 words must be " + Violation.text(exact.mean())
                            + ", a bias of " + Violation.text(exact.bias()) + ", and is " + Violation.text(law.mean())
                            + ", a bias of "
                            + Violation.text(law.mean().subtract(exact.mean().subtract(exact.bias()))));
        }
    }

    /** Var Q(x) is exactly that of the specification, (x − lo)(hi − x) where it is unbiased. */
    @Property
    @Requires(value = Capability.SAME_WORDS, of = Trait.STOCHASTIC)
    default void RP02_variance(@ForAll("inputsInRange") Input input) {
        QuantizerUnderTest subject = subject();
        Distribution exact = subject.quantizer().distribution(input.x());
        WordLaw law = WordLaw.of(subject, input.x());
        if (!Double.isFinite(law.toward()) || !Double.isFinite(law.away()) || !exact.hasMoments()) {
            return;
        }
        BigFraction off = law.variance().subtract(exact.variance()).abs();
        // d(p(1 − p)) ≤ dp, and the width once more
        int last = exact.support().size() - 1;
        BigFraction width = BigFraction.from(exact.support().get(last).value())
                .subtract(BigFraction.from(exact.support().get(0).value()));
        if (off.subtract(WordLaw.resolution(exact).multiply(width)).signum() > 0) {
            throw Violation.of(
                    RP_02,
                    subject,
                    "at x = " + input + " the variance over all 2^32 words must be " + Violation.text(exact.variance())
                            + ", and is " + Violation.text(law.variance()));
        }
    }

    /** The rates of many draws, by the exact binomial test. */
    @Property(tries = 1)
    @Requires(
            unless = Capability.SAME_WORDS,
            of = {Trait.STOCHASTIC, Trait.CHANCE})
    default void RP01_rateOfDraws() {
        new BlackBoxDraws(subject(), draws(), falseAlarm())
                .require(RP_01, Fault.OFF_SUPPORT, Fault.ZERO_SIGN, Fault.WRONG_RATE);
    }

    /** Draws are independent of earlier draws; along an array, of the elements before. */
    @Property(tries = 1)
    @Requires(unless = Capability.SAME_WORDS, of = Trait.CHANCE)
    default void RP01_independentDraws() {
        new BlackBoxDraws(subject(), draws(), falseAlarm()).require(RP_01, Fault.DEPENDENT_DRAWS);
    }

    /** The three rates of triangular dither, ((½−r)²/2, ¾−r², (½+r)²/2), from which mean x and variance Δ²/4 follow. */
    @Property(tries = 1)
    @Requires(of = {Trait.DITHER, Trait.CHANCE})
    default void RP03_rateOfDraws() {
        new BlackBoxDraws(subject(), draws(), falseAlarm())
                .require(RP_03, Fault.OFF_SUPPORT, Fault.ZERO_SIGN, Fault.WRONG_RATE);
    }
}
