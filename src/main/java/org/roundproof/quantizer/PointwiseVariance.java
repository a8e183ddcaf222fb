package org.roundproof.quantizer;

import java.math.BigInteger;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.format.FloatFormat;
import org.roundproof.format.PowerFormat;
import org.roundproof.format.UniformFormat;

/**
 * Bounds of Var[Q(z)|z] that hold for every z in the range (proofs-notes/claims/RP-02.md, RP-03.md).
 *
 * <pre>
 * sr, uniform step Δ      0 ≤ Var ≤ Δ²/4
 * sr, floating point      0 ≤ Var ≤ h²/4 + β z²
 *                         h the widest cell below the smallest normal number: 2^(emin−p+1), or 2^emin without subnormals
 *                         β = 1/(4k(k+1)), k = 2^(p−1)
 * sr, power grid          0 ≤ Var ≤ h²/4, h an upper bound of the widest cell
 * tpdf                    Var = Δ²/4
 * subtractive             Var = Δ²/12
 * </pre>
 */
final class PointwiseVariance {
    private PointwiseVariance() {}

    static boolean unbiased(Quantizer q) {
        boolean stochastic = q.rounding() instanceof Rounding.Stochastic
                || q.rounding() instanceof Rounding.Tpdf
                || q.rounding() instanceof Rounding.Subtractive;
        return stochastic && q.format().hasZero();
    }

    static Optional<VarianceBounds> bounds(Quantizer q) {
        if (!unbiased(q)) {
            return Optional.empty();
        }
        if (q.format() instanceof FloatFormat format) {
            int cellExponent = format.minExponent() - (format.subnormals() ? format.precision() - 1 : 0);
            BigFraction alpha =
                    BigFraction.of(1, 4).multiply(powerOfTwo(cellExponent).pow(2));
            return Optional.of(between(new VarianceLaw(alpha, relative(format.precision()), false)));
        }
        if (q.format() instanceof PowerFormat format) {
            return Optional.of(
                    between(additive(BigFraction.from(format.widestGap()).pow(2).divide(4))));
        }
        BigFraction square =
                BigFraction.from(((UniformFormat) q.format()).step()).pow(2);
        if (q.rounding() instanceof Rounding.Tpdf) {
            return Optional.of(exactly(additive(square.divide(4))));
        }
        if (q.rounding() instanceof Rounding.Subtractive) {
            return Optional.of(exactly(additive(square.divide(12))));
        }
        return Optional.of(between(additive(square.divide(4))));
    }

    /** β = 1/(4k(k+1)), k = 2^(p−1). */
    private static BigFraction relative(int precision) {
        BigInteger k = BigInteger.ONE.shiftLeft(precision - 1);
        return BigFraction.of(BigInteger.ONE, k.multiply(k.add(BigInteger.ONE)).shiftLeft(2));
    }

    private static BigFraction powerOfTwo(int exponent) {
        BigInteger power = BigInteger.ONE.shiftLeft(Math.abs(exponent));
        return exponent < 0 ? BigFraction.of(BigInteger.ONE, power) : BigFraction.of(power);
    }

    private static VarianceLaw additive(BigFraction alpha) {
        return new VarianceLaw(alpha, BigFraction.ZERO, false);
    }

    private static VarianceBounds between(VarianceLaw upper) {
        return new VarianceBounds(VarianceLaw.NONE, upper);
    }

    private static VarianceBounds exactly(VarianceLaw law) {
        return new VarianceBounds(law, law);
    }
}
