package org.roundproof.format;

/** Kinds of value that a code point can stand for. */
public enum ValueClass {
    ZERO,
    SUBNORMAL,
    NORMAL,
    INFINITY,
    NAN
}
