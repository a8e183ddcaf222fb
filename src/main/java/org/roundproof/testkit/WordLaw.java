package org.roundproof.testkit;

import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.quantizer.Distribution;

/**
 * The law of an implementation's result at one x, measured without sampling: an implementation that goes away from zero from some
 * word on goes there at a rate that 33 calls find.
 *
 * @param toward the result for the word 0
 * @param away the result for the word 2³² − 1
 * @param rate how many of the 2³² words give {@code away}, over 2³²; words beyond the first are those of {@code Words}
 */
record WordLaw(double toward, double away, BigFraction rate) {
    private static final long WORDS = 1L << 32;

    /** Bisection over the first word. */
    static WordLaw of(QuantizerUnderTest subject, double x) {
        double toward = subject.quantize(x, word(0));
        double away = subject.quantize(x, word(WORDS - 1));
        if (Double.compare(toward, away) == 0) {
            return new WordLaw(toward, away, BigFraction.ZERO);
        }
        long stays = 0;
        long goes = WORDS - 1;
        while (goes - stays > 1) {
            long middle = (stays + goes) >>> 1;
            if (Double.compare(subject.quantize(x, word(middle)), toward) == 0) {
                stays = middle;
            } else {
                goes = middle;
            }
        }
        return new WordLaw(toward, away, BigFraction.of(WORDS - goes, WORDS));
    }

    private static Words word(long first) {
        return new Words((int) first, 0, 0);
    }

    /** The rate at which the result is a value. */
    BigFraction rate(double value, QuantizerUnderTest subject) {
        if (subject.same(value, toward)) {
            return BigFraction.ONE.subtract(rate);
        }
        return subject.same(value, away) ? rate : BigFraction.ZERO;
    }

    /** E Q(x). */
    BigFraction mean() {
        return BigFraction.from(toward).add(gap().multiply(rate));
    }

    /** Var Q(x). */
    BigFraction variance() {
        return gap().pow(2).multiply(rate).multiply(BigFraction.ONE.subtract(rate));
    }

    private BigFraction gap() {
        return BigFraction.from(away).subtract(BigFraction.from(toward));
    }

    /** How far a law may be from the exact one because only the first word was varied: one word of 2³². */
    static BigFraction resolution(Distribution exact) {
        int last = exact.support().size() - 1;
        BigFraction width = BigFraction.from(exact.support().get(last).value())
                .subtract(BigFraction.from(exact.support().get(0).value()));
        return width.multiply(BigFraction.of(1, WORDS));
    }
}
