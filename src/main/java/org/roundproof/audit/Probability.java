package org.roundproof.audit;

import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.quantizer.Distribution;

/** P(Q(x) = v). */
final class Probability {
    private Probability() {}

    /** The probability of one value; both zeros count as 0. */
    static BigFraction of(Distribution law, double value) {
        BigFraction sum = BigFraction.ZERO;
        for (Distribution.Atom atom : law.support()) {
            if (atom.value() == value) {
                sum = sum.add(atom.probability());
            }
        }
        return sum;
    }
}
