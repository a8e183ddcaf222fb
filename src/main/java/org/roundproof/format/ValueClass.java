package org.roundproof.format;

/** Kinds of value that a code point can stand for. */
public enum ValueClass {
    ZERO,
    SUBNORMAL,
    NORMAL,
    INFINITY,
    NAN,
    /** A code that stands for no value: the lowest code of a symmetric integer or power format. */
    UNUSED
}
