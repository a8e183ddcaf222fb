package org.roundproof.peers;

import org.roundproof.format.ExactReal;

/**
 * An input at which a peer's answer is not the exact one.
 *
 * @param input x
 * @param theirs the peer's answer
 * @param exact the real rounded once
 * @param mistake the class of mistake
 * @param judgement what the peer's own specification says of it
 */
record Divergence(double input, double theirs, double exact, String mistake, String judgement) {

    static Divergence of(Expectation expectation, double input, double theirs, double exact) {
        return new Divergence(
                input, theirs, exact, mistake(expectation, input, theirs, exact), expectation.judge(input, theirs));
    }

    private static String mistake(Expectation expectation, double x, double theirs, double exact) {
        if (!Double.isFinite(theirs) || !Double.isFinite(exact)) {
            return kind(theirs) + " in place of " + kind(exact);
        }
        if (theirs == 0 && exact == 0) {
            return "sign of zero";
        }
        if (Double.isInfinite(x)) {
            return "an infinity to the wrong end";
        }
        if (theirs * exact < 0) {
            return "opposite sign";
        }
        if (expectation.roundsTwice(x, theirs)) {
            return "rounded twice";
        }
        if (expectation.real().apply(x).scale(1).equals(ExactReal.of(theirs).add(ExactReal.of(exact)))) {
            return "tie broken the other way";
        }
        if (Double.compare(theirs, expectation.truncated().applyAsDouble(x)) == 0) {
            return "truncated";
        }
        return "not the nearest value";
    }

    private static String kind(double value) {
        return Double.isNaN(value) ? "NaN" : Double.isInfinite(value) ? "an infinity" : "a finite value";
    }

    /** How long x is to write: the bits of its significand. */
    int significantBits() {
        if (!Double.isFinite(input) || input == 0) {
            return 0;
        }
        long significand = Double.doubleToLongBits(Math.abs(input)) & (1L << 52) - 1;
        return significand == 0 ? 1 : 53 - Long.numberOfTrailingZeros(significand);
    }
}
