package org.roundproof.conformance.diagnosis;

/** The last stage: what is made of the result. */
@FunctionalInterface
interface Output {
    /**
     * The answer.
     *
     * @param x the input as it was given
     * @param y the rounded value
     */
    double of(double x, double y);
}
