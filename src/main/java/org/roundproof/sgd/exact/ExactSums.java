package org.roundproof.sgd.exact;

import java.math.BigInteger;
import java.util.Arrays;
import org.apfloat.Apfloat;
import org.roundproof.format.Radix2;

/** A vector of running exact sums n_i/b. */
final class ExactSums {
    private final Apfloat[] numerators;
    private BigInteger denominator = BigInteger.ONE;

    ExactSums(int size) {
        numerators = new Apfloat[size];
        Arrays.fill(numerators, Radix2.of(0L));
    }

    Apfloat numerator(int element) {
        return numerators[element];
    }

    BigInteger denominator() {
        return denominator;
    }

    /** Σ ← Σ + other. */
    void add(ExactSums other) {
        Apfloat factor = meet(other.denominator);
        for (int i = 0; i < numerators.length; i++) {
            numerators[i] = numerators[i].add(times(factor, other.numerators[i]));
        }
    }

    /**
     * Σ_i ← Σ_i + x_i·o/b.
     *
     * @param features x, the elements from {@code offset} on
     * @param gradient numerator of o
     * @param gradientDenominator b
     */
    void addProduct(Apfloat[] features, int offset, Apfloat gradient, BigInteger gradientDenominator) {
        Apfloat factor = times(meet(gradientDenominator), gradient);
        for (int i = 0; i < numerators.length; i++) {
            numerators[i] = numerators[i].add(features[offset + i].multiply(factor));
        }
    }

    /** Brings the sums to a common denominator with n/b; returns by what n is to be multiplied. */
    private Apfloat meet(BigInteger other) {
        if (!other.equals(denominator)) {
            BigInteger common = denominator.multiply(other.divide(denominator.gcd(other)));
            Apfloat factor = Radix2.of(common.divide(denominator), 0);
            for (int i = 0; i < numerators.length; i++) {
                numerators[i] = times(factor, numerators[i]);
            }
            denominator = common;
        }
        return Radix2.of(denominator.divide(other), 0);
    }

    private static Apfloat times(Apfloat factor, Apfloat value) {
        return factor.equals(Apfloat.ONE) ? value : factor.multiply(value);
    }
}
