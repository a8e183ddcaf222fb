package org.roundproof.conformance.diagnosis;

/** The stage of a rounding that keeps the rounded value in the format's range. */
@FunctionalInterface
interface Range {
    double value(Rounded rounded);
}
