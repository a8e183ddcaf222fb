package org.roundproof.testkit;

import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.format.HexFloat;

/** The words in which a broken claim is reported. */
final class Violation {
    private static final int LONG = 40;

    private Violation() {}

    /**
     * A claim that an implementation broke.
     *
     * @param claim which
     * @param subject who
     * @param detail at which input, what was expected exactly and what came, in one line
     */
    static AssertionError of(ClaimUnderTest claim, UnderTest subject, String detail) {
        return new AssertionError(claim.id() + " (" + claim.statement() + ") is broken by this implementation of "
                + subject.specification() + ": " + detail);
    }

    /** An implementation that threw. */
    static AssertionError threw(ClaimUnderTest claim, UnderTest subject, String where, RuntimeException e) {
        AssertionError error = of(claim, subject, "at " + where + " the implementation threw " + e);
        error.initCause(e);
        return error;
    }

    /** At an input: what is right and what came. */
    static AssertionError at(ClaimUnderTest claim, UnderTest subject, Object input, String expected, double actual) {
        return of(claim, subject, "at x = " + input + " the result must be " + expected + ", and is " + text(actual));
    }

    /** A fraction, exactly where that is short. */
    static String text(BigFraction value) {
        String exact = value.toString().replace(" ", "");
        return exact.length() <= LONG ? exact : "about " + value.doubleValue();
    }

    /** A double, exactly and readably. */
    static String text(double x) {
        String hex = HexFloat.of(x);
        return hex.equals(Double.toString(x)) || !Double.isFinite(x) || x == 0 ? hex : hex + " = " + x;
    }
}
