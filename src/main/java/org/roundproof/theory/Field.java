package org.roundproof.theory;

import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The arithmetic that a recursion runs in: exact rationals, doubles, or outward-rounded intervals. One formula, said once,
 * serves all of them.
 *
 * @param <T> numbers
 */
public interface Field<T> {
    /** The number {@code value} (or an enclosure, or the nearest double of it). */
    T of(BigFraction value);

    /** The exact value of a finite double (always representable). */
    T of(double value);

    T add(T a, T b);

    T subtract(T a, T b);

    T multiply(T a, T b);

    T divide(T a, T b);

    /** The greater number. */
    T max(T a, T b);

    /** The lesser number. */
    T min(T a, T b);

    /** A double that is at most {@code value}: the nearest below, or the number itself where the arithmetic is rounded. */
    double lower(T value);

    /** A double that is at least {@code value}; likewise. */
    double upper(T value);

    /** 0. */
    default T zero() {
        return of(0.0);
    }

    /** 1. */
    default T one() {
        return of(1.0);
    }
}
