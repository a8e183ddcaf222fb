package org.roundproof.quantizer;

import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/** Mean, bias and central moments of a result Q at a point x, each computed when it is asked for. */
final class Moments {
    /** E (Q − c)^k. */
    @FunctionalInterface
    interface About {
        BigFraction moment(BigFraction center, int k);
    }

    private final BigFraction x;
    private final About about;
    /** Kept, for the central moments need it; threads that race write equal values. */
    private @Nullable BigFraction bias;

    Moments(BigFraction x, About about) {
        this.x = x;
        this.about = about;
    }

    BigFraction bias() {
        BigFraction known = bias;
        if (known == null) {
            known = about.moment(x, 1);
            bias = known;
        }
        return known;
    }

    BigFraction mean() {
        return x.add(bias());
    }

    /** E (Q − E Q)^k. */
    BigFraction central(int k) {
        return about.moment(mean(), k);
    }
}
