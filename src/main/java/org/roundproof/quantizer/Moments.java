package org.roundproof.quantizer;

import org.apache.commons.numbers.fraction.BigFraction;

/** Mean, bias and central moments of a distribution. */
record Moments(BigFraction mean, BigFraction bias, BigFraction variance, BigFraction third, BigFraction fourth) {
    /** E (Q − c)^k. */
    @FunctionalInterface
    interface About {
        BigFraction moment(BigFraction center, int k);
    }

    /** The moments of a result Q at the point x. */
    static Moments of(BigFraction x, About about) {
        BigFraction bias = about.moment(x, 1);
        BigFraction mean = x.add(bias);
        return new Moments(mean, bias, about.moment(mean, 2), about.moment(mean, 3), about.moment(mean, 4));
    }
}
