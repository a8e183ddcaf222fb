package org.roundproof.audit;

import org.apache.commons.numbers.fraction.BigFraction;

/** The order of the rationals. */
final class Order {
    private Order() {}

    /** Sign of a − b. ({@code BigFraction.compareTo} of Commons Numbers 1.2 orders two negative fractions by magnitude.) */
    static int compare(BigFraction a, BigFraction b) {
        return a.subtract(b).signum();
    }
}
