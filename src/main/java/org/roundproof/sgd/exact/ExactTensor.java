package org.roundproof.sgd.exact;

import java.math.BigInteger;
import java.util.Objects;
import org.apfloat.Apfloat;
import org.jspecify.annotations.Nullable;
import org.roundproof.format.ExactReal;
import org.roundproof.format.Radix2;
import org.roundproof.sgd.Tensor;

/** Exact reals n_i/b with one denominator b. Where they came as doubles, the doubles stay at hand (signs of zero too). */
final class ExactTensor implements Tensor {
    private final double @Nullable [] doubles;
    private final BigInteger denominator;
    private Apfloat @Nullable [] numerators;

    private ExactTensor(double @Nullable [] doubles, Apfloat @Nullable [] numerators, BigInteger denominator) {
        this.doubles = doubles;
        this.numerators = numerators;
        this.denominator = denominator;
    }

    /** Doubles, perhaps not all finite; not copied. */
    static ExactTensor of(double[] values) {
        return new ExactTensor(values, null, BigInteger.ONE);
    }

    /** n_i/b; not copied. */
    static ExactTensor of(Apfloat[] numerators, BigInteger denominator) {
        return new ExactTensor(null, numerators, denominator);
    }

    /** The elements as doubles, if they came as such. */
    double @Nullable [] doubles() {
        return doubles;
    }

    /** n; only where all elements are finite. */
    Apfloat[] numerators() {
        Apfloat[] known = numerators;
        if (known == null) {
            double[] values = Objects.requireNonNull(doubles);
            known = new Apfloat[values.length];
            for (int i = 0; i < known.length; i++) {
                known[i] = Radix2.of(values[i]);
            }
            numerators = known;
        }
        return known;
    }

    /** b. */
    BigInteger denominator() {
        return denominator;
    }

    @Override
    public int size() {
        return doubles != null ? doubles.length : numerators().length;
    }

    @Override
    public double value(int element) {
        return doubles != null ? doubles[element] : exact(element).toDouble();
    }

    @Override
    public ExactReal exact(int element) {
        return doubles != null ? ExactReal.of(doubles[element]) : ExactReal.ratio(numerators()[element], denominator);
    }
}
