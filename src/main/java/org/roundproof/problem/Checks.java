package org.roundproof.problem;

import org.roundproof.InputException;

/** The conditions that make numbers usable in a problem. */
final class Checks {
    /** Its fourth power is a double. */
    private static final double LARGEST = 1e75;

    private static final double SMALLEST = 1e-75;

    private Checks() {}

    static void nonNegative(String what, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new InputException("the " + what + " is " + value + "; it must be finite and not negative");
        }
    }

    /** Each λ_i must be a positive finite double; underflow to 0 is an error, not a smaller problem. */
    static double[] positive(Spectrum spectrum, double[] eigenvalues) {
        return positive(spectrum.expression(), eigenvalues);
    }

    static double[] positive(String what, double[] eigenvalues) {
        for (int i = 0; i < eigenvalues.length; i++) {
            if (!(eigenvalues[i] > 0) || Double.isInfinite(eigenvalues[i])) {
                throw new InputException("eigenvalue " + (i + 1) + " of " + what + " is " + eigenvalues[i]
                        + "; each must be a positive finite double");
            }
        }
        return eigenvalues;
    }

    /** Fourth moments of the values must stay within the range of double. */
    static void scale(String what, double[] values) {
        for (double value : values) {
            if (Math.abs(value) > LARGEST || (value != 0 && Math.abs(value) < SMALLEST)) {
                throw new InputException(what + " hold " + value + "; magnitudes between " + SMALLEST + " and "
                        + LARGEST + " are needed: change the unit");
            }
        }
    }

    static double[] finite(String what, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new InputException(
                        "value " + (i + 1) + " of " + what + " is " + values[i] + "; it must be finite");
            }
        }
        return values;
    }
}
