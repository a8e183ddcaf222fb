package org.roundproof.quantizer;

import org.apache.commons.numbers.fraction.BigFraction;

/** Mean, bias and central moments of a distribution; the central ones are computed when they are asked for. */
record Moments(BigFraction mean, BigFraction bias, About about) {
    /** E (Q − c)^k. */
    @FunctionalInterface
    interface About {
        BigFraction moment(BigFraction center, int k);
    }

    /** The moments of a result Q at the point x. */
    static Moments of(BigFraction x, About about) {
        BigFraction bias = about.moment(x, 1);
        return new Moments(x.add(bias), bias, about);
    }

    /** E (Q − E Q)^k. */
    BigFraction central(int k) {
        return about.moment(mean, k);
    }
}
